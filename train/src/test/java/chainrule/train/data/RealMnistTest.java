// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealMnistTest {
  @BeforeAll
  static void say_if_there_is_none() {
    RealMnist.announce(RealMnistTest.class, 2);
  }

  @Test
  void the_real_set_has_seventy_thousand_digits() {
    Mnist mnist = Mnist.load(RealMnist.folder());
    assertThat(mnist.train().count()).isEqualTo(60_000);
    assertThat(mnist.test().count()).isEqualTo(10_000);
    assertThat(mnist.train().labels()).startsWith(5, 0, 4, 1, 9);
    assertThat(mnist.test().labels()).startsWith(7, 2, 1, 0, 4);
    long sum = 0;
    for (byte pixel : mnist.train().pixels()) {
      sum += pixel & 0xff;
    }
    assertThat(sum / 255.0 / mnist.train().pixels().length).isBetween(0.1306, 0.1308);
  }

  @Test
  void the_real_set_is_downloaded_from_a_local_server(@TempDir Path folder) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (Path file : RealMnist.files()) {
      files.put("/" + file.getFileName(), Files.readAllBytes(file));
    }
    try (LocalServer server = LocalServer.of(files)) {
      MnistDownload download =
          MnistDownload.to(folder.resolve("mnist")).withMirror(server.address().toString());
      Path there = download.run();
      assertThat(Mnist.locate(folder)).isEqualTo(there);
      assertThat(server.requests()).hasSize(4);
      download.run();
      assertThat(server.requests()).as("what is there is not fetched again").hasSize(4);
    }
  }
}
