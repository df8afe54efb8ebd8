// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {

  @TempDir private Path folder;

  private void write(String part, boolean packed, int... labels) throws IOException {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    byte[] images = IdxBytes.of(8, new int[] {labels.length, 3, 2}, new byte[labels.length * 6]);
    byte[] numbers = IdxBytes.of(8, new int[] {labels.length}, bytes);
    String end = packed ? ".gz" : "";
    Files.write(
        folder.resolve(part + "-images-idx3-ubyte" + end), packed ? IdxBytes.gzip(images) : images);
    Files.write(
        folder.resolve(part + "-labels-idx1-ubyte" + end),
        packed ? IdxBytes.gzip(numbers) : numbers);
  }

  @Test
  void four_files_of_any_size_and_number_of_classes_are_a_set() throws IOException {
    write("train", true, 0, 46, 3);
    assertThat(IdxFolder.isOne(folder)).isFalse();
    write("t10k", false, 1, 2);
    assertThat(IdxFolder.isOne(folder)).isTrue();
    IdxFolder set = IdxFolder.open(folder);
    assertThat(set.form()).isEqualTo(new ArrayForm(Shape.of(1, 3, 2), true));
    assertThat(set.train().inputRow().shape()).isEqualTo(Shape.of(1, 3, 2));
    assertThat(set.train().classes()).hasSize(47).isEqualTo(set.test().classes());
    assertThat(set.test().all().targets().toLongs()).containsExactly(1, 2);
    assertThat(set.train().name()).isEqualTo(String.valueOf(folder.getFileName()));
  }

  @Test
  void the_files_may_lie_in_raw_and_must_suit_a_model() throws IOException {
    Path outer = folder;
    folder = Files.createDirectory(outer.resolve("raw"));
    write("train", false, 0, 1);
    write("t10k", false, 4);
    assertThat(IdxFolder.isOne(outer)).isTrue();
    ArrayForm flat = new ArrayForm(Shape.of(6), true);
    List<String> five = List.of("a", "b", "c", "d", "e");
    assertThat(IdxFolder.test(outer, flat, five).inputRow().shape()).isEqualTo(Shape.of(6));
    assertThatThrownBy(() -> IdxFolder.test(outer, flat, List.of("a", "b")))
        .hasMessageContaining("a label is 4; there are classes 0 to 1");
    ArrayForm other = new ArrayForm(Shape.of(1, 2, 3), true);
    assertThatThrownBy(() -> IdxFolder.test(outer, other, five))
        .hasMessageContaining("sizes [3, 2]");
  }
}
