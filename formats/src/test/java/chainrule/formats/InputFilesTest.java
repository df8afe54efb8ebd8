// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import chainrule.error.FileException;
import chainrule.error.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir private Path folder;

  @Test
  void a_file_is_read_with_its_length() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[] {1, 2, 3});
    assertThat(InputFiles.<Long>read(file, "test", (in, length) -> in.read() * 10 + length))
        .isEqualTo(13);
    assertThat(InputFiles.readAll(file, "test", 3)).containsExactly(1, 2, 3);
  }

  @Test
  void a_file_over_the_limit_is_refused() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> InputFiles.readAll(file, "test", 2))
        .isInstanceOf(FormatException.class)
        .hasMessage("test: " + file + ": more than 2 bytes, the limit here");
  }

  @Test
  void a_device_is_no_file_to_read() {
    Path device = Path.of("/dev/zero");
    assumeThat(device).exists();
    assertThatThrownBy(() -> InputFiles.readAll(device, "test", 2))
        .isInstanceOf(FileException.class)
        .hasMessage("test: /dev/zero is no regular file");
  }

  @Test
  void a_path_below_a_regular_file_is_named() throws IOException {
    Path below = Files.write(folder.resolve("a"), new byte[1]).resolve("b");
    assertThatThrownBy(() -> InputFiles.readAll(below, "test", 2))
        .isInstanceOf(FileException.class)
        .hasMessage("test: " + below + ": Not a directory")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void a_failure_while_reading_names_the_file() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[1]);
    assertThatThrownBy(() ->
            InputFiles.read(
                file,
                "test",
                (_, _) -> {
                  throw new IOException("the disk hums");
                }))
        .isInstanceOf(FileException.class)
        .hasMessage("test: " + file + ": the disk hums");
    assertThat(FileErrors.of("test", file, new IOException()).fact())
        .isEqualTo("test: " + file + ": IOException");
  }
}
