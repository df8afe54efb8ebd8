// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.cli.Shell.Outcome;
import chainrule.formats.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void a_run_that_left_no_model_is_looked_at_as_it_began() throws IOException {
    train("--epochs", "2");
    try (var files = Files.list(folder.resolve("runs"))) {
      Files.delete(files.findFirst().orElseThrow().resolve("model.safetensors"));
    }
    Outcome outcome = run("diagnose", "latest");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("as it began");
  }

  @Test
  void a_run_that_is_not_there_is_an_error() {
    Outcome outcome = run("diagnose", "nothing");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("nothing");
  }
}
