// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The download as the command line shows it; how it works is tested where it is made. */
class DataVerbTest {

  @Test
  void an_address_that_is_none_is_refused() {
    var outcome = Shell.piped().run("data", "mnist", "--mirror", "ftp://nowhere/");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("ftp://nowhere/");
  }

  @Test
  void a_mirror_without_the_files_fails_and_leaves_nothing(@TempDir Path folder)
      throws IOException {
    try (var server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuseAll(server));
      var mirror = "http://localhost:" + server.getLocalPort() + "/";
      var target = folder.resolve("mnist");
      var outcome =
          Shell.piped().run("data", "mnist", "--mirror", mirror, "--dir", target.toString());
      assertThat(outcome.code()).isOne();
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("chainrule: download: train-images", "404", "fix: ");
      try (var files = Files.list(target)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void progress_is_a_live_line_on_a_terminal_and_a_line_a_file_elsewhere() {
    assertThat(progress(Shell.onTerminal())).contains("\rtrain: 1.0 of 9.5 MiB", "\rtrain: 2.0");
    assertThat(progress(Shell.piped())).isEqualTo("fetching train\nfetching test\n");
  }

  private static String progress(Shell shell) {
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new StandardOutput(new ByteArrayOutputStream()),
            new PrintStream(err, true, UTF_8),
            Messages.of(Language.ENGLISH),
            new Console.Style(false, false, false, false),
            shell.settings());
    var line = new DownloadLine(console);
    line.received("train", 1 << 20, OptionalLong.of(19 << 19));
    line.received("train", 2 << 20, OptionalLong.of(19 << 19));
    line.received("test", 1 << 20, OptionalLong.empty());
    line.end();
    return err.toString(UTF_8);
  }

  private static void refuseAll(ServerSocket server) {
    while (!server.isClosed()) {
      try (var connection = server.accept()) {
        connection.getInputStream().readNBytes(16);
        connection
            .getOutputStream()
            .write(
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(UTF_8));
      } catch (IOException closed) {
        return;
      }
    }
  }
}
