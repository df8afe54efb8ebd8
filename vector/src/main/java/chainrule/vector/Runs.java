// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Copies and adds short runs of elements, whole vectors at a time: beyond the end of what is copied
 * come elements of no meaning, up to a vector of them.
 */
final class Runs {

  /** Nanoseconds of a vector operation that is not compiled yet, at least. */
  private static final int SLOW = 4;

  /** Elements from which kernels begin to warm. */
  private static final long WORTH = 1 << 20;

  private static final int COUNT = 8;

  private final int lanes;
  private final Warmup warmup;

  /**
   * The kernels of a type.
   *
   * @param warming whether callers wait until HotSpot has compiled them
   */
  Runs(DType dtype, boolean warming) {
    lanes = dtype == DType.F32 ? Species.F32.length() : Species.F64.length();
    int length = COUNT * 4 * lanes;
    Object source = dtype == DType.F32 ? new float[length] : new double[length];
    Object target = dtype == DType.F32 ? new float[length] : new double[length];
    int[] starts = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      starts[i] = 3 * i * lanes;
    }
    Runnable call =
        () -> {
          copy(source, 0, starts, 0, COUNT, target, 0, 3 * lanes, lanes + 1);
          add(source, 0, lanes + 1, target, 0, starts);
        };
    warmup = new Warmup(call, 2L * SLOW * COUNT * 5, warming ? WORTH : 0);
  }

  /** The elements beyond the end of what is copied that must be there, in both arrays. */
  int slack() {
    return lanes;
  }

  /** Whether the kernels run at full speed; if not, this much more work was asked of them. */
  boolean areWarm(long elements) {
    return warmup.isDone(elements);
  }

  /**
   * Copies {@code target[to + i * step + j] = source[at + starts[first + i] + j]}.
   *
   * @param count the number of i
   * @param length the number of j
   */
  void copy(
      Object source,
      int at,
      int[] starts,
      int first,
      int count,
      Object target,
      int to,
      int step,
      int length) {
    if (source instanceof float[] floats) {
      copy(floats, at, starts, first, count, (float[]) target, to, step, length);
    } else {
      copy((double[]) source, at, starts, first, count, (double[]) target, to, step, length);
    }
  }

  private static void copy(
      float[] source,
      int at,
      int[] starts,
      int first,
      int count,
      float[] target,
      int to,
      int step,
      int length) {
    for (int i = 0; i < count; i++) {
      int from = at + starts[first + i];
      int into = to + i * step;
      for (int j = 0; j < length; j += Species.F32.length()) {
        FloatVector.fromArray(Species.F32, source, from + j).intoArray(target, into + j);
      }
    }
  }

  private static void copy(
      double[] source,
      int at,
      int[] starts,
      int first,
      int count,
      double[] target,
      int to,
      int step,
      int length) {
    for (int i = 0; i < count; i++) {
      int from = at + starts[first + i];
      int into = to + i * step;
      for (int j = 0; j < length; j += Species.F64.length()) {
        DoubleVector.fromArray(Species.F64, source, from + j).intoArray(target, into + j);
      }
    }
  }

  /**
   * Adds {@code target[to + starts[i] + j] += source[at + i * length + j]} for all starts, with
   * nothing beyond the end.
   */
  void add(Object source, int at, int length, Object target, int to, int[] starts) {
    if (source instanceof float[] floats) {
      add(floats, at, length, (float[]) target, to, starts);
    } else {
      add((double[]) source, at, length, (double[]) target, to, starts);
    }
  }

  private static void add(
      float[] source, int at, int length, float[] target, int to, int[] starts) {
    int whole = Species.F32.loopBound(length);
    VectorMask<Float> rest = Species.F32.indexInRange(whole, length);
    for (int i = 0; i < starts.length; i++) {
      int from = at + i * length;
      int into = to + starts[i];
      for (int j = 0; j < whole; j += Species.F32.length()) {
        FloatVector.fromArray(Species.F32, target, into + j)
            .add(FloatVector.fromArray(Species.F32, source, from + j))
            .intoArray(target, into + j);
      }
      if (whole < length) {
        FloatVector.fromArray(Species.F32, target, into + whole, rest)
            .add(FloatVector.fromArray(Species.F32, source, from + whole, rest))
            .intoArray(target, into + whole, rest);
      }
    }
  }

  private static void add(
      double[] source, int at, int length, double[] target, int to, int[] starts) {
    int whole = Species.F64.loopBound(length);
    VectorMask<Double> rest = Species.F64.indexInRange(whole, length);
    for (int i = 0; i < starts.length; i++) {
      int from = at + i * length;
      int into = to + starts[i];
      for (int j = 0; j < whole; j += Species.F64.length()) {
        DoubleVector.fromArray(Species.F64, target, into + j)
            .add(DoubleVector.fromArray(Species.F64, source, from + j))
            .intoArray(target, into + j);
      }
      if (whole < length) {
        DoubleVector.fromArray(Species.F64, target, into + whole, rest)
            .add(DoubleVector.fromArray(Species.F64, source, from + whole, rest))
            .intoArray(target, into + whole, rest);
      }
    }
  }
}
