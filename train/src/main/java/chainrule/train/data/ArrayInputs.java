// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FormatException;
import chainrule.formats.NpyFile;
import chainrule.formats.NpzFile;
import chainrule.tensor.Tensor;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Inputs of an array in memory, in its own type, made into those of a form when they are asked for.
 */
public final class ArrayInputs {

  private static final float BYTE = 255f;

  private final ArrayForm form;
  private final Storage values;
  private final int count;
  private final int length;
  private final int[] order;
  private final boolean divided;

  private ArrayInputs(ArrayForm form, NpyFile array, int[] order) {
    this.form = form;
    values = array.values();
    count = Math.toIntExact(array.shape().size(0));
    length = Math.toIntExact(form.row().count());
    this.order = order;
    divided = form.isUnit() && values instanceof Storage.U8;
  }

  /** The inputs of an array, all of them checked. */
  static ArrayInputs of(NpyFile array, ArrayForm form, String source) {
    Shape shape = array.shape();
    if (shape.rank() == 0 || shape.count() == 0) {
      throw new FormatException(
          "arrays: " + source + ": sizes " + shape + "; [n, ..] is needed, none 0");
    }
    ArrayInputs inputs = new ArrayInputs(form, array, form.order(shape.without(0), source));
    inputs.check(shape, source);
    return inputs;
  }

  /**
   * The inputs of a file: .npy, .npz, or IDX.
   *
   * @param options may name the array of a .npz file; otherwise it is x_test, x or the only one
   * @throws chainrule.error.FileException if the file cannot be read
   * @throws FormatException if it is none of these, or does not hold such inputs
   */
  public static ArrayInputs read(Path file, ArrayOptions options, ArrayForm form) {
    String lower = file.toString().toLowerCase(Locale.ROOT);
    if (lower.endsWith(".npz")) {
      String name = ArrayNames.of(file, options).asked();
      return of(NpzFile.read(file, name), form, file + ": " + name);
    }
    if (lower.endsWith(".npy")) {
      return of(NpyFile.read(file), form, file.toString());
    }
    IdxFile idx = IdxFile.read(file);
    return of(new NpyFile(idx.shape(), new Storage.U8(idx.values())), form, file.toString());
  }

  private void check(Shape shape, String source) {
    if (!values.dtype().isFloating() && (divided || !form.isUnit())) {
      return;
    }
    for (long i = 0; i < values.length(); i++) {
      float value = (float) values.get(i);
      if (!Float.isFinite(value)) {
        throw refused(source, values.get(i), shape.index(i), "finite numbers of F32 are needed");
      }
      if (form.isUnit() && !(value >= 0 && value <= 1)) {
        String needed = "bytes, or numbers from 0 to 1, are what the model takes";
        throw refused(source, values.get(i), shape.index(i), needed);
      }
    }
  }

  private static FormatException refused(String source, double value, Object place, String needed) {
    return new FormatException("arrays: " + source + ": " + value + " at " + place + "; " + needed);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** What one is. */
  public ArrayForm form() {
    return form;
  }

  /** Some of them, F32 [to - from, ..]. */
  public Tensor rows(int from, int to) {
    float[] rows = new float[(to - from) * length];
    for (int place = from; place < to; place++) {
      copy(place, rows, (place - from) * length);
    }
    return Tensor.of(form.row().inserted(0, to - from), rows);
  }

  /** Copies one. */
  void copy(int place, float[] to, int at) {
    int from = place * length;
    if (order.length == 0 && values instanceof Storage.F32(float[] array)) {
      System.arraycopy(array, from, to, at, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      float value = (float) values.get(from + (order.length == 0 ? i : order[i]));
      to[at + i] = divided ? value / BYTE : value;
    }
  }
}
