// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that goes is no error; results that are lost are one. */
class StandardOutputTest {

  /** Takes a few lines and then fails. */
  private static final class Failing extends OutputStream {

    private final String reason;
    private int lines;

    Failing(String reason, int lines) {
      this.reason = reason;
      this.lines = lines;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      lines--;
      if (lines < 0) {
        throw new IOException(reason);
      }
    }
  }

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void a_reader_that_has_enough_ends_it_quietly() {
    assertThat(run(new Failing("Broken pipe", 2), "summary", "784-10")).isZero();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void a_full_disk_is_told_and_fails() {
    assertThat(run(new Failing("No space left on device", 2), "summary", "784-10")).isOne();
    assertThat(err.toString(UTF_8))
        .isEqualTo("chainrule: standard output cannot be written: No space left on device\n");
  }

  @Test
  void training_ends_after_a_step_when_nobody_reads(@TempDir Path folder) throws IOException {
    var data = TinyMnist.in(folder.resolve("data")).toString();
    var runs = folder.resolve("runs").toString();
    int code =
        run(
            new Failing("Broken pipe", 1),
            "train",
            "--json",
            "--data",
            data,
            "--runs",
            runs,
            "--net",
            "784-10",
            "--epochs=9999");
    assertThat(code).isOne();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void lines_are_utf_8_and_end_with_a_line_feed() {
    var bytes = new ByteArrayOutputStream();
    new StandardOutput(bytes).line("层");
    assertThat(bytes.toByteArray()).isEqualTo("层\n".getBytes(UTF_8));
  }

  private int run(OutputStream out, String... words) {
    return Shell.piped().program(out, err, new Interruption()).run(words);
  }
}
