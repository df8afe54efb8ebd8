// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FileException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir private Path folder;

  private static byte[] bytes(NpyFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    return out.toByteArray();
  }

  private static NpyFile file(Storage values, long... sizes) {
    return new NpyFile(Shape.of(sizes), values);
  }

  /** Arrays, and the header and values that numpy.save of NumPy 2.4 writes for them. */
  static Stream<Arguments> written() {
    return Stream.of(
        arguments(
            file(new Storage.F32(new float[] {1, -2}), 1, 2),
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }",
            new int[] {0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0}),
        arguments(
            file(new Storage.F64(new double[] {1.5})),
            "{'descr': '<f8', 'fortran_order': False, 'shape': (), }",
            new int[] {0, 0, 0, 0, 0, 0, 0xf8, 0x3f}),
        arguments(
            file(new Storage.F64(new double[] {Double.longBitsToDouble(-1)}), 1, 1, 1),
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1), }",
            new int[] {0, 0, 0, 0, 0, 0, 0xf8, 0x7f}),
        arguments(
            file(new Storage.I32(new int[] {-2}), 1),
            "{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }",
            new int[] {0xfe, 0xff, 0xff, 0xff}),
        arguments(
            file(new Storage.I64(new long[] {258}), 1),
            "{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }",
            new int[] {2, 1, 0, 0, 0, 0, 0, 0}),
        arguments(
            file(new Storage.U8(new byte[] {-1, 7}), 2, 1),
            "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1), }",
            new int[] {255, 7}),
        arguments(
            file(new Storage.Bool(new boolean[] {true, false, true}), 3),
            "{'descr': '|b1', 'fortran_order': False, 'shape': (3,), }",
            new int[] {1, 0, 1}),
        arguments(
            file(new Storage.I64(new long[0]), 0, 5),
            "{'descr': '<i8', 'fortran_order': False, 'shape': (0, 5), }",
            new int[0]));
  }

  @ParameterizedTest
  @MethodSource("written")
  void the_bytes_are_those_of_numpy(NpyFile file, String header, int[] values) throws IOException {
    byte[] expected = NpyBytes.padded(header, 118, values);
    assertThat(bytes(file)).isEqualTo(expected);
    NpyFile read = NpyFile.of(expected);
    assertThat(read.shape()).isEqualTo(file.shape());
    assertThat(bytes(read)).isEqualTo(expected);
  }

  @Test
  void a_long_header_takes_another_64_bytes() throws IOException {
    long[] ones = new long[30];
    Arrays.fill(ones, 1);
    byte[] bytes = bytes(file(new Storage.U8(new byte[] {9}), ones));
    String shape = "(" + "1, ".repeat(29) + "1)";
    assertThat(bytes).isEqualTo(NpyBytes.padded(NpyBytes.header("|u1", false, shape), 182, 9));
    assertThat(NpyFile.of(bytes).shape().rank()).isEqualTo(30);
  }

  /** The room that NumPy leaves for a growing first size is what brings this one over 118 bytes. */
  @Test
  void room_for_a_growing_first_size_counts() throws IOException {
    Shape shape = Shape.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    String header = NpyBytes.header("|u1", false, "(" + "1, ".repeat(14) + "1)");
    assertThat(header.length()).isBetween(118 - 20, 117);
    assertThat(bytes(new NpyFile(shape, new Storage.U8(new byte[] {9}))))
        .isEqualTo(NpyBytes.padded(header, 182, 9));
  }

  /** Types in files, bytes of two values, and the values with their type. */
  static Stream<Arguments> types() {
    return Stream.of(
        arguments("<f2", new int[] {0, 0x3c, 1, 0}, DType.F32, new double[] {1, 0x1p-24}),
        arguments(">f2", new int[] {0x3c, 0, 0x7c, 0}, DType.F32, new double[] {1, 1 / 0.0}),
        arguments(
            ">f4", new int[] {0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0}, DType.F32, new double[] {1, -2}),
        arguments(
            ">f8",
            new int[] {0x3f, 0xf8, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0},
            DType.F64,
            new double[] {1.5, -0.0}),
        arguments("|i1", new int[] {0x80, 0x7f}, DType.I32, new double[] {-128, 127}),
        arguments("<i1", new int[] {0xff, 1}, DType.I32, new double[] {-1, 1}),
        arguments("<i2", new int[] {0, 0x80, 1, 0}, DType.I32, new double[] {-32768, 1}),
        arguments(">i2", new int[] {0, 1, 0xff, 0xfe}, DType.I32, new double[] {1, -2}),
        arguments("<u2", new int[] {0xff, 0xff, 0, 1}, DType.I32, new double[] {65535, 256}),
        arguments(">u2", new int[] {0xff, 0xfe, 0, 1}, DType.I32, new double[] {65534, 1}),
        arguments(
            ">i4",
            new int[] {0xff, 0xff, 0xff, 0xfe, 0, 0, 1, 0},
            DType.I32,
            new double[] {-2, 256}),
        arguments(
            "<u4",
            new int[] {0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0},
            DType.I64,
            new double[] {4294967295.0, 1}),
        arguments(
            ">u4", new int[] {0x80, 0, 0, 0, 0, 0, 0, 3}, DType.I64, new double[] {0x1p31, 3}),
        arguments(
            ">i8",
            new int[] {0, 0, 0, 0, 0, 0, 1, 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
            DType.I64,
            new double[] {258, -1}),
        arguments(">u1", new int[] {255, 0}, DType.U8, new double[] {255, 0}),
        arguments("|b1", new int[] {0, 1}, DType.BOOL, new double[] {0, 1}));
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_type_and_byte_order_is_read_without_loss(
      String descr, int[] data, DType dtype, double[] values) {
    Storage read = NpyFile.of(NpyBytes.of(NpyBytes.header(descr, false, "(2,)"), data)).values();
    assertThat(read.dtype()).isEqualTo(dtype);
    assertThat(new double[] {read.get(0), read.get(1)}).containsExactly(values);
  }

  @Test
  void the_64_bits_of_long_integers_are_kept() {
    int[] data = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};
    assertThat(
            NpyFile.of(NpyBytes.of(NpyBytes.header("<i8", false, "()"), data)).values().getLong(0))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void an_array_by_columns_is_turned() {
    NpyFile matrix =
        NpyFile.of(NpyBytes.of(NpyBytes.header("|u1", true, "(2, 3)"), 0, 10, 1, 11, 2, 12));
    assertThat(matrix.toTensor().toLongs()).containsExactly(0, 1, 2, 10, 11, 12);
    int[] cube = new int[24];
    for (int i = 0; i < 24; i++) {
      // Element [a, b, c] of (2, 3, 4) lies at a + 2 b + 6 c.
      cube[i] = 100 * (i % 2) + 10 * (i / 2 % 3) + i / 6;
    }
    Tensor turned =
        NpyFile.of(NpyBytes.of(NpyBytes.header("|u1", true, "(2, 3, 4)"), cube)).toTensor();
    assertThat(turned.shape()).isEqualTo(Shape.of(2, 3, 4));
    for (int i = 0; i < 24; i++) {
      assertThat(turned.toLongs()[i]).isEqualTo(100 * (i / 12) + 10 * (i / 4 % 3) + i % 4);
    }
  }

  /** Long enough for several blocks. */
  @Test
  void a_large_array_by_columns_is_turned() {
    int rows = 151;
    int columns = 113;
    int[] data = new int[2 * rows * columns];
    for (int i = 0; i < rows * columns; i++) {
      int value = i % rows * columns + i / rows;
      data[2 * i] = value;
      data[2 * i + 1] = value >> 8;
    }
    long[] read =
        NpyFile.of(NpyBytes.of(NpyBytes.header("<u2", true, "(151, 113)"), data))
            .toTensor()
            .toLongs();
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isEqualTo(i);
    }
  }

  @Test
  void what_has_one_axis_or_none_has_one_order() {
    assertThat(NpyFile.of(NpyBytes.of(NpyBytes.header("|u1", true, "(3,)"), 1, 2, 3)).values())
        .satisfies(values -> assertThat(values.get(2)).isEqualTo(3));
    assertThat(NpyFile.of(NpyBytes.of(NpyBytes.header("|u1", true, "()"), 4)).values().get(0))
        .isEqualTo(4);
    assertThat(NpyFile.of(NpyBytes.of(NpyBytes.header("|u1", true, "(0, 3)"))).values().length())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void every_version_is_read(int version) {
    byte[] bytes = NpyBytes.of(version, NpyBytes.header("|u1", false, "(2,)") + "  \n", 5, 6);
    assertThat(NpyFile.of(bytes).toTensor().toLongs()).containsExactly(5, 6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'shape': (2,), 'fortran_order': False, 'descr': '|u1'}",
        "{\"descr\":\"|u1\",\"fortran_order\":False,\"shape\":(2,)}",
        "  {  'descr'  :  '|u1'  ,  'fortran_order'  :  False  ,  'shape'  :  ( 2 , )  ,  }  \n",
        "{'descr': 'u1', 'fortran_order': False, 'shape': (2L,), }",
        "{'descr': '|u1',\n 'fortran_order': False,\t'shape': (2, 1), }",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2,)}"
      })
  void a_header_may_be_written_otherwise(String header) {
    assertThat(NpyFile.of(NpyBytes.of(header, 5, 6)).toTensor().toLongs()).containsExactly(5, 6);
  }

  @Test
  void a_tensor_comes_back_from_a_file() {
    Path path = folder.resolve("a.npy");
    Tensor tensor = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).transpose(0, 1);
    NpyFile.of(tensor).save(path);
    Tensor read = NpyFile.read(path).toTensor();
    assertThat(read.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(read.toDoubles()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(folder).isDirectoryContaining("glob:**a.npy");
  }

  @Test
  void three_hundred_random_arrays_come_back_as_they_were() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      NpyFile file = random(new Random(seed));
      byte[] bytes = bytes(file);
      NpyFile read = NpyFile.of(bytes);
      assertThat(read.shape()).as("seed %d", seed).isEqualTo(file.shape());
      assertThat(read.values().dtype()).as("seed %d", seed).isEqualTo(file.values().dtype());
      assertThat(bytes.length % 64)
          .isEqualTo((int) (file.values().length() * file.values().dtype().bytes() % 64));
      assertThat(bytes(read)).as("seed %d", seed).isEqualTo(bytes);
      for (int i = 0; i < file.values().length(); i++) {
        assertThat(read.values().getLong(i))
            .as("seed %d", seed)
            .isEqualTo(file.values().getLong(i));
      }
    }
  }

  private static NpyFile random(Random random) {
    long[] sizes = new long[random.nextInt(6)];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = random.nextInt(5);
    }
    Shape shape = Shape.of(sizes);
    DType dtype = DType.values()[random.nextInt(DType.values().length)];
    Storage values = Storage.allocate(dtype, shape);
    for (int i = 0; i < values.length(); i++) {
      if (dtype.isFloating()) {
        values.set(i, Double.longBitsToDouble(random.nextLong()));
      } else {
        values.setLong(i, random.nextLong() >> random.nextInt(64));
      }
    }
    return new NpyFile(shape, values);
  }

  @Test
  void values_must_be_as_many_as_the_shape_needs() {
    assertThatThrownBy(() -> file(new Storage.F32(new float[5]), 2, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessage("npy: 5 values; shape [2, 3] needs 6");
  }

  @Test
  void what_is_no_readable_file_is_refused() {
    assertThatThrownBy(() -> NpyFile.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessage("npy: " + folder + " is a folder; a file is needed");
    assertThatThrownBy(() -> NpyFile.read(folder.resolve("absent.npy")))
        .isInstanceOf(FileException.class)
        .hasMessageEndingWith("absent.npy: no such file");
  }
}
