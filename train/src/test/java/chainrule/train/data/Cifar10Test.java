// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FileException;
import chainrule.testkit.Allocated;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  @TempDir private Path folder;

  @Test
  void all_files_are_read_in_order() throws IOException {
    CifarBytes.set(folder);
    Cifar10 set = Cifar10.open(folder);
    assertThat(set.train().count()).isEqualTo(15);
    assertThat(set.test().count()).isEqualTo(6);
    assertThat(set.train().name()).isEqualTo("cifar10");
    assertThat(set.train().inputRow()).isEqualTo(new Dataset.Row(DType.F32, Shape.of(3, 32, 32)));
    assertThat(set.train().classes()).hasSize(10).startsWith("airplane").endsWith("truck");
    assertThat(set.train().all().targets().toLongs())
        .containsExactly(0, 1, 2, 2, 3, 4, 3, 4, 5, 6, 4, 5, 6, 7, 8);
    assertThat(set.test().all().targets().toLongs()).containsExactly(5, 6, 7, 8, 9, 0);
  }

  @Test
  void colors_lie_one_plane_after_the_other() throws IOException {
    CifarBytes.set(folder);
    Batch batch = Cifar10.open(folder).train().batch(14, 0);
    assertThat(batch.inputs().shape()).isEqualTo(Shape.of(2, 3, 32, 32));
    float[] values = batch.inputs().toFloats();
    for (int i = 0; i < 3072; i++) {
      assertThat(values[i]).isEqualTo((i + 8 & 0xff) / 255f);
      assertThat(values[3072 + i]).isEqualTo((i & 0xff) / 255f);
    }
  }

  @Test
  void nothing_but_the_row_asked_for_is_written() throws IOException {
    CifarBytes.set(folder);
    float[] inputs = new float[3 * 3072];
    long[] targets = {-1, -1, -1};
    Cifar10.open(folder).test().read(1, new Storage.F32(inputs), new Storage.I64(targets), 1);
    assertThat(targets).containsExactly(-1, 6, -1);
    assertThat(inputs[3071]).isZero();
    assertThat(inputs[3072]).isEqualTo(6 / 255f);
    assertThat(inputs[6144]).isZero();
  }

  @Test
  void threads_read_the_same() throws IOException {
    CifarBytes.set(folder);
    Dataset data = Cifar10.open(folder).train();
    float[] alone = data.all().inputs().toFloats();
    assertThat(IntStream.range(0, 64).parallel())
        .allSatisfy(_ -> assertThat(data.all().inputs().toFloats()).isEqualTo(alone));
  }

  @Test
  void pictures_take_no_heap() throws IOException {
    CifarBytes.set(folder);
    Files.write(folder.resolve("data_batch_1.bin"), CifarBytes.file(10_000, 0));
    Allocated.within(
        0, "30 MB", () -> assertThat(Cifar10.open(folder).train().count()).isEqualTo(10_014));
  }

  @Test
  void the_set_is_found_where_it_may_lie() throws IOException {
    CifarBytes.set(folder.resolve("cifar10").resolve("cifar-10-batches-bin"));
    assertThat(Cifar10.locate(folder)).endsWith(Path.of("cifar-10-batches-bin"));
    assertThat(Cifar10.locate(folder.resolve("cifar10"))).endsWith(Path.of("cifar-10-batches-bin"));
    assertThat(Cifar10.open(folder).test().count()).isEqualTo(6);
    Path nowhere = folder.resolve("nowhere");
    assertThat(Cifar10.find(new Settings(Optional.of(folder), Optional.empty(), nowhere)))
        .isPresent();
    assertThat(Cifar10.find(new Settings(Optional.of(nowhere), Optional.empty(), folder)))
        .isPresent();
    assertThat(Cifar10.find(new Settings(Optional.empty(), Optional.empty(), nowhere))).isEmpty();
  }

  @Test
  void a_file_that_shrinks_while_it_is_in_use_is_an_error_of_ours() throws IOException {
    CifarBytes.set(folder);
    Path file = Files.write(folder.resolve("test_batch.bin"), CifarBytes.file(100, 0));
    Dataset test = Cifar10.open(folder).test();
    assertThat(test.batch(99).targets().toLongs()).containsExactly(9);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(10);
    }
    assertThatThrownBy(() -> test.batch(99))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith("read: " + file + ": the file became shorter while it was in use");
    assertThat(test.batch(0).targets().toLongs()).containsExactly(0);
  }
}
