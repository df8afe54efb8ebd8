// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** Copies strips of b so that their rows follow one another. */
final class Packing {

  /** Nanoseconds of a vector operation that is not compiled yet, at least. */
  private static final int SLOW = 4;

  /** Elements from which kernels begin to warm: some milliseconds of plain loops. */
  private static final long WORTH = 1 << 22;

  /** Bytes of a row of a block that is transposed: 8 by 8 F32 beat 16 by 16, 0.16 to 0.2 ns. */
  private static final int BLOCK = 32;

  private static final int STEPS = 16;

  private final Turn turn;
  private final Object picks;
  private final int side;
  private final int lanes;
  private final Warmup turning;
  private final Warmup copying;

  /**
   * The kernels of a type.
   *
   * @param bits the longest vectors that may be used
   * @param warming whether plain loops run until HotSpot has compiled the kernels
   */
  Packing(DType dtype, int bits, boolean warming) {
    side = Math.min(BLOCK, bits / Byte.SIZE) / dtype.bytes();
    turn = TurnCode.compile(dtype, side);
    picks = TurnCode.picks(dtype, side);
    lanes = dtype == DType.F32 ? Species.F32.length() : Species.F64.length();
    int width = 4 * lanes;
    Object source = dtype == DType.F32 ? new float[STEPS * width] : new double[STEPS * width];
    Object target = dtype == DType.F32 ? new float[STEPS * width] : new double[STEPS * width];
    long worth = warming ? WORTH : 0;
    turning =
        new Warmup(
            () -> turn.run(picks, source, 0, STEPS, target, 0, side, STEPS / side),
            (long) SLOW * STEPS * Integer.numberOfTrailingZeros(side),
            worth);
    copying =
        new Warmup(() -> copy(source, 0, width, target, 0, STEPS, width), SLOW * STEPS * 4, worth);
  }

  /**
   * Copies {@code target[to + p * width + j] = source[at + p * down + j * across]}.
   *
   * @param depth the number of p
   * @param width the number of j
   */
  void strip(
      Object source, int at, int down, int across, Object target, int to, int depth, int width) {
    long work = (long) depth * width;
    if (across == 1) {
      if (width >= lanes && copying.isDone(work)) {
        copy(source, at, down, target, to, depth, width);
      } else {
        for (int p = 0; p < depth; p++) {
          System.arraycopy(source, at + p * down, target, to + p * width, width);
        }
      }
    } else if (down == 1 && depth >= side && width >= side && turning.isDone(work)) {
      turn(source, at, across, target, to, depth, width);
    } else if (source instanceof float[] floats) {
      plain(floats, at, down, across, (float[]) target, to, depth, width);
    } else {
      plain((double[]) source, at, down, across, (double[]) target, to, depth, width);
    }
  }

  /** Transposes in square blocks; the last ones of each direction overlap those before. */
  private void turn(
      Object source, int at, int across, Object target, int to, int depth, int width) {
    for (int column = 0; column < width; column += side) {
      int j = Math.min(column, width - side);
      turn.run(picks, source, at + j * across, across, target, to + j, width, depth / side);
      if (depth % side != 0) {
        int p = depth - side;
        turn.run(picks, source, at + j * across + p, across, target, to + p * width + j, width, 1);
      }
    }
  }

  private static void copy(
      Object source, int at, int down, Object target, int to, int depth, int width) {
    if (source instanceof float[] floats) {
      copy(floats, at, down, (float[]) target, to, depth, width);
    } else {
      copy((double[]) source, at, down, (double[]) target, to, depth, width);
    }
  }

  private static void copy(
      float[] source, int at, int down, float[] target, int to, int depth, int width) {
    int last = width - Species.F32.length();
    for (int p = 0; p < depth; p++) {
      int from = at + p * down;
      int into = to + p * width;
      for (int j = 0; j < last; j += Species.F32.length()) {
        FloatVector.fromArray(Species.F32, source, from + j).intoArray(target, into + j);
      }
      FloatVector.fromArray(Species.F32, source, from + last).intoArray(target, into + last);
    }
  }

  private static void copy(
      double[] source, int at, int down, double[] target, int to, int depth, int width) {
    int last = width - Species.F64.length();
    for (int p = 0; p < depth; p++) {
      int from = at + p * down;
      int into = to + p * width;
      for (int j = 0; j < last; j += Species.F64.length()) {
        DoubleVector.fromArray(Species.F64, source, from + j).intoArray(target, into + j);
      }
      DoubleVector.fromArray(Species.F64, source, from + last).intoArray(target, into + last);
    }
  }

  private static void plain(
      float[] source, int at, int down, int across, float[] target, int to, int depth, int width) {
    for (int p = 0; p < depth; p++) {
      for (int j = 0; j < width; j++) {
        target[to + p * width + j] = source[at + p * down + j * across];
      }
    }
  }

  private static void plain(
      double[] source,
      int at,
      int down,
      int across,
      double[] target,
      int to,
      int depth,
      int width) {
    for (int p = 0; p < depth; p++) {
      for (int j = 0; j < width; j++) {
        target[to + p * width + j] = source[at + p * down + j * across];
      }
    }
  }
}
