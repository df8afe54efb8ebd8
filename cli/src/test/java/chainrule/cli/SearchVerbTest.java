// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chainrule search}. */
class SearchVerbTest {

  @TempDir private Path folder;

  @Test
  void a_search_ends_with_a_command_that_trains_so() throws IOException {
    var outcome = search("--space=lr=1e-3..1e-1:log,hidden=4|8-8", "--trials=4");
    assertThat(outcome.err()).contains("trial 1: lr=", "trial 4: ").doesNotContain("trial 5");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.lines().getFirst())
        .matches("trial +lr +hidden +epochs +score +loss +seconds");
    assertThat(outcome.lines()).hasSize(1 + 4 + 2);
    var command = outcome.lines().getLast().replaceFirst("train so: chainrule ", "");
    assertThat(command)
        .matches("train blobs --lr [0-9.]+ --hidden [-48]+ --points 200 --epochs 2 --runs .*");
    var trained = Shell.piped().run(command.split(" "));
    assertThat(trained.code()).as(trained.err()).isZero();
    Schemas.check("search", Files.readString(log()));
  }

  @Test
  void a_killed_search_goes_on_and_ends_as_one_that_was_not() throws IOException {
    String[] words = {
      "--space=lr=1e-3..1e-1:log", "--trials=4", "--strategy=halving", "--json", "--out=" + out()
    };
    var whole = search(words);
    assertThat(whole.code()).as(whole.err()).isZero();
    Schemas.check("search", whole.out());
    assertThat(whole.lines()).hasSize(4 + 2 + 1);
    var lines = Files.readAllLines(log());
    Files.writeString(log(), String.join("\n", lines.subList(0, 4)) + "\n" + "{\"v\":1,\"ev");
    var again = search(words);
    assertThat(timeless(again.out())).isEqualTo(timeless(whole.out()));
    assertThat(again.lines().subList(0, 3)).isEqualTo(whole.lines().subList(0, 3));
    assertThat(timeless(Files.readString(log())))
        .isEqualTo(timeless(String.join("\n", lines) + "\n"));
    var other = search("--space=lr=1e-3..1e-1:log", "--trials=4", "--batch=16", "--out=" + out());
    assertThat(other.code()).isOne();
    assertThat(other.err()).contains("another search");
  }

  private static String timeless(String text) {
    return text.replaceAll("\"seconds\":[^,}]+", "");
  }

  @Test
  void the_test_data_are_not_used_to_choose() {
    var trial = Json.parse(search("--space=lr=0.01", "--json").lines().getFirst()).asObject();
    var words =
        new ArrayList<>(List.of("train", "blobs", "--points=200", "--epochs=2", "--lr=0.01"));
    words.addAll(List.of("--validation=0.2", "--json", "--runs=" + folder.resolve("runs")));
    var events =
        Shell.piped().run(words.toArray(String[]::new)).lines().stream()
            .map(line -> Json.parse(line).asObject())
            .toList();
    // In training, epochs are measured on what is held back and the end on the test data.
    var epoch =
        events.stream().filter(event -> event.text("event").equals("epoch")).toList().getLast();
    assertThat(trial.number("loss")).isEqualTo(epoch.number("test_loss"));
    assertThat(trial.text("weights_sha256")).isEqualTo(events.getLast().text("weights_sha256"));
  }

  @Test
  void trials_that_diverge_come_last_and_a_search_of_them_alone_fails() {
    var some = search("--space=lr=1e30|0.01", "--optimizer=sgd", "--loss=mse", "--strategy=grid");
    assertThat(some.code()).as(some.err()).isZero();
    assertThat(some.lines().get(1)).contains("0.01");
    assertThat(some.lines().get(2)).contains("1e30", "diverged", "-");
    var all = search("--space=lr=1e30|1e31", "--optimizer=sgd", "--loss=mse");
    assertThat(all.code()).isEqualTo(Failure.NON_FINITE);
    assertThat(all.err()).contains("no trial stayed");
  }

  @Test
  void wrong_words_are_told_before_anything_is_trained() {
    wrong("nothing to search for");
    wrong("did you mean hidden?", "--space=hiden=1|2");
    wrong("epochs cannot be searched", "--space=epochs=1|2");
    wrong("points cannot be searched", "--space=points=100|200");
    wrong("threads cannot be searched", "--space=threads=1|2");
    wrong("--lr is given too", "--space=lr=1e-3..1e-1", "--lr=0.1");
    wrong("needs the number of its points", "--space=lr=1e-3..1e-1", "--strategy=grid");
    wrong("more than 2 combinations", "--space=batch=1|2|3", "--strategy=grid", "--trials=2");
    wrong("did you mean halving?", "--space=lr=1..2", "--strategy=halvin");
    wrong("space: ", "--space=lr=1..x");
    wrong("--trials: 0", "--space=lr=1..2", "--trials=0");
    wrong("--validation: 1", "--space=lr=1..2", "--validation=1");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  private void wrong(String said, String... words) {
    var outcome = search(words);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Failure.USAGE);
    assertThat(outcome.err()).contains(said);
    assertThat(outcome.out()).isEmpty();
  }

  private Shell.Outcome search(String... more) {
    List<String> words = new ArrayList<>(List.of("search", "blobs", "--points=200", "--epochs=2"));
    words.add("--runs=" + folder.resolve("runs"));
    words.addAll(Arrays.asList(more));
    return Shell.piped().run(words.toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path log() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("trials.jsonl")).findFirst().orElseThrow();
    }
  }
}
