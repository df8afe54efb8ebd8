// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.cli.Shell.Outcome;
import chainrule.explain.Language;
import chainrule.explain.text.TextWidth;
import chainrule.formats.Json;
import chainrule.formats.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training from the command line, on a small set of data. */
class TrainVerbTest {

  private static final Pattern ROW =
      Pattern.compile(
          " +\\d+ +\\d\\.\\d{4} +\\d\\.\\d{4} +\\d+\\.\\d\\d % +\\d+\\.\\d{4} +[\\d,]+");

  @TempDir private Path folder;

  @BeforeEach
  void make() throws IOException {
    TinyMnist.in(folder.resolve("data"));
  }

  @Test
  void it_says_what_it_does_prints_a_row_an_epoch_and_what_came_out() {
    var outcome = train(Shell.piped(), "--epochs", "3", "--seed", "7");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("mnist: 400 training and 100 test samples")
        .contains("784-16-10, relu: 12,730 parameters")
        .contains(
            "crossEntropy; adam --lr 0.002 --schedule cosine; --batch 128 --epochs 3 --init he"
                + " --seed 7")
        .contains("accuracy ", " %, on 100 test samples", "model: ", "next: chainrule predict");
    assertThat(outcome.lines().stream().filter(ROW.asMatchPredicate())).hasSize(3);
    assertThat(outcome.out()).doesNotContain("\r", "\u001b");
  }

  @Test
  void rates_are_written_as_the_option_takes_them() {
    assertThat(TrainReport.number(1e-4)).isEqualTo("0.0001");
    assertThat(TrainReport.number(1)).isEqualTo("1");
    assertThat(TrainReport.number(1e-9)).isEqualTo("1e-9");
    assertThat(TrainReport.number(1e39)).isEqualTo("1e+39");
    assertThat(TrainReport.number(0)).isEqualTo("0");
    var outcome = train(Shell.piped(), "--lr", "1e-4");
    assertThat(outcome.out()).contains("adam --lr 0.0001 --schedule");
  }

  @Test
  void the_next_command_works() {
    var next =
        train(Shell.piped()).lines().stream()
            .filter(line -> line.startsWith("next: "))
            .findFirst()
            .orElseThrow();
    var words = next.substring("next: chainrule ".length()).split(" ");
    assertThat(Shell.piped().run(words).out()).contains("mnist 7: ");
  }

  @Test
  void the_next_command_can_be_pasted_into_a_shell() {
    var runs = folder.resolve("my runs").toString();
    var data = folder.resolve("data").toString();
    var outcome =
        Shell.piped()
            .run("train", "--data", data, "--runs", runs, "--net", "784-10", "--epochs", "1");
    assertThat(outcome.out())
        .endsWith(" --test-index 7 --runs '" + runs + "' --data " + data + "\n");
  }

  @Test
  void a_run_leaves_its_record_and_its_model() throws IOException {
    train(Shell.piped());
    var run = run();
    assertThat(files(run)).containsExactly("events.jsonl", "model.safetensors", "run.json");
    var model = Models.load(run.resolve("model.safetensors"));
    assertThat(model.info().classes()).hasSize(10);
    assertThat(model.info().seed()).hasValue(1);
    assertThat(model.info().input().text("ink")).isEqualTo("light");
  }

  @Test
  void the_bits_depend_on_neither_threads_nor_backend() {
    var expected = digest("--threads", "1", "--backend", "reference");
    assertThat(digest("--threads", "2", "--backend", "reference")).isEqualTo(expected);
    assertThat(digest("--threads", "2")).isEqualTo(expected);
    assertThat(digest("--seed", "2")).isNotEqualTo(expected);
  }

  @Test
  void a_squared_loss_puts_the_activation_on_the_output() {
    assertThat(train(Shell.piped(), "--loss", "mse", "--activation", "sigmoid").out())
        .contains(
            "784-16-10, sigmoid, output sigmoid:",
            "mse; adam --lr 0.005 --schedule cosine;",
            "--init xavier");
    assertThat(train(Shell.piped(), "--loss", "mse", "--output-activation", "none").out())
        .contains("784-16-10, relu:");
    assertThat(
            train(
                    Shell.piped(),
                    "--optimizer",
                    "sgd",
                    "--momentum=0.9",
                    "--lr=0.01",
                    "--schedule=constant")
                .out())
        .contains("sgd --lr 0.01 --momentum 0.9 --schedule constant");
  }

