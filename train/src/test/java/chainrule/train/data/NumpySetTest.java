// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FormatException;
import chainrule.formats.Json;
import chainrule.formats.NpyFile;
import chainrule.formats.NpzFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpySetTest {

  private static final NpyFile ROWS = floats(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
  private static final NpyFile LABELS = whole(Shape.of(3), 2, 0, 2);

  @TempDir private Path folder;

  private static NpyFile floats(Shape shape, float... values) {
    return new NpyFile(shape, new Storage.F32(values));
  }

  private static NpyFile doubles(Shape shape, double... values) {
    return new NpyFile(shape, new Storage.F64(values));
  }

  private static NpyFile whole(Shape shape, long... values) {
    return new NpyFile(shape, new Storage.I64(values));
  }

  private static NpyFile bytes(Shape shape, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new NpyFile(shape, new Storage.U8(bytes));
  }

  private Path file(Map<String, NpyFile> arrays) {
    Path file = folder.resolve("some.npz");
    NpzFile.of(arrays).save(file);
    return file;
  }

  private NumpySet set(NpyFile inputs, NpyFile targets) {
    return NumpySet.npz(file(Map.of("x", inputs, "y", targets)), ArrayOptions.none());
  }

  private void refused(NpyFile inputs, NpyFile targets, String message) {
    assertThatThrownBy(() -> set(inputs, targets))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("arrays: ")
        .hasMessageContaining(message);
  }

  @Test
  void whole_targets_are_classes() {
    Dataset data = set(ROWS, LABELS).train();
    assertThat(data.name()).isEqualTo("some");
    assertThat(data.count()).isEqualTo(3);
    assertThat(data.classes()).containsExactly("0", "1", "2");
    assertThat(data.isClassified()).isTrue();
    Batch batch = data.batch(2, 0);
    assertThat(batch.inputs().toFloats()).containsExactly(5, 6, 1, 2);
    assertThat(batch.targets().toLongs()).containsExactly(2, 2);
    assertThat(set(ROWS, LABELS).test()).isEmpty();
  }

  @Test
  void floating_targets_are_numbers_unless_it_is_said_that_they_are_classes() {
    NpyFile numbers = doubles(Shape.of(3), 2, 0, 2);
    Dataset data = set(ROWS, numbers).train();
    assertThat(data.isClassified()).isFalse();
    assertThat(data.targetRow()).isEqualTo(new Dataset.Row(DType.F32, Shape.of(1)));
    assertThat(data.all().targets().toFloats()).containsExactly(2, 0, 2);
    assertThat(set(ROWS, doubles(Shape.of(3, 2), 1, 2, 3, 4, 5, 6)).train().targetRow().shape())
        .isEqualTo(Shape.of(2));
    Path file = file(Map.of("x", ROWS, "y", numbers, "z", LABELS));
    ArrayOptions options = ArrayOptions.none();
    Dataset classes = NumpySet.npz(file, options.withKind(ArrayOptions.Kind.CLASSES)).train();
    assertThat(classes.all().targets().toLongs()).containsExactly(2, 0, 2);
    Dataset plain =
        NumpySet.npz(file, options.withTargets("z").withKind(ArrayOptions.Kind.NUMBERS)).train();
    assertThat(plain.all().targets().toFloats()).containsExactly(2, 0, 2);
  }

  @Test
  void rows_with_a_single_one_are_classes() {
    NpyFile marked = whole(Shape.of(3, 3), 0, 1, 0, 1, 0, 0, 0, 1, 0);
    Dataset data = set(ROWS, marked).train();
    assertThat(data.classes()).hasSize(3);
    assertThat(data.all().targets().toLongs()).containsExactly(1, 0, 1);
    refused(ROWS, whole(Shape.of(3, 2), 0, 1, 0, 0, 1, 0), "target 1 is the row of 2 numbers");
    refused(ROWS, whole(Shape.of(3, 2), 0, 1, 0, 1, 1, 1), "target 2 is the row of 2 numbers");
  }

  @Test
  void bytes_are_divided_and_pictures_have_their_channels_first() {
    int[] pixels = new int[2 * 5 * 4 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i;
    }
    NumpySet last = set(bytes(Shape.of(2, 5, 4, 3), pixels), whole(Shape.of(2), 0, 1));
    assertThat(last.form()).isEqualTo(new ArrayForm(Shape.of(3, 5, 4), true));
    float[] one = last.train().batch(1).inputs().toFloats();
    assertThat(one[0]).isEqualTo(60 / 255f);
    assertThat(one[1]).isEqualTo(63 / 255f);
    assertThat(one[20]).isEqualTo(61 / 255f);
    NumpySet first = set(bytes(Shape.of(2, 3, 5, 4), pixels), whole(Shape.of(2), 0, 1));
    assertThat(first.form().row()).isEqualTo(Shape.of(3, 5, 4));
    assertThat(first.train().batch(1).inputs().toFloats()[1]).isEqualTo(61 / 255f);
    NumpySet gray = set(bytes(Shape.of(2, 12, 5), pixels), whole(Shape.of(2), 0, 1));
    assertThat(gray.form()).isEqualTo(new ArrayForm(Shape.of(1, 12, 5), true));
  }

  @Test
  void columns_and_the_other_order_of_bytes_are_read() throws IOException {
    String header = "{'descr': '>f8', 'fortran_order': True, 'shape': (2, 3), }";
    ByteArrayOutputStream npy = new ByteArrayOutputStream();
    npy.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    npy.write(header.getBytes(StandardCharsets.ISO_8859_1));
    for (double value : new double[] {1, 4, 2, 5, 3, 6}) {
      npy.write(java.nio.ByteBuffer.allocate(8).putDouble(value).array());
    }
    Path inputs = Files.write(folder.resolve("x.npy"), npy.toByteArray());
    Path targets = folder.resolve("y.npy");
    whole(Shape.of(2), 0, 1).save(targets);
    Dataset data = NumpySet.npy(inputs, targets, ArrayOptions.none()).train();
    assertThat(data.name()).isEqualTo("x");
    assertThat(data.all().inputs().toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void arrays_are_found_by_their_names_and_those_of_tests_are_held_back() {
    NpyFile one = floats(Shape.of(1, 2), 7, 8);
    Path file =
        file(
            Map.of(
                "X_train",
                ROWS,
                "Y_train",
                LABELS,
                "X_test",
                one,
                "Y_test",
                whole(Shape.of(1), 3)));
    NumpySet set = NumpySet.npz(file, ArrayOptions.none());
    assertThat(set.train().count()).isEqualTo(3);
    assertThat(set.test().orElseThrow().all().inputs().toFloats()).containsExactly(7, 8);
    assertThat(set.train().classes()).hasSize(4).isEqualTo(set.test().orElseThrow().classes());
    Path positions = file(Map.of("arr_0", ROWS, "arr_1", LABELS));
    assertThat(NumpySet.npz(positions, ArrayOptions.none()).train().count()).isEqualTo(3);
    ArrayOptions own = ArrayOptions.none().withInputs("mine").withTargets("theirs");
    Path named = file(Map.of("mine", ROWS, "theirs", LABELS, "x", one));
    assertThat(NumpySet.npz(named, own).train().count()).isEqualTo(3);
  }

  @Test
  void names_that_are_not_there_are_told_with_those_that_are() {
    Path file = file(Map.of("pixels", ROWS, "kinds", LABELS));
    assertThatThrownBy(() -> NumpySet.npz(file, ArrayOptions.none()))
        .hasMessageContaining("has no inputs named x or x_train; it has kinds, pixels")
        .hasMessageContaining("--inputs");
    ArrayOptions wrong = ArrayOptions.none().withInputs("pixel").withTargets("kinds");
    assertThatThrownBy(() -> NumpySet.npz(file, wrong))
        .hasMessageContaining("has no array pixel; it has kinds, pixels")
        .hasMessageContaining("did you mean pixels?");
  }

  @Test
  void what_cannot_be_learned_from_is_named_with_its_place() {
    refused(ROWS, whole(Shape.of(2), 0, 1), "y: sizes [2]; one target for each of the 3 samples");
    refused(ROWS, whole(Shape.of(3), 0, -1, 1), "y: target 1 is -1; classes are numbers from 0");
    refused(ROWS, whole(Shape.of(3), 0, 1, 70_000), "y: target 2 is 70000; at most 65536 classes");
    refused(ROWS, whole(Shape.of(3), 0, 0, 0), "are class 0; two classes are needed");
    refused(ROWS, whole(Shape.of(3, 1, 1), 0, 1, 0), "y: sizes [3, 1, 1]; [n] or [n, outputs]");
    refused(ROWS, doubles(Shape.of(3), 0, Double.NaN, 1), "y: target 1 is NaN; finite numbers");
    refused(floats(Shape.of(1, 2), 1, Float.NaN), whole(Shape.of(1), 0), "x: NaN at [0, 1]");
    refused(doubles(Shape.of(1, 2), 1, 1e300), whole(Shape.of(1), 0), "x: 1.0E300 at [0, 1]");
    refused(floats(Shape.of(0, 2)), whole(Shape.of(0)), "x: sizes [0, 2]");
    refused(floats(Shape.of(), 1), whole(Shape.of(1), 0), "x: sizes []");
    Path file = file(Map.of("x", ROWS, "y", doubles(Shape.of(3), 0, 0.5, 1)));
    ArrayOptions classes = ArrayOptions.none().withKind(ArrayOptions.Kind.CLASSES);
    assertThatThrownBy(() -> NumpySet.npz(file, classes))
        .hasMessageContaining("y: target 1 is 0.5; classes are whole numbers");
  }

  @Test
  void a_form_is_kept_by_a_model_file() {
    for (ArrayForm form :
        List.of(
            new ArrayForm(Shape.of(3, 5, 4), true),
            new ArrayForm(Shape.of(4, 5, 4), true),
            new ArrayForm(Shape.of(1, 5, 4), false),
            new ArrayForm(Shape.of(7), false),
            new ArrayForm(Shape.of(7), true))) {
      assertThat(ArrayForm.of(form.toJson())).isEqualTo(form);
    }
    assertThat(ArrayForm.of(Digits.INPUT)).isEqualTo(new ArrayForm(Shape.of(784), true));
    assertThatThrownBy(() -> ArrayForm.of(Json.object())).isInstanceOf(FormatException.class);
  }

  @Test
  void samples_to_measure_with_are_those_of_the_model() {
    Path file = file(Map.of("x_train", ROWS, "y_train", LABELS));
    ArrayForm form = new ArrayForm(Shape.of(2), false);
    ArrayOptions none = ArrayOptions.none();
    List<String> four = List.of("a", "b", "c", "d");
    assertThat(NumpySet.measured(file, none, form, four).classes()).isEqualTo(four);
    assertThatThrownBy(() -> NumpySet.measured(file, none, form, List.of("a", "b")))
        .hasMessageContaining("a target is class 2; the model has classes 0 to 1");
    ArrayForm other = new ArrayForm(Shape.of(3), false);
    assertThatThrownBy(() -> NumpySet.measured(file, none, other, four))
        .hasMessageContaining("sizes [2] of a sample; needed are [3]");
    ArrayForm unit = new ArrayForm(Shape.of(2), true);
    assertThatThrownBy(() -> NumpySet.measured(file, none, unit, four))
        .hasMessageContaining("2.0 at [0, 1]; bytes, or numbers from 0 to 1");
  }
}
