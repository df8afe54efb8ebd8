// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FormatException;
import chainrule.formats.NpyFile;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Targets of an array.
 *
 * @param row what one is
 * @param values I64 class numbers, or F32 numbers
 * @param classes the greatest class number and one more; 0 for numbers
 */
record ArrayTargets(Dataset.Row row, Storage values, int classes) {

  /** The greatest number of classes. */
  static final int MOST = 1 << 16;

  private static final String NUMBERS = "where they are numbers, not classes: --task regression";

  static ArrayTargets of(NpyFile array, ArrayOptions.Kind kind, String source) {
    Shape shape = array.shape();
    if (shape.rank() < 1 || shape.rank() > 2 || shape.count() == 0) {
      throw new FormatException(
          "arrays: " + source + ": sizes " + shape + "; [n] or [n, outputs] is needed, none 0");
    }
    boolean classes =
        kind == ArrayOptions.Kind.BY_TYPE
            ? !array.values().dtype().isFloating()
            : kind == ArrayOptions.Kind.CLASSES;
    return classes ? classes(array, source) : numbers(array, source);
  }

  private static ArrayTargets classes(NpyFile array, String source) {
    int count = (int) array.shape().size(0);
    int width = (int) (array.shape().count() / count);
    long[] labels = new long[count];
    int greatest = width - 1;
    for (int i = 0; i < count; i++) {
      labels[i] = width == 1 ? label(array, i, source) : marked(array, i, width, source);
      greatest = Math.max(greatest, (int) labels[i]);
    }
    return new ArrayTargets(
        new Dataset.Row(DType.I64, Shape.SCALAR), new Storage.I64(labels), greatest + 1);
  }

  private static long label(NpyFile array, int place, String source) {
    double value = array.values().get(place);
    if (value != Math.rint(value) || Double.isInfinite(value)) {
      throw refused(source, place, shown(value), "; classes are whole numbers", NUMBERS);
    }
    if (value < 0) {
      throw refused(source, place, shown(value), "; classes are numbers from 0 on", NUMBERS);
    }
    if (value >= MOST) {
      throw refused(source, place, shown(value), "; at most " + MOST + " classes", NUMBERS);
    }
    return (long) value;
  }

  private static String shown(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  /** The place of the single 1 in a row of zeros. */
  private static long marked(NpyFile array, int place, int width, String source) {
    int found = -1;
    boolean right = true;
    for (int i = 0; i < width; i++) {
      double value = array.values().get((long) place * width + i);
      right &= value == 0 || (value == 1 && found < 0);
      found = value == 1 ? i : found;
    }
    if (!right || found < 0) {
      String row = "the row of " + width + " numbers";
      throw refused(source, place, row, "; of classes it holds a single 1 among zeros", NUMBERS);
    }
    return found;
  }

  private static FormatException refused(
      String source, int place, String found, String needed, String fix) {
    return new FormatException(
        "arrays: " + source + ": target " + place + " is " + found + needed, fix);
  }

  private static ArrayTargets numbers(NpyFile array, String source) {
    Storage from = array.values();
    float[] values = new float[(int) from.length()];
    int width = (int) (from.length() / array.shape().size(0));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) from.get(i);
      if (!Float.isFinite(values[i])) {
        throw refused(
            source, i / width, shown(from.get(i)), "; finite numbers of F32 are needed", "");
      }
    }
    return new ArrayTargets(
        new Dataset.Row(DType.F32, Shape.of(width)), new Storage.F32(values), 0);
  }

  /** The kind that they are. */
  ArrayOptions.Kind kind() {
    return classes > 0 ? ArrayOptions.Kind.CLASSES : ArrayOptions.Kind.NUMBERS;
  }

  /** The names of so many classes. */
  static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }
}
