// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.cli.Shell.Outcome;
import chainrule.formats.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of runs that have something, and of one that has nothing. */
class DiagnoseVerbTest {

  @TempDir private Path folder;

  private Outcome run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--runs", folder.resolve("runs").toString()));
    return Shell.piped().run(all.toArray(String[]::new));
  }

  private void train(String... options) {
    List<String> words = new ArrayList<>(List.of("train", "spiral", "--points", "200", "--quiet"));
    words.addAll(List.of(options));
    assertThat(run(words.toArray(String[]::new)).code()).isZero();
  }

  @Test
  void a_healthy_run_has_nothing() {
    train("--epochs", "30");
    Outcome outcome = run("diagnose", "latest");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("nothing is wrong with ");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void a_step_function_is_named_with_its_layer_in_both_languages_and_as_json() throws IOException {
    train("--activation", "step", "--epochs", "2");
    assertThat(run("diagnose", "latest").out()).contains("no-gradient: ").contains("layers.0 step");
    assertThat(run("diagnose", "latest", "--lang", "zh").out()).contains("梯度恰为 0");
    String line = run("diagnose", "latest", "--json").out();
    Schemas.check("diagnose", line);
    Json.JsonObject first = Json.parse(line).asObject().array("findings").getFirst().asObject();
    assertThat(first.text("code")).isEqualTo("no-gradient");
    assertThat(first.text("layer")).isEqualTo("layers.0");
  }

  /** Takes from the run what a killed one would not have written; its folder. */
  private Path killed() throws IOException {
    try (var files = Files.list(folder.resolve("runs"))) {
      Path run = files.findFirst().orElseThrow();
      Files.delete(run.resolve("model.safetensors"));
      List<String> events = Files.readAllLines(run.resolve("events.jsonl"));
      assertThat(events.removeLast()).contains("\"event\":\"done\"");
      Files.write(run.resolve("events.jsonl"), events);
      return run;
    }
  }

  private static double loss(Json.JsonObject diagnosis) {
    return diagnosis.get("statistics").asObject().number("loss");
  }

  @Test
  void a_killed_run_is_looked_at_by_its_newest_whole_checkpoint() throws IOException {
    train("--epochs", "120", "--checkpoint-every", "300");
    Path run = killed();
    Path newest = run.resolve("checkpoints/600/weights.safetensors");
    Outcome outcome = run("diagnose", "latest", "--json");
    assertThat(outcome.err()).contains("has not ended: looking at its weights after 600 steps");
    Schemas.check("diagnose", outcome.out());
    Json.JsonObject learned = Json.parse(outcome.out()).asObject();
    assertThat(learned.text("weights")).isEqualTo(newest.toString());
    assertThat(loss(learned)).isLessThan(0.5);

    Files.write(newest, new byte[] {0}, StandardOpenOption.APPEND);
    Outcome older = run("diagnose", "latest", "--json");
    assertThat(older.err()).contains("warning: checkpoint: " + newest, "after 300 steps");
    assertThat(Json.parse(older.out()).asObject().text("weights")).contains("checkpoints/300/");
  }

  @Test
  void a_run_that_was_killed_before_it_saved_anything_is_looked_at_as_it_began()
      throws IOException {
    train("--epochs", "2");
    assertThat(killed().resolve("checkpoints")).doesNotExist();
    Outcome outcome = run("diagnose", "latest", "--json");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("as it began");
    Json.JsonObject fresh = Json.parse(outcome.out()).asObject();
    assertThat(fresh.find("weights")).isEmpty();
    assertThat(loss(fresh)).isGreaterThan(0.5);
  }

  @Test
  void a_run_that_is_not_there_is_an_error() {
    Outcome outcome = run("diagnose", "nothing");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("nothing");
  }
}