  @Test
  void out_copies_the_model_and_replaces_only_when_forced() throws IOException {
    var copy = folder.resolve("copy.safetensors");
    assertThat(train(Shell.piped(), "--out", copy.toString()).code()).isZero();
    assertThat(copy).hasSameBinaryContentAs(run().resolve("model.safetensors"));
    var before = Files.readAllBytes(copy);
    var refused = train(Shell.piped(), "--out", copy.toString(), "--seed", "2");
    assertThat(refused.code()).isOne();
    assertThat(refused.err()).contains("exists already", "--force");
    assertThat(copy).hasBinaryContent(before);
    assertThat(files(folder.resolve("runs"))).hasSize(1);
    train(Shell.piped(), "--out", copy.toString(), "--seed", "2", "--force");
    assertThat(Files.readAllBytes(copy)).isNotEqualTo(before);
  }

  @Test
  void a_terminal_gets_a_live_line_unless_quiet_and_json_has_its_own_lines() {
    assertThat(train(Shell.onTerminal(), "--epochs", "2").err()).contains("\r");
    assertThat(train(Shell.onTerminal(), "--quiet").err()).isEmpty();
    var json = train(Shell.onTerminal(), "--json");
    assertThat(json.lines()).allSatisfy(line -> Json.parse(line).asObject().text("event"));
  }

  @Test
  void interrupted_it_saves_what_was_learned_and_says_so() throws IOException {
    var interruption = new Interruption();
    interruption.ask();
    var outcome =
        Shell.piped()
            .runIn(
                Messages.of(Language.ENGLISH),
                interruption,
                words("--epochs", "50", "--json").toArray(String[]::new));
    assertThat(outcome.code()).isEqualTo(130);
    assertThat(outcome.err()).startsWith("interrupted; what was learned so far is saved in ");
    var done = Json.parse(outcome.lines().getLast()).asObject();
    assertThat(done.flag("interrupted")).isTrue();
    assertThat(done.whole("epochs")).isZero();
    assertThat(Models.load(Path.of(done.text("model"))).label()).isEqualTo("Mlp(784-16-10)");
  }

  @Test
  void a_run_does_not_go_on_with_other_data() throws IOException {
    var interruption = new Interruption();
    interruption.ask();
    Shell.piped()
        .runIn(Messages.of(Language.ENGLISH), interruption, words().toArray(String[]::new));
    for (String part : List.of("train", "t10k")) {
      Path labels = folder.resolve("data").resolve(part + "-labels-idx1-ubyte");
      byte[] bytes = Files.readAllBytes(labels);
      byte[] other = bytes.clone();
      other[other.length - 1] = 0;
      Files.write(labels, other);
      var outcome =
          Shell.piped()
              .run("train", "--resume", "latest", "--runs", path("runs"), "--data", path("data"));
      assertThat(outcome.code()).as(part).isEqualTo(Failure.FAILED);
      assertThat(outcome.err()).contains("are not those of the run");
      Files.write(labels, bytes);
    }
  }

  @Test
  void numbers_that_leave_the_finite_end_it_with_a_code_of_their_own() {
    var outcome = train(Shell.piped(), "--optimizer", "sgd", "--lr", "1e30");
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err()).contains("fix: lower the learning rate").doesNotContain("\tat ");
  }

  @Test
  void chinese_rows_stand_below_their_heads() {
    var lines = train(Shell.piped(), "--lang", "zh", "--epochs", "2").lines();
    int head =
        lines.indexOf(lines.stream().filter(l -> l.contains("轮次")).findFirst().orElseThrow());
    assertThat(lines.subList(head, head + 3).stream().map(TextWidth::of))
        .as("widths")
        .containsOnly(56);
  }

  private Outcome train(Shell shell, String... more) {
    return shell.run(words(more).toArray(String[]::new));
  }

  private List<String> words(String... more) {
    var words = new ArrayList<>(List.of("train", "mnist", "--data", path("data")));
    words.addAll(List.of("--runs", path("runs"), "--net", "784-16-10", "--epochs", "1"));
    words.addAll(List.of(more));
    return words;
  }

  private String digest(String... more) {
    var all = new ArrayList<>(List.of(more));
    all.add("--json");
    var last = train(Shell.piped(), all.toArray(String[]::new)).lines().getLast();
    return Json.parse(last).asObject().text("weights_sha256");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private Path run() throws IOException {
    return folder.resolve("runs").resolve(files(folder.resolve("runs")).getFirst());
  }

  private static List<String> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
