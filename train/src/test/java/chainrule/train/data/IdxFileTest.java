// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chainrule.array.Shape;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxFileTest {
  private static final byte[] GOOD =
      IdxBytes.of(0x08, new int[] {2, 3}, new byte[] {1, 2, 3, 4, 5, -1});

  @TempDir private Path folder;

  private IdxFile read(byte[] bytes) throws IOException {
    return IdxFile.read(Files.write(folder.resolve("a.idx"), bytes));
  }

  @Test
  void a_plain_file_is_read() throws IOException {
    IdxFile file = read(GOOD);
    assertThat(file.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(file.values()).containsExactly(1, 2, 3, 4, 5, -1);
  }

  @Test
  void a_packed_file_is_read_whatever_its_name() throws IOException {
    IdxFile file = read(IdxBytes.gzip(GOOD));
    assertThat(file.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(file.values()).containsExactly(1, 2, 3, 4, 5, -1);
  }

  @Test
  void a_file_of_nothing_is_read() throws IOException {
    byte[] none = IdxBytes.of(0x08, new int[] {0, 28, 28}, new byte[0]);
    assertThat(read(none).shape()).isEqualTo(Shape.of(0, 28, 28));
    assertThat(read(IdxBytes.gzip(none)).values()).isEmpty();
  }

  /** Plain bytes, and what must be said of them, plain or packed. */
  static Stream<Arguments> hostile() {
    byte[] six = new byte[6];
    return Stream.of(
        arguments(new byte[] {0}, "ends inside the 4 bytes an IDX file begins with"),
        arguments(new byte[] {0, 0, 8}, "ends inside the 4 bytes an IDX file begins with"),
        arguments(
            "\u0089PNG\r\n\n\n".getBytes(), "begins with .*; an IDX file begins with 00 00 08"),
        arguments(new byte[] {0, 1, 8, 1, 0, 0, 0, 0}, "offset 0: begins with 00 01 08 01"),
        arguments(new byte[] {8, 0, 0, 1, 0, 0, 0, 0}, "offset 0: begins with 08 00 00 01"),
        arguments(IdxBytes.of(0x00, new int[] {6}, six), "offset 2: type byte 00 \\(unknown\\)"),
        arguments(
            IdxBytes.of(0x09, new int[] {6}, six), "offset 2: type byte 09 \\(signed bytes\\)"),
        arguments(
            IdxBytes.of(0x0d, new int[] {6}, six), "type byte 0d \\(32-bit floating point\\)"),
        arguments(IdxBytes.of(0xff, new int[] {6}, six), "offset 2: type byte ff \\(unknown\\)"),
        arguments(IdxBytes.of(0x08, new int[0], six), "offset 3: 0 dimensions; 1 to 32"),
        arguments(new byte[] {0, 0, 8, -1, 0, 0}, "offset 3: 255 dimensions; 1 to 32"),
        arguments(new byte[] {0, 0, 8, 2, 0, 0, 0, 2, 0}, "ends inside the sizes"),
        arguments(IdxBytes.of(0x08, new int[] {2, -1}, six), "offset 8: size -1; 0 or more"),
        arguments(
            IdxBytes.of(0x08, new int[] {Integer.MIN_VALUE}, six), "offset 4: size -2147483648"),
        arguments(
            IdxBytes.of(0x08, new int[] {1 << 16, 1 << 16, 1 << 16, 1 << 16}, six),
            "over the limit of 1073741824"),
        arguments(
            IdxBytes.of(0x08, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE}, six),
            "over the limit of 1073741824"),
        arguments(
            IdxBytes.of(0x08, new int[] {1 << 30}, six),
            "announce 1073741824 values; the (file holds 6|packed file cannot hold more than)"),
        arguments(
            IdxBytes.of(0x08, new int[] {7}, six),
            "announce 7 values; the (file holds|data end after) 6"),
        arguments(
            IdxBytes.of(0x08, new int[] {2, 2}, six),
            "announce 4 values(; the file holds 6|, but more follow)"),
        arguments(
            IdxBytes.of(0x08, new int[] {0}, six),
            "announce 0 values(; the file holds 6|, but more follow)"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void what_is_no_whole_idx_file_is_refused(byte[] bytes, String said) {
    for (byte[] file : new byte[][] {bytes, IdxBytes.gzip(bytes)}) {
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(FormatException.class)
          .hasMessageMatching("(?s)idx: " + folder.resolve("a.idx") + ": .*" + said + ".*");
    }
  }

  @Test
  void an_empty_file_and_an_empty_packed_file_are_refused() {
    assertThatThrownBy(() -> read(new byte[0]))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith("a.idx: the file is empty");
    assertThatThrownBy(() -> read(IdxBytes.gzip(new byte[0])))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("ends inside the 4 bytes");
  }

  @Test
  void a_file_cut_anywhere_is_refused() {
    for (byte[] whole : new byte[][] {GOOD, IdxBytes.gzip(GOOD)}) {
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> read(cut))
            .as("%d of %d bytes", length, whole.length)
            .isInstanceOf(FormatException.class);
      }
    }
  }

  @Test
  void damaged_packing_is_said_to_be_so() {
    byte[] packed = IdxBytes.gzip(GOOD);
    packed[packed.length - 6] ^= 1;
    assertThatThrownBy(() -> read(packed))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("the gzip data are damaged or incomplete")
        .hasMessageContaining("fix: get the file again");
  }

  @Test
  void no_more_is_unpacked_than_the_sizes_announce() {
    byte[] bomb = Arrays.copyOf(GOOD, 30_000_000);
    byte[] packed = IdxBytes.gzip(bomb);
    assertThat(packed.length).isLessThan(100_000);
    assertThatThrownBy(() -> read(packed))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("announce 6 values, but more follow");
  }

  @Test
  void a_small_packed_file_cannot_ask_for_much_memory() {
    byte[] packed = IdxBytes.gzip(IdxBytes.of(0x08, new int[] {1 << 28}, new byte[0]));
    assertThatThrownBy(() -> read(packed))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("the packed file cannot hold more than " + packed.length * 1032);
  }

  @Test
  void a_thousand_mutants_are_refused_or_good() throws IOException {
    int refused = 0;
    for (int seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      byte[] mutant = random.nextBoolean() ? GOOD.clone() : IdxBytes.gzip(GOOD);
      for (int i = random.nextInt(3); i >= 0; i--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      try {
        IdxFile file = read(mutant);
        assertThat(file.shape().count()).as("seed %d", seed).isEqualTo(file.values().length);
      } catch (FormatException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ": " + Arrays.toString(mutant), e);
      }
    }
    assertThat(refused).isBetween(333, 999);
  }

  @Test
  void what_is_no_readable_file_is_refused() {
    assertThatThrownBy(() -> IdxFile.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessage("idx: " + folder + " is a folder; a file is needed");
    assertThatThrownBy(() -> IdxFile.read(folder.resolve("absent")))
        .isInstanceOf(FileException.class)
        .hasMessageEndingWith("absent: no such file");
  }
}
