// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chainrule.error.ChainruleException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.testkit.Allocated;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileNpzTest {
  private static final byte[] GOOD =
      NpyBytes.of(NpyBytes.header("<f4", false, "(2,)"), 0, 0, 0, 0, 0, 0, 0, 0);
  private static final String ANY = "";

  @TempDir private Path folder;

  static Stream<Arguments> all() {
    return Stream.of(texts(), directories(), sizes(), names(), contents()).flatMap(files -> files);
  }

  private static Stream<Arguments> texts() {
    byte[] whole = ZipBytes.of(stored());
    byte[] noEnd = Arrays.copyOf(whole, whole.length - 22);
    return Stream.of(
        arguments(new byte[0], "the file is empty"),
        arguments(new byte[] {'P'}, "no zip archive, or a damaged one"),
        arguments("PK".getBytes(StandardCharsets.US_ASCII), "no zip archive"),
        arguments(GOOD, "no zip archive"),
        arguments(new byte[100], "no zip archive"),
        arguments(new byte[70_000], "no zip archive"),
        arguments("<html></html>".repeat(9).getBytes(StandardCharsets.US_ASCII), "no zip archive"),
        arguments(noEnd, "no zip archive"),
        arguments(Arrays.copyOfRange(whole, 30, whole.length), ANY),
        arguments(Arrays.copyOf(whole, whole.length - 1), "no zip archive"),
        arguments(with(whole, whole.length - 6, 0xff), ANY),
        arguments(with(whole, whole.length - 10, 0xff), ANY),
        arguments(with(whole, whole.length - 3, 0xff), ANY),
        arguments(Arrays.copyOf(whole, whole.length + 70_000), "no zip archive"));
  }

  private static Stream<Arguments> directories() {
    return Stream.of(
        arguments(ZipBytes.of(2, stored()), ANY),
        arguments(ZipBytes.of(65_535, stored()), ANY),
        arguments(entry(e -> e.magic = 0x02014b51), "invalid CEN header"),
        arguments(entry(e -> e.localMagic = 0x04034b51), "invalid LOC header"),
        arguments(entry(e -> e.flags = 1), "encrypted"),
        arguments(entry(e -> e.method = 1), "invalid CEN header"),
        arguments(entry(e -> e.method = 12), "invalid CEN header"),
        arguments(entry(e -> e.method = 99), "invalid CEN header"),
        arguments(entry(e -> e.offset = -1), ANY),
        arguments(entry(e -> e.offset = 1), "invalid LOC header"),
        arguments(entry(e -> e.offset = 50), "invalid LOC header"),
        arguments(entry(e -> e.offset = 1_000_000), ANY),
        arguments(entry(e -> e.offset = 0xfffffff0L), ANY),
        arguments(entry(e -> e.extra = new byte[] {1, 0, 8, 0, 1}), ANY),
        arguments(entry(e -> e.extra = new byte[] {1, 0, 16, 0}), ANY),
        arguments(
            entry(e -> {
              e.size = 0xffffffffL;
              e.extra = new byte[] {1, 0, 8, 0, -1, -1, -1, -1, -1, -1, -1, 127};
            }),
            ANY),
        arguments(
            entry(e -> {
              e.size = 0xffffffffL;
              e.extra = new byte[] {1, 0, 8, 0, -1, -1, -1, -1, -1, -1, -1, -1};
            }),
            ANY));
  }

  private static Stream<Arguments> sizes() {
    byte[] zeros = new byte[200_000];
    byte[] header = NpyBytes.of(NpyBytes.header("|u1", false, "(200000,)"));
    System.arraycopy(header, 0, zeros, 0, header.length);
    return Stream.of(
        arguments(entry(e -> e.size = 0), "announces 0 bytes, which cannot come from 75"),
        arguments(entry(e -> e.size = 74), "announces 74 bytes, which cannot come from 75"),
        arguments(entry(e -> e.size = 76), "announces 76 bytes, which cannot come from 75"),
        arguments(entry(e -> e.packed = 74), "announces 75 bytes, which cannot come from 74"),
        arguments(entry(e -> e.size = 0xfffffffeL), "announces 4294967294 bytes"),
        arguments(entry(e -> e.packed = 0xfffffffeL), "announce more packed bytes than the "),
        arguments(
            entry(e -> {
              e.packed = 1000;
              e.size = 1000;
            }),
            "announce more packed bytes than the "),
        arguments(packed(e -> e.size = 1 << 30), "announces 1073741824 bytes, which cannot come"),
        arguments(packed(e -> e.size = 74), "needs 8 bytes; 7 follow the header"),
        arguments(packed(e -> e.size = 76), "needs 8 bytes; 9 follow the header"),
        arguments(packed(e -> e.size = 5000), "needs 8 bytes; 4933 follow the header"),
        arguments(packed(e -> e.packed = 10), "damaged"),
        arguments(packed(e -> e.packed = 0), "announces 75 bytes, which cannot come from 0"),
        arguments(packed(e -> e.data = Arrays.copyOf(e.data, e.data.length / 2)), ANY),
        arguments(packed(e -> e.data[0] ^= 6), "damaged"),
        arguments(packed(e -> Arrays.fill(e.data, (byte) 0xff)), "damaged"),
        arguments(packed(e -> Arrays.fill(e.data, (byte) 0)), "damaged"),
        arguments(
            ZipBytes.of(
                ZipBytes.deflated("a.npy", Arrays.copyOf(GOOD, GOOD.length + 5))
                    .with(e -> e.size = GOOD.length)),
            "array \"a\": unpacks to more bytes than are announced"),
        arguments(packed(e -> e.crc = 0), "array \"a\": the checksum is wrong"),
        arguments(entry(e -> e.crc ^= 1), "array \"a\": the checksum is wrong"),
        arguments(entry(e -> e.data[e.data.length - 1] ^= 1), "checksum is wrong"),
        arguments(entry(e -> e.method = 8), "damaged|begins with"),
        arguments(packed(e -> e.method = 0), "which cannot come from"),
        arguments(
            ZipBytes.of(
                ZipBytes.deflated("a.npy", Arrays.copyOf(zeros, 100_000))
                    .with(e -> e.size = zeros.length)),
            "damaged|which cannot come"),
        // Two entries over the same packed bytes, as in bombs that multiply.
        arguments(
            ZipBytes.of(
                ZipBytes.stored("a.npy", big()),
                ZipBytes.stored("b.npy", new byte[0])
                    .with(e -> {
                      e.packed = big().length;
                      e.size = big().length;
                      e.offset = -30 - 5 - big().length;
                    })),
            "announce more packed bytes than the "));
  }

  private static Stream<Arguments> names() {
    return Stream.of(
        arguments(ZipBytes.of(stored(), stored()), "two entries are named \"a.npy\""),
        arguments(
            ZipBytes.of(stored(), ZipBytes.stored("x", GOOD), ZipBytes.stored("x", GOOD)),
            "two entries are named \"x\""),
        arguments(ZipBytes.of(ZipBytes.stored("a.txt", GOOD)), "without any .npy file"),
        arguments(ZipBytes.of(ZipBytes.stored("a.npy/", new byte[0])), "without any .npy file"),
        arguments(ZipBytes.of(ZipBytes.stored("word/document.xml", GOOD)), "without any .npy"),
        arguments(ZipBytes.of(ZipBytes.stored("a.NPY", GOOD)), "without any .npy file"),
        arguments(ZipBytes.of(ZipBytes.stored("x".repeat(1005), GOOD)), "has 1005 characters"),
        arguments(ZipBytes.of(ZipBytes.stored("x".repeat(60_000), GOOD)), "has 60000 characters"),
        arguments(
            entry(e -> e.name = new byte[] {(byte) 0xff, '.', 'n', 'p', 'y'}), "bad entry name"),
        arguments(entry(e -> e.name = new byte[] {(byte) 0xc0, (byte) 0x80}), "bad entry name"));
  }

  /** What is wrong in an array, and is said to be so. */
  private static Stream<Arguments> contents() {
    return Stream.of(
        arguments(array(new byte[0]), "array \"a\": the file is empty"),
        arguments(array(new byte[] {1, 2}), "array \"a\": begins with 0102"),
        arguments(
            array("\u0080\4\u0095 a pickle".getBytes(StandardCharsets.ISO_8859_1)),
            "begins with 800495"),
        arguments(array(NpyBytes.of(NpyBytes.header("|O", false, "()"), 1)), "Python objects"),
        arguments(array(NpyBytes.of(NpyBytes.header("<U4", false, "()"), 1)), "stands for strings"),
        arguments(array(NpyBytes.of(NpyBytes.header("<f4", false, "(1,)"), 1)), "needs 4 bytes; 1"),
        arguments(
            array(NpyBytes.of(NpyBytes.header("<f4", false, "(1,)"), 1, 2, 3, 4, 5)),
            "needs 4 bytes; 5"),
        arguments(array(NpyBytes.of(1, 9999, new byte[9])), "header length 9999, but only 9"),
        arguments(array(NpyBytes.of(2, -1, new byte[9])), "header length 4294967295; at most"),
        arguments(
            array(NpyBytes.of(NpyBytes.header("<f8", false, "(" + Long.MAX_VALUE + ",)"))),
            "has more than 2^63 - 1 bytes"),
        arguments(array(NpyBytes.of(NpyBytes.header("|b1", false, "(1,)"), 3)), "is the byte 3"));
  }

  private static byte[] big() {
    return Arrays.copyOf(GOOD, 5000);
  }

  private static ZipBytes.Entry stored() {
    return ZipBytes.stored("a.npy", GOOD.clone());
  }

  private static byte[] entry(Consumer<ZipBytes.Entry> change) {
    return ZipBytes.of(stored().with(change));
  }

  private static byte[] packed(Consumer<ZipBytes.Entry> change) {
    return ZipBytes.of(ZipBytes.deflated("a.npy", GOOD.clone()).with(change));
  }

  private static byte[] array(byte[] content) {
    return ZipBytes.of(ZipBytes.deflated("a.npy", content));
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.npz"), bytes);
  }

  @Test
  void the_files_that_the_others_break_are_good() throws IOException {
    assertThat(NpzFile.read(file(ZipBytes.of(stored()))).arrays()).containsOnlyKeys("a");
    assertThat(NpzFile.read(file(packed(_ -> {}))).arrays()).containsOnlyKeys("a");
    assertThat(all()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_file_that_breaks_a_rule_is_refused(byte[] bytes, String said) throws IOException {
    Path path = file(bytes);
    String alternatives =
        String.join("|", Stream.of(said.split("\\|")).map(Pattern::quote).toList());
    Allocated.within(
        bytes.length,
        said,
        () ->
            assertThatThrownBy(() -> NpzFile.read(path))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("npz: " + path + ": ")
                .hasMessageMatching("(?s).*(" + alternatives + ").*")
                .message()
                .hasSizeLessThan(500));
    assertThat(folder).isDirectoryContaining("glob:**a.npz");
  }

  @Test
  void a_file_cut_anywhere_is_refused() throws IOException {
    byte[] whole = packed(_ -> {});
    for (int length = 0; length < whole.length; length++) {
      Path path = file(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> NpzFile.read(path))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(FormatException.class);
    }
  }

  @Test
  void every_flipped_bit_of_the_values_is_found() throws IOException {
    byte[] whole = ZipBytes.of(stored());
    for (int bit = 0; bit < 8 * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[30 + 5 + GOOD.length - 8 + bit / 8] ^= (byte) (1 << bit % 8);
      Path path = file(flipped);
      assertThatThrownBy(() -> NpzFile.read(path)).hasMessageContaining("checksum is wrong");
    }
  }

  @Test
  void a_bomb_of_zeros_may_be_no_denser_than_deflate_makes_them() throws IOException {
    byte[] zeros = new byte[4 << 20];
    byte[] header = NpyBytes.of(NpyBytes.header("|u1", false, "(" + (zeros.length - 70) + ",)"));
    System.arraycopy(header, 0, zeros, 0, header.length);
    int rest = zeros.length - header.length;
    byte[] honest = NpyBytes.of(NpyBytes.header("|u1", false, "(" + rest + ",)"));
    System.arraycopy(honest, 0, zeros, 0, honest.length);
    Path path = file(array(Arrays.copyOf(zeros, honest.length + rest)));
    assertThat(Files.size(path)).isLessThan(10_000);
    assertThat(NpzFile.read(path, "a").values().length()).isEqualTo(rest);
  }

  @Test
  void as_many_entries_as_may_be_are_listed_without_much_memory() throws IOException {
    byte[] most = entries(NpzFile.MAX_ENTRIES);
    Path path = file(most);
    Allocated.within(
        most.length, "names", () -> assertThat(NpzFile.names(path)).hasSize(NpzFile.MAX_ENTRIES));
  }

  @Test
  void more_entries_are_refused() throws IOException {
    Path path = file(entries(NpzFile.MAX_ENTRIES + 1));
    assertThatThrownBy(() -> NpzFile.names(path))
        .isInstanceOf(FormatException.class)
        .hasMessage("npz: " + path + ": 65536 entries; at most 65535 are read");
  }

  private static byte[] entries(int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < count; i++) {
        ZipEntry entry = new ZipEntry(i + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(0);
        entry.setCrc(0);
        zip.putNextEntry(entry);
      }
    }
    return out.toByteArray();
  }

  @Test
  void a_hostile_name_is_shown_short_and_printable() throws IOException {
    String name = "\0\u001b[31m" + "x".repeat(900);
    Path path = file(ZipBytes.of(ZipBytes.stored(name, GOOD), ZipBytes.stored(name, GOOD)));
    assertThatThrownBy(() -> NpzFile.read(path))
        .hasMessageContaining("two entries are named \"??[31mxxx")
        .message()
        .hasSizeLessThan(400);
  }

  @Test
  void names_that_lead_outside_write_nothing() throws IOException {
    for (String name : new String[] {"../b.npy", "/b.npy", "..\\b.npy", "C:b.npy"}) {
      Path path = file(ZipBytes.of(ZipBytes.stored(name, GOOD)));
      assertThat(NpzFile.read(path).arrays()).hasSize(1);
      assertThat(folder.getParent().resolve("b.npy")).doesNotExist();
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(path);
      }
    }
  }

  @Test
  void what_is_no_readable_file_is_refused() {
    assertThatThrownBy(() -> NpzFile.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessage("npz: " + folder + " is a folder; a file is needed");
    assertThatThrownBy(() -> NpzFile.names(folder.resolve("absent.npz")))
        .isInstanceOf(ChainruleException.class)
        .hasMessageEndingWith("absent.npz: no such file");
  }
}
