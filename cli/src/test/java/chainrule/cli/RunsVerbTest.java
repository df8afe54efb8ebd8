// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.cli.Shell.Outcome;
import chainrule.explain.Language;
import chainrule.formats.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are listed, compared, repeated, taken up again and asked for by a file. */
class RunsVerbTest {

  @TempDir private Path folder;

  @BeforeEach
  void train() {
    assertThat(run("train", "blobs", "--points=90", "--epochs=2").code()).isZero();
  }

  private Outcome run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--runs", folder.toString()));
    return Shell.piped().run(all.toArray(String[]::new));
  }

  private static String digest(Outcome outcome) {
    return Json.parse(outcome.lines().getLast()).asObject().text("weights_sha256");
  }

  @Test
  void runs_are_listed_with_what_became_of_them() {
    assertThat(run("runs", "list").lines().getLast())
        .contains("-blobs", "Mlp(2-64-32-3)", "2/2", " %", "done");
    assertThat(run("runs", "list", "--json").lines()).hasSize(1);
  }

  @Test
  void a_run_is_shown_with_all_that_it_was_asked_for() {
    assertThat(run("runs", "show", "latest").out())
        .contains("--points", "90", "--optimizer", "adam", "train_sha256", "result");
  }

  @Test
  void two_runs_are_compared_by_what_differs() {
    String first = run("runs", "list", "--json").lines().getLast();
    run("train", "blobs", "--points=90", "--epochs=3");
    String name = Path.of(Json.parse(first).asObject().text("run")).getFileName().toString();
    List<String> lines = run("runs", "compare", name, "latest").lines();
    assertThat(lines.get(1)).startsWith("--epochs").contains("2", "3");
    assertThat(lines).hasSize(3);
    assertThat(run("runs", "compare", name, name).out()).contains("were asked for the same");
  }

  @Test
  void a_run_is_repeated_to_the_bit_and_one_that_was_not_is_found_out() throws IOException {
    assertThat(run("runs", "verify", "latest").out()).contains("the same bits");
    Path events = run().resolve("events.jsonl");
    String text = Files.readString(events);
    Files.writeString(events, text.replaceFirst("(\"weights_sha256\":\").{4}", "$10000"));
    Outcome outcome = run("runs", "verify", "latest");
    assertThat(outcome.code()).isEqualTo(Failure.FAILED);
    assertThat(outcome.err()).contains("other bits");
  }

  private Path run() throws IOException {
    try (var runs = Files.list(folder)) {
      return runs.findFirst().orElseThrow();
    }
  }

  @Test
  void the_record_of_a_run_is_a_configuration_and_options_come_before_it() throws IOException {
    String config = run().resolve("run.json").toString();
    String first = digest(run("train", "--config", config, "--json"));
    assertThat(digest(run("train", "blobs", "--points=90", "--epochs=2", "--json")))
        .isEqualTo(first);
    assertThat(digest(run("train", "--config", config, "--json", "--seed=2"))).isNotEqualTo(first);
  }

  @Test
  void a_file_with_an_option_that_is_none_names_the_nearest() throws IOException {
    Path file = Files.writeString(folder.resolve("c.json"), "{\"train\":\"blobs\",\"epoch\":3}");
    Outcome outcome = run("train", "--config", file.toString());
    assertThat(outcome.code()).isEqualTo(Failure.USAGE);
    assertThat(outcome.err()).contains("there is no option epoch", "did you mean epochs?");
  }

  @Test
  void an_interrupted_run_goes_on_to_the_bits_of_the_undisturbed_one() {
    String[] words = {
      "train",
      "moons",
      "--points=200",
      "--epochs=6",
      "--dropout=0.2",
      "--json",
      "--runs",
      folder.toString()
    };
    String undisturbed = digest(Shell.piped().run(words));
    Interruption interruption = new Interruption();
    interruption.ask();
    Outcome stopped = Shell.piped().runIn(Messages.of(Language.ENGLISH), interruption, words);
    assertThat(stopped.code()).isEqualTo(Failure.INTERRUPTED);
    assertThat(stopped.err()).contains("go on with: ", "train --resume ");
    assertThat(digest(stopped)).isNotEqualTo(undisturbed);
    assertThat(digest(run("train", "--resume", "latest", "--json"))).isEqualTo(undisturbed);
  }

  @Test
  void a_run_that_ended_or_is_asked_for_more_does_not_go_on() {
    assertThat(run("train", "--resume", "latest").err()).contains("came to its end");
    Outcome more = run("train", "--resume", "latest", "--epochs=9");
    assertThat(more.code()).isEqualTo(Failure.USAGE);
    assertThat(more.err()).contains("leave --epochs away");
    assertThat(run("train", "--resume", "nothing").err()).contains("neither the folder of a run");
  }

  @Test
  void numbers_that_go_wrong_name_step_and_layer_and_the_last_good_checkpoint() {
    Outcome wild =
        run(
            "train",
            "saddle",
            "--points=90",
            "--optimizer",
            "sgd",
            "--lr=1e3",
            "--checkpoint-every=1",
            "--schedule",
            "constant");
    assertThat(wild.code()).isEqualTo(Failure.NON_FINITE);
    assertThat(wild.err())
        .contains("step ", " of epoch ", "affine in layers.", "the last good checkpoint is ");
  }

  @Test
  void actions_say_how_many_runs_they_take() {
    assertThat(run("runs", "compare", "latest").err()).contains("runs compare: needs two RUNs");
    assertThat(run("runs", "lsit").err()).contains("did you mean list?");
  }
}
