// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.FileException;
import chainrule.error.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MnistTest {
  @TempDir private Path folder;

  private Settings settings() {
    return new Settings(
        Optional.of(folder.resolve("data")), Optional.empty(), folder.resolve("cache"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void four_files_are_loaded_plain_or_packed(boolean packed) throws IOException {
    IdxBytes.mnist(folder, 20, 7, packed);
    Mnist mnist = Mnist.load(Mnist.locate(folder));
    assertThat(mnist.train().count()).isEqualTo(20);
    assertThat(mnist.test().count()).isEqualTo(7);
    assertThat(mnist.train().labels()[13]).isEqualTo((byte) 3);
    assertThat(mnist.train().pixels()[13 * 784 + 500]).isEqualTo((byte) 13);
    assertThat(Mnist.loadTest(folder).labels()).isEqualTo(mnist.test().labels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mnist", "MNIST/raw"})
  void files_are_found_in_the_folder_and_below(String place) throws IOException {
    IdxBytes.mnist(folder.resolve("data").resolve(place), 2, 1, true);
    assertThat(Mnist.locate(folder.resolve("data"))).isEqualTo(folder.resolve("data", place));
    assertThat(Mnist.find(settings())).contains(folder.resolve("data", place));
  }

  @Test
  void the_named_folder_comes_before_the_cache() throws IOException {
    IdxBytes.mnist(folder.resolve("cache", "mnist"), 2, 1, true);
    assertThat(Mnist.find(settings())).contains(folder.resolve("cache", "mnist"));
    IdxBytes.mnist(folder.resolve("data"), 2, 1, true);
    assertThat(Mnist.locate(settings())).isEqualTo(folder.resolve("data"));
  }

  @Test
  void where_it_was_looked_for_is_said_and_how_to_get_it() {
    assertThat(Mnist.find(settings())).isEmpty();
    assertThatThrownBy(() -> Mnist.locate(settings()))
        .isInstanceOf(FileException.class)
        .hasMessageContaining(
            "mnist: not found; looked in "
                + folder.resolve("data")
                + ", "
                + folder.resolve("cache"))
        .hasMessageContaining("fix: get it with `chainrule data mnist`");
  }

  @Test
  void missing_files_are_named() throws IOException {
    IdxBytes.mnist(folder, 2, 1, true);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    Files.delete(folder.resolve("train-images-idx3-ubyte.gz"));
    assertThatThrownBy(() -> Mnist.locate(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining(
            folder + ": lacks train-images-idx3-ubyte, t10k-labels-idx1-ubyte (plain or .gz)");
    assertThatThrownBy(() -> Mnist.locate(folder.resolve("absent")))
        .hasMessageContaining("absent: no such folder");
    assertThatThrownBy(() -> Mnist.load(folder)).isInstanceOf(FileException.class);
  }

  @Test
  void pictures_and_labels_must_be_as_many() throws IOException {
    IdxBytes.mnist(folder, 5, 5, false);
    Path labels = folder.resolve("train-labels-idx1-ubyte");
    Files.write(labels, IdxBytes.of(8, new int[] {4}, new byte[4]));
    assertThatThrownBy(() -> Mnist.load(folder))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "mnist: "
                + labels
                + ": sizes [4]; one label for each of the 5 pictures of train-images-idx3-ubyte"
                + " is needed");
  }

  @Test
  void labels_are_0_to_9() throws IOException {
    IdxBytes.mnist(folder, 5, 5, false);
    Path labels = folder.resolve("t10k-labels-idx1-ubyte");
    Files.write(labels, IdxBytes.of(8, new int[] {5}, new byte[] {0, 9, 3, 10, -1}));
    assertThatThrownBy(() -> Mnist.load(folder))
        .isInstanceOf(FormatException.class)
        .hasMessage("mnist: " + labels + ": label 3 is 10; 0 to 9 are needed");
  }

  @Test
  void pictures_are_28_by_28_and_at_least_one() throws IOException {
    IdxBytes.mnist(folder, 5, 5, false);
    Path images = folder.resolve("train-images-idx3-ubyte");
    for (int[] sizes : new int[][] {{5, 28, 27}, {5, 784}, {0, 28, 28}}) {
      int count = 1;
      for (int size : sizes) {
        count *= size;
      }
      Files.write(images, IdxBytes.of(8, sizes, new byte[count]));
      assertThatThrownBy(() -> Mnist.load(folder))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(images + ": sizes [")
          .hasMessageContaining("[n, 28, 28] is needed, n at least 1");
    }
  }
}
