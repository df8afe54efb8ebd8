// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.ShapeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
  private static final SafetensorsFile EVERY_TYPE =
      SafetensorsFile.of(
          Map.of("zeta", "ζ", "alpha", "\"\\\n"),
          List.of(
              entry("bool", new Storage.Bool(new boolean[] {true, false, true}), 3),
              entry("bytes", new Storage.U8(new byte[] {0, 1, -1}), 3, 1),
              entry("f32", new Storage.F32(new float[] {-0f, Float.MIN_VALUE, 3.5f}), 3),
              entry("f64", new Storage.F64(new double[] {Math.PI, -0.0}), 2, 1, 1),
              entry("i32", new Storage.I32(new int[] {Integer.MIN_VALUE, 7}), 2),
              entry("i64", new Storage.I64(new long[] {Long.MAX_VALUE, -1}), 1, 2),
              entry("scalar", new Storage.F32(new float[] {2})),
              entry("empty", new Storage.F64(new double[0]), 3, 0, 5),
              entry("", new Storage.F32(new float[] {1}), 1)));

  @TempDir private Path folder;

  private static SafetensorsEntry entry(String name, Storage values, long... sizes) {
    return new SafetensorsEntry(name, Shape.of(sizes), values);
  }

  @Test
  void the_bytes_are_those_the_format_asks_for() throws IOException {
    SafetensorsFile file =
        SafetensorsFile.of(
            Map.of("by", "me"),
            List.of(
                entry("a", new Storage.F32(new float[] {1, 2}), 1, 2),
                entry("b", new Storage.I64(new long[] {-2}))));
    String header =
        "{\"__metadata__\":{\"by\":\"me\"},"
            + "\"b\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,16]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + padded + 16).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded).put(header.getBytes(StandardCharsets.UTF_8));
    while (expected.position() < 8 + padded) {
      expected.put((byte) ' ');
    }
    expected.putLong(-2).putFloat(1).putFloat(2);
    assertThat(bytes(file)).isEqualTo(expected.array());
  }

  @Test
  void nothing_at_all_is_a_file_too() throws IOException {
    byte[] bytes = bytes(SafetensorsFile.of(Map.of(), List.of()));
    assertThat(bytes).isEqualTo("\10\0\0\0\0\0\0\0{}      ".getBytes(StandardCharsets.US_ASCII));
    assertThat(SafetensorsFile.of(bytes).entries()).isEmpty();
  }

  @Test
  void every_type_survives_saving_and_reading() {
    Path path = folder.resolve("all.safetensors");
    EVERY_TYPE.save(path);
    SafetensorsFile read = SafetensorsFile.read(path);
    assertThat(read.metadata()).isEqualTo(EVERY_TYPE.metadata());
    assertThat(read.entries()).hasSameSizeAs(EVERY_TYPE.entries());
    for (SafetensorsEntry entry : EVERY_TYPE.entries()) {
      SafetensorsEntry found = read.get(entry.name());
      assertThat(found.shape()).isEqualTo(entry.shape());
      assertThat(array(found.values())).isEqualTo(array(entry.values()));
    }
  }

  @Test
  void equal_content_gives_equal_bytes_in_any_order() throws IOException {
    SafetensorsFile reversed =
        SafetensorsFile.of(EVERY_TYPE.metadata(), EVERY_TYPE.entries().reversed());
    assertThat(bytes(reversed)).isEqualTo(bytes(EVERY_TYPE));
    assertThat(bytes(SafetensorsFile.of(bytes(EVERY_TYPE)))).isEqualTo(bytes(EVERY_TYPE));
  }

  @Test
  void the_widest_types_come_first_and_then_the_names() throws IOException {
    assertThat(SafetensorsFile.of(bytes(EVERY_TYPE)).entries())
        .extracting(SafetensorsEntry::name)
        .containsExactly("i64", "empty", "f64", "", "f32", "scalar", "i32", "bytes", "bool");
  }

  @Test
  void names_are_ordered_by_their_utf_8_bytes() throws IOException {
    String late = "\ud83d\ude00";
    String early = "\uffe6";
    assertThat(late).isLessThan(early);
    SafetensorsFile file =
        SafetensorsFile.of(
            Map.of(),
            List.of(
                entry(late, new Storage.U8(new byte[1])),
                entry(early, new Storage.U8(new byte[1]))));
    assertThat(SafetensorsFile.of(bytes(file)).entries())
        .extracting(SafetensorsEntry::name)
        .containsExactly(early, late);
  }

  @Test
  void every_nan_is_written_as_the_canonical_one() throws IOException {
    float odd = Float.intBitsToFloat(0xffc12345);
    double strange = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
    byte[] bytes =
        bytes(
            SafetensorsFile.of(
                Map.of(),
                List.of(
                    entry("a", new Storage.F64(new double[] {strange})),
                    entry("b", new Storage.F32(new float[] {odd})))));
    ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(end.getLong(bytes.length - 12)).isEqualTo(0x7ff8_0000_0000_0000L);
    assertThat(end.getInt(bytes.length - 4)).isEqualTo(0x7fc0_0000);
  }

  @Test
  void blocks_join_without_a_seam() throws IOException {
    int[] ints = new int[100_003];
    boolean[] flags = new boolean[200_001];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = i * 0x9e3779b9;
    }
    for (int i = 0; i < flags.length; i++) {
      flags[i] = i % 7 == 3;
    }
    SafetensorsFile file =
        SafetensorsFile.of(
            Map.of(),
            List.of(
                entry("i", new Storage.I32(ints), ints.length),
                entry("f", new Storage.Bool(flags), flags.length)));
    SafetensorsFile read = SafetensorsFile.of(bytes(file));
    assertThat(array(read.get("i").values())).isEqualTo(ints);
    assertThat(array(read.get("f").values())).isEqualTo(flags);
  }

  @Test
  void the_header_is_read_without_the_values() {
    Path path = folder.resolve("all.safetensors");
    EVERY_TYPE.save(path);
    SafetensorsHeader header = SafetensorsHeader.read(path);
    assertThat(header.metadata()).containsEntry("zeta", "ζ");
    assertThat(header.tensors().getFirst())
        .isEqualTo(new SafetensorsSlot("i64", DType.I64, Shape.of(1, 2), 0, 16));
    assertThat(header.tensors()).hasSize(9);
  }

  @Test
  void what_cannot_be_a_file_is_refused_when_it_is_made() {
    SafetensorsEntry one = entry("a", new Storage.U8(new byte[1]));
    assertThatThrownBy(() -> SafetensorsFile.of(Map.of(), List.of(one, one)))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("safetensors: two tensors are named \"a\"");
    assertThatThrownBy(() -> entry("__metadata__", one.values()))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> entry("\udc00", one.values())).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> SafetensorsFile.of(Map.of("a", "\ud800"), List.of()))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> entry("w", one.values(), 2, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessage("safetensors: \"w\" has 1 values; shape [2, 3] needs 6");
  }

  @Test
  void an_absent_name_is_answered_with_those_there_are() {
    assertThat(EVERY_TYPE.find("nothing")).isEmpty();
    assertThatThrownBy(() -> EVERY_TYPE.get("nothing"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("no tensor is named \"nothing\"")
        .hasMessageContaining("bool, bytes, f32");
  }

  @Test
  void what_is_no_readable_file_is_refused() {
    assertThatThrownBy(() -> SafetensorsFile.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessage("safetensors: " + folder + " is a folder; a file is needed");
    assertThatThrownBy(() -> SafetensorsFile.read(folder.resolve("absent")))
        .isInstanceOf(FileException.class)
        .hasMessage("safetensors: " + folder.resolve("absent") + ": no such file");
  }

  private static byte[] bytes(SafetensorsFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    return out.toByteArray();
  }

  private static Object array(Storage values) {
    return switch (values) {
      case Storage.F32(float[] array) -> array;
      case Storage.F64(double[] array) -> array;
      case Storage.I32(int[] array) -> array;
      case Storage.I64(long[] array) -> array;
      case Storage.U8(byte[] array) -> array;
      case Storage.Bool(boolean[] array) -> array;
      case Storage.Device device -> device;
    };
  }
}
