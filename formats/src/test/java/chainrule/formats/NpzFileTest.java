// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
  /** numpy.savez_compressed(f, a=arange(3, dtype='<i4'), b=float32(2.5)) of NumPy 2.4. */
  private static final String OF_NUMPY =
      "504b03042d00000008000000210002ecbda9ffffffffffffffff05001400612e6e7079010010008c"
          + "000000000000004c000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9369a2"
          + "aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91ac63a9a3a0ab50a14"
          + "002e062060046226200600504b03042d000000080000002100648c22c3ffffffffffffffff050014"
          + "00622e6e707901001000840000000000000046000000000000009bec17ea1b10c9c850c650ad9e92"
          + "5a9c5ca46ea5a06e9366a2aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a4"
          + "02f91a9a3a0ab50a14012e0606050700504b01022d032d00000008000000210002ecbda94c000000"
          + "8c000000050000000000000000000000800100000000612e6e7079504b01022d032d000000080000"
          + "002100648c22c34600000084000000050000000000000000000000800183000000622e6e7079504b"
          + "0506000000000200020066000000000100000000";

  @TempDir private Path folder;

  private static byte[] bytes(NpzFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    return out.toByteArray();
  }

  private static NpyFile row(double... values) {
    return NpyFile.of(Tensor.of(values));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.npz"), bytes);
  }

  @Test
  void a_file_of_numpy_is_read() throws IOException {
    Path path = file(HexFormat.of().parseHex(OF_NUMPY));
    assertThat(NpzFile.names(path)).containsExactly("a", "b");
    NpzFile read = NpzFile.read(path);
    assertThat(read.get("a").toTensor().toLongs()).containsExactly(0, 1, 2);
    assertThat(read.get("b").shape()).isEqualTo(Shape.SCALAR);
    assertThat(read.get("b").values().get(0)).isEqualTo(2.5);
  }

  @Test
  void arrays_come_back_as_they_were() {
    Path path = folder.resolve("all.npz");
    NpzFile.of(
            Map.of(
                "x", row(1, 2, 3),
                "flags", NpyFile.of(Tensor.of(Shape.of(2, 1), new boolean[] {true, false})),
                "nothing", new NpyFile(Shape.of(0, 3), new Storage.I64(new long[0])),
                "ζ/deep.npy", NpyFile.of(Tensor.of(Shape.SCALAR, new long[] {7}))))
        .save(path);
    NpzFile read = NpzFile.read(path);
    assertThat(read.arrays().keySet()).containsExactly("flags", "nothing", "x", "ζ/deep.npy");
    assertThat(read.get("x").toTensor().toDoubles()).containsExactly(1, 2, 3);
    assertThat(read.get("flags").toTensor().toLongs()).containsExactly(1, 0);
    assertThat(read.get("nothing").shape()).isEqualTo(Shape.of(0, 3));
    assertThat(read.get("ζ/deep.npy").values().getLong(0)).isEqualTo(7);
  }

  @Test
  void one_array_is_read_though_another_is_broken() throws IOException {
    byte[] good = bytesOf(row(5));
    Path path =
        file(
            ZipBytes.of(
                ZipBytes.stored("objects.npy", NpyBytes.of(NpyBytes.header("|O", false, "()"))),
                ZipBytes.deflated("good.npy", good)));
    assertThat(NpzFile.names(path)).containsExactly("objects", "good");
    assertThat(NpzFile.read(path, "good").values().get(0)).isEqualTo(5);
    assertThatThrownBy(() -> NpzFile.read(path))
        .hasMessageContaining(path + ": array \"objects\": header: descr \"|O\" stands for Python");
  }

  private static byte[] bytesOf(NpyFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    return out.toByteArray();
  }

  @Test
  void what_is_no_array_is_passed_over() throws IOException {
    Path path =
        file(
            ZipBytes.of(
                ZipBytes.stored("notes/", new byte[0]),
                ZipBytes.stored("notes/readme.txt", new byte[] {'h', 'i'}),
                ZipBytes.stored("a.npy", bytesOf(row(5)))));
    assertThat(NpzFile.read(path).arrays()).containsOnlyKeys("a");
  }

  @Test
  void a_file_without_arrays_is_a_file_too() throws IOException {
    byte[] bytes = bytes(NpzFile.of(Map.of()));
    assertThat(bytes).hasSize(22);
    assertThat(NpzFile.read(file(bytes)).arrays()).isEmpty();
  }

  @Test
  void equal_content_gives_equal_bytes_in_every_time_zone() throws IOException {
    Map<String, NpyFile> other = new HashMap<>();
    for (String name : new String[] {"c", "a", "b"}) {
      other.put(name, row(name.charAt(0)));
    }
    TimeZone before = TimeZone.getDefault();
    byte[] bytes = bytes(NpzFile.of(Map.of("a", row('a'), "b", row('b'), "c", row('c'))));
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(bytes(NpzFile.of(other))).isEqualTo(bytes);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void entries_are_stored_with_one_time_and_a_checksum_that_other_readers_confirm()
      throws IOException {
    byte[] bytes = bytes(NpzFile.of(Map.of("b", row(1), "a", row(2, 3))));
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file(bytes)))) {
      for (String name : new String[] {"a.npy", "b.npy"}) {
        ZipEntry entry = zip.getNextEntry();
        assertThat(entry.getName()).isEqualTo(name);
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        assertThat(entry.getTimeLocal()).hasToString("1980-02-01T00:00");
        assertThat(entry.getExtra()).isNull();
        assertThat(zip.readAllBytes()).hasSize((int) entry.getSize());
      }
      assertThat(zip.getNextEntry()).isNull();
    }
  }

  @Test
  void the_stream_written_to_stays_open() throws IOException {
    boolean[] closed = {false};
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    NpzFile.of(Map.of("a", row(1))).writeTo(out);
    assertThat(closed[0]).isFalse();
  }

  @Test
  void an_unknown_name_is_answered_with_the_known_ones() throws IOException {
    NpzFile file = NpzFile.of(Map.of("a", row(1), "b", row(2)));
    Path path = file(bytes(file));
    assertThat(file.find("c")).isEmpty();
    assertThat(file.find("b")).isPresent();
    assertThatThrownBy(() -> file.get("c"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("npz: no array is named \"c\"\n  fix: the names are [a, b]");
    assertThatThrownBy(() -> NpzFile.read(path, "a.npy"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("npz: " + path + ": no array is named \"a.npy\"");
  }

  @Test
  void names_that_could_not_be_read_again_are_refused() {
    assertThatThrownBy(() -> NpzFile.of(Map.of("x".repeat(1001), row(1))))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("has 1001 characters; at most 1000");
    assertThatThrownBy(() -> NpzFile.of(Map.of("\ud800", row(1))))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("npz: the name \"?\" holds an unpaired surrogate");
  }
}
