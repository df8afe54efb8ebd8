// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chainrule.formats.Json;
import chainrule.formats.Models;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, pipes, and a shell inside. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals and pipes of POSIX")
class ProcessTest {

  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  @Test
  void control_c_finishes_the_step_saves_and_says_so() throws Exception {
    assumeFalse(isInterruptIgnored(), "this process was started with interrupts ignored");
    assertStopsAndSaves("INT", 130);
  }

  @Test
  void a_system_that_shuts_down_does_not_lose_what_was_learned() throws Exception {
    assertStopsAndSaves("TERM", 143);
  }

  @Test
  void a_reader_that_has_enough_is_no_error() throws Exception {
    var words = new ArrayList<>(List.of("bash", "-c", "\"$@\" | head -1; echo ${PIPESTATUS[0]}"));
    words.add("bash");
    words.addAll(List.of(Java.words("train", "--help")));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    assertThat(lines(process.inputReader()))
        .filteredOn(text -> !text.startsWith("WARNING: Using incubator modules"))
        .containsExactly("Usage: chainrule train [OPTIONS] [DATA]", "0");
  }

  @Test
  void a_folder_in_the_environment_that_lacks_mnist_is_not_passed_over_in_silence()
      throws Exception {
    var model = folder.resolve("model.safetensors");
    Models.save(Mlp.of("784-10", Activation.RELU, Rng.seed(1)), model);
    var builder = new ProcessBuilder(Java.words("predict", model.toString(), "--test-index=0"));
    builder.environment().put("CHAINRULE_DATA", folder.toString());
    builder.environment().put("XDG_CACHE_HOME", folder.toString());
    var process = builder.start();
    assertThat(lines(process.inputReader())).anyMatch(line -> line.startsWith("digits 0: "));
    assertThat(lines(process.errorReader()))
        .contains("MNIST is not in " + folder + ", which CHAINRULE_DATA names");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void jshell_starts_with_the_library_imported() throws Exception {
    var script =
        Files.writeString(
            folder.resolve("script.jsh"),
            """
            var x = Tensor.scalar(3).requiresGrad();
            x.times(x).backward();
            System.out.println(x.grad() + " " + Backends.all().size());
            System.out.println(Models.class.getName() + " " + Trainer.class.getName());
            /exit 5
            """);
    var process = new ProcessBuilder(Java.words("jshell", script.toString())).start();
    assertThat(lines(process.inputReader()))
        .containsExactly("6 F32[] 2", "chainrule.formats.Models chainrule.train.Trainer");
    assertThat(lines(process.errorReader())).anyMatch(line -> line.startsWith("starting "));
    assertThat(process.waitFor()).isEqualTo(5);
  }

  private void assertStopsAndSaves(String signal, int code) throws Exception {
    var data = TinyMnist.in(folder.resolve("data")).toString();
    var runs = folder.resolve("runs").toString();
    var process =
        new ProcessBuilder(
                Java.words(
                    "train",
                    "--data",
                    data,
                    "--runs",
                    runs,
                    "--net",
                    "784-10",
                    "--json",
                    "--epochs",
                    "999999999"))
            .redirectError(folder.resolve("err").toFile())
            .start();
    try (var out = process.inputReader()) {
      assertThat(out.readLine()).contains("\"event\":\"start\"");
      assertThat(out.readLine()).contains("\"event\":\"stats\"");
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      var done = Json.parse(lines(out).getLast()).asObject();
      assertThat(done.text("event")).isEqualTo("done");
      assertThat(done.flag("interrupted")).isTrue();
      assertThat(Models.load(Path.of(done.text("model"))).label()).isEqualTo("Mlp(784-10)");
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(code);
    assertThat(Files.readString(folder.resolve("err"))).contains("interrupted; what was learned");
  }

  /** A shell that starts us in the background may have us ignore interrupts, and our children. */
  private static boolean isInterruptIgnored() throws IOException {
    var status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    var ignored =
        Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst();
    return ignored
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .map(mask -> (mask & 2) != 0)
        .orElse(false);
  }

  private static List<String> lines(BufferedReader reader) {
    return reader.lines().toList();
  }
}
