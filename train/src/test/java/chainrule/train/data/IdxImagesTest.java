// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.testkit.Allocated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxImagesTest {
  private static final byte[] IMAGES =
      IdxBytes.of(8, new int[] {3, 1, 2}, new byte[] {0, 51, 102, -1, -52, 1});
  private static final byte[] LABELS = IdxBytes.of(8, new int[] {3}, new byte[] {2, 0, 2});

  @TempDir private Path folder;

  private Dataset open(byte[] images, byte[] labels) throws IOException {
    return IdxImages.open(
        "mine",
        Files.write(folder.resolve("images"), images),
        Files.write(folder.resolve("labels"), labels));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pictures_are_read_by_place_mapped_or_unpacked(boolean packed) throws IOException {
    Dataset data = open(packed ? IdxBytes.gzip(IMAGES) : IMAGES, LABELS);
    assertThat(data.name()).isEqualTo("mine");
    assertThat(data.count()).isEqualTo(3);
    assertThat(data.classes()).containsExactly("0", "1", "2");
    assertThat(data.inputRow()).isEqualTo(new Dataset.Row(DType.F32, Shape.of(2)));
    assertThat(data.isClassified()).isTrue();
    Batch batch = data.batch(2, 0, 1);
    assertThat(batch.inputs().shape()).isEqualTo(Shape.of(3, 2));
    assertThat(batch.inputs().toFloats())
        .containsExactly(204 / 255f, 1 / 255f, 0, 51 / 255f, 102 / 255f, 1);
    assertThat(batch.targets().toLongs()).containsExactly(2, 2, 0);
  }

  @Test
  void the_bits_are_those_of_pictures_in_memory() throws IOException {
    IdxBytes.mnist(folder, 20, 5, false);
    Mnist mnist = Mnist.load(folder);
    Dataset mapped =
        IdxImages.open(
            "mnist",
            folder.resolve("train-images-idx3-ubyte"),
            folder.resolve("train-labels-idx1-ubyte"));
    Dataset inMemory = mnist.train().dataset("mnist");
    assertThat(mapped.inputRow()).isEqualTo(inMemory.inputRow());
    assertThat(mapped.all().inputs().toFloats()).isEqualTo(inMemory.all().inputs().toFloats());
    assertThat(mapped.all().targets().toLongs()).isEqualTo(inMemory.all().targets().toLongs());
  }

  @Test
  void a_mapped_file_takes_no_heap() throws IOException {
    byte[] images =
        Arrays.copyOf(IdxBytes.of(8, new int[] {100, 400_000}, new byte[0]), 40_000_012);
    byte[] labels = IdxBytes.of(8, new int[] {100}, new byte[100]);
    Path file = Files.write(folder.resolve("images"), images);
    Path other = Files.write(folder.resolve("labels"), labels);
    Allocated.within(
        0, "40 MB", () -> assertThat(IdxImages.open("a", file, other).count()).isEqualTo(100));
  }

  @Test
  void files_that_do_not_agree_are_refused() {
    assertThatThrownBy(() -> open(IMAGES, IdxBytes.of(8, new int[] {2}, new byte[2])))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith(
            "labels: sizes [2]; one label for each of the 3 pictures of images is needed");
    assertThatThrownBy(() -> open(IMAGES, IMAGES)).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> open(LABELS, LABELS))
        .hasMessageEndingWith("images: sizes [3]; [n, ..] is needed, none 0");
    assertThatThrownBy(() -> open(IdxBytes.of(8, new int[] {0, 2}, new byte[0]), LABELS))
        .hasMessageEndingWith("images: sizes [0, 2]; [n, ..] is needed, none 0");
  }

  @Test
  void a_file_cut_anywhere_is_refused() {
    for (byte[] whole : new byte[][] {IMAGES, IdxBytes.gzip(IMAGES)}) {
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> open(cut, LABELS))
            .as("%d of %d bytes", length, whole.length)
            .isInstanceOf(FormatException.class)
            .hasMessageStartingWith("idx: " + folder.resolve("images") + ": ");
      }
    }
  }

  @Test
  void what_is_no_file_is_refused() {
    assertThatThrownBy(() -> IdxImages.open("a", folder.resolve("none"), folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("none: no such file");
  }
}
