// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Monoid;
import chainrule.spi.SumTree;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Blocks of F32 joined in vectors, in F64: each kernel one straight method that boxes nothing. */
final class FloatBlock {

  private static final VectorSpecies<Double> F64 = Species.F64;
  private static final int LANES = F64.length();
  private static final VectorSpecies<Float> NARROW = Species.NARROW;
  private static final VectorSpecies<Float> WIDE = Species.F32;
  private static final int WIDTH = WIDE.length();
  private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
  private static final int SIGN = Integer.MIN_VALUE;

  /** Rows joined at a time, since a sum waits for the one before it. */
  private static final int TOGETHER = 2;

  private static final VectorShuffle<Double> FOUR = shuffle(4);
  private static final VectorShuffle<Double> TWO = shuffle(2);
  private static final VectorShuffle<Double> ONE = shuffle(1);

  private FloatBlock() {}

  /** Each lane takes one further on. */
  private static VectorShuffle<Double> shuffle(int distance) {
    return VectorShuffle.iota(F64, distance % LANES, 1, true);
  }

  /** The sums of rows. */
  static void sums(
      float[] values,
      int start,
      int jump,
      int rows,
      int count,
      double[] lanes,
      double[] results,
      int at) {
    if (2 * LANES == SumTree.LANES) {
      int pairs = rows - rows % TOGETHER;
      pairs(values, start, jump, pairs, count, results, at);
      if (rows > pairs) {
        row(values, start + pairs * jump, count, results, at + pairs);
      }
    } else {
      for (int row = 0; row < rows; row++) {
        results[at + row] = sum(values, start + row * jump, count, lanes);
      }
    }
  }

  /** Sixteen lanes of two rows each in two vectors. */
  private static void pairs(
      float[] values, int start, int jump, int rows, int count, double[] results, int at) {
    int left = (count - 1) % SumTree.LANES + 1;
    VectorMask<Float> head = FloatVector.zero(NARROW).addIndex(1).compare(VectorOperators.LT, left);
    VectorMask<Float> tail =
        FloatVector.zero(NARROW).addIndex(1).compare(VectorOperators.LT, left - LANES);
    for (int row = 0; row < rows; row += TOGETHER) {
      int i = start + row * jump;
      int end = i + count - left;
      DoubleVector a = DoubleVector.zero(F64);
      DoubleVector b = DoubleVector.zero(F64);
      DoubleVector c = DoubleVector.zero(F64);
      DoubleVector d = DoubleVector.zero(F64);
      for (; i < end; i += SumTree.LANES) {
        a =
            a.add(
                FloatVector.fromArray(NARROW, values, i).convertShape(VectorOperators.F2D, F64, 0));
        b =
            b.add(
                FloatVector.fromArray(NARROW, values, i + LANES)
                    .convertShape(VectorOperators.F2D, F64, 0));
        c =
            c.add(
                FloatVector.fromArray(NARROW, values, i + jump)
                    .convertShape(VectorOperators.F2D, F64, 0));
        d =
            d.add(
                FloatVector.fromArray(NARROW, values, i + jump + LANES)
                    .convertShape(VectorOperators.F2D, F64, 0));
      }
      a =
          a.add(
              FloatVector.fromArray(NARROW, values, i, head)
                  .convertShape(VectorOperators.F2D, F64, 0));
      b =
          b.add(
              FloatVector.fromArray(NARROW, values, i + LANES, tail)
                  .convertShape(VectorOperators.F2D, F64, 0));
      c =
          c.add(
              FloatVector.fromArray(NARROW, values, i + jump, head)
                  .convertShape(VectorOperators.F2D, F64, 0));
      d =
          d.add(
              FloatVector.fromArray(NARROW, values, i + jump + LANES, tail)
                  .convertShape(VectorOperators.F2D, F64, 0));
      a = a.add(b);
      c = c.add(d);
      a = a.add(a.rearrange(FOUR));
      c = c.add(c.rearrange(FOUR));
      a = a.add(a.rearrange(TWO));
      c = c.add(c.rearrange(TWO));
      results[at + row] = a.add(a.rearrange(ONE)).lane(0);
      results[at + row + 1] = c.add(c.rearrange(ONE)).lane(0);
    }
  }

  /** Sixteen lanes of a row in two vectors. */
  private static void row(float[] values, int start, int count, double[] results, int at) {
    int left = (count - 1) % SumTree.LANES + 1;
    int end = start + count - left;
    DoubleVector a = DoubleVector.zero(F64);
    DoubleVector b = DoubleVector.zero(F64);
    for (int i = start; i < end; i += SumTree.LANES) {
      a = a.add(FloatVector.fromArray(NARROW, values, i).convertShape(VectorOperators.F2D, F64, 0));
      b =
          b.add(
              FloatVector.fromArray(NARROW, values, i + LANES)
                  .convertShape(VectorOperators.F2D, F64, 0));
    }
    VectorMask<Float> head = FloatVector.zero(NARROW).addIndex(1).compare(VectorOperators.LT, left);
    VectorMask<Float> tail =
        FloatVector.zero(NARROW).addIndex(1).compare(VectorOperators.LT, left - LANES);
    a =
        a.add(
            FloatVector.fromArray(NARROW, values, end, head)
                .convertShape(VectorOperators.F2D, F64, 0));
    b =
        b.add(
            FloatVector.fromArray(NARROW, values, end + LANES, tail)
                .convertShape(VectorOperators.F2D, F64, 0));
    a = a.add(b);
    a = a.add(a.rearrange(FOUR));
    a = a.add(a.rearrange(TWO));
    results[at] = a.add(a.rearrange(ONE)).lane(0);
  }

  /** The sum of a row where sixteen lanes are more than two vectors. */
  private static double sum(float[] values, int start, int count, double[] lanes) {
    int whole = count - count % SumTree.LANES;
    for (int first = 0; first < SumTree.LANES; first += 4 * LANES) {
      fourSums(values, start, start + whole, lanes, first);
    }
    for (int i = whole; i < count; i++) {
      lanes[i - whole] += values[start + i];
    }
    return SumTree.lanes(Monoid.SUM, lanes);
  }

  /** Lanes of the sum from {@code first} on in four vectors. */
  private static void fourSums(float[] values, int start, int end, double[] lanes, int first) {
    DoubleVector a = DoubleVector.zero(F64);
    DoubleVector b = DoubleVector.zero(F64);
    DoubleVector c = DoubleVector.zero(F64);
    DoubleVector d = DoubleVector.zero(F64);
    for (int i = start + first; i < end; i += SumTree.LANES) {
      a = a.add(FloatVector.fromArray(NARROW, values, i).convertShape(VectorOperators.F2D, F64, 0));
      b =
          b.add(
              FloatVector.fromArray(NARROW, values, i + LANES)
                  .convertShape(VectorOperators.F2D, F64, 0));
      c =
          c.add(
              FloatVector.fromArray(NARROW, values, i + 2 * LANES)
                  .convertShape(VectorOperators.F2D, F64, 0));
      d =
          d.add(
              FloatVector.fromArray(NARROW, values, i + 3 * LANES)
                  .convertShape(VectorOperators.F2D, F64, 0));
    }
    a.intoArray(lanes, first);
    b.intoArray(lanes, first + LANES);
    c.intoArray(lanes, first + 2 * LANES);
    d.intoArray(lanes, first + 3 * LANES);
  }

  /**
   * The largest or the smallest of rows. HotSpot needs six instructions for a maximum that keeps
   * NaN and the signs of zero; here three on the bits, taken as integers with and without a sign,
   * find both.
   */
  static void extremes(
      boolean largest,
      float[] values,
      int start,
      int jump,
      int rows,
      int count,
      double[] results,
      int at) {
    if (count < WIDTH) {
      briefExtremes(largest, values, start, jump, rows, count, results, at);
      return;
    }
    for (int row = 0; row < rows; row++) {
      int i = start + row * jump;
      int last = i + count - WIDTH;
      IntVector most = FloatVector.fromArray(WIDE, values, last).reinterpretAsInts();
      IntVector least = most;
      IntVector lowest = most;
      for (; i < last - WIDTH; i += 2 * WIDTH) {
        IntVector a = FloatVector.fromArray(WIDE, values, i).reinterpretAsInts();
        IntVector b = FloatVector.fromArray(WIDE, values, i + WIDTH).reinterpretAsInts();
        most = most.max(a.max(b));
        least = least.min(a.min(b));
        lowest = lowest.lanewise(VectorOperators.UMAX, a.lanewise(VectorOperators.UMAX, b));
      }
      if (i < last) {
        IntVector a = FloatVector.fromArray(WIDE, values, i).reinterpretAsInts();
        most = most.max(a);
        least = least.min(a);
        lowest = lowest.lanewise(VectorOperators.UMAX, a);
      }
      results[at + row] =
          extreme(
              largest,
              most.reduceLanes(VectorOperators.MAX),
              least.reduceLanes(VectorOperators.MIN),
              lowest.lanewise(VectorOperators.XOR, SIGN).reduceLanes(VectorOperators.MAX) ^ SIGN);
    }
  }

  private static void briefExtremes(
      boolean largest,
      float[] values,
      int start,
      int jump,
      int rows,
      int count,
      double[] results,
      int at) {
    VectorMask<Float> meant = FloatVector.zero(WIDE).addIndex(1).compare(VectorOperators.LT, count);
    for (int row = 0; row < rows; row++) {
      int i = start + row * jump;
      FloatVector known = FloatVector.fromArray(WIDE, values, i, meant);
      IntVector all =
          FloatVector.broadcast(WIDE, values[i]).blend(known, meant).reinterpretAsInts();
      results[at + row] =
          extreme(
              largest,
              all.reduceLanes(VectorOperators.MAX),
              all.reduceLanes(VectorOperators.MIN),
              all.lanewise(VectorOperators.XOR, SIGN).reduceLanes(VectorOperators.MAX) ^ SIGN);
    }
  }

  /**
   * An end of numbers by their bits.
   *
   * @param most the largest bits: the largest number unless all are below zero
   * @param least the smallest bits: the largest number if all are below zero, the smallest if none
   * @param lowest the largest bits without a sign: the smallest number unless none is below zero
   */
  private static float extreme(boolean largest, int most, int least, int lowest) {
    if (most > INFINITE || Integer.compareUnsigned(lowest, INFINITE | SIGN) > 0) {
      return Float.NaN;
    }
    boolean simple = largest ? most >= 0 : lowest < 0;
    return Float.intBitsToFloat(simple ? (largest ? most : lowest) : least);
  }

  /** The sums of columns. */
  static void columns(
      float[] values,
      int start,
      int jump,
      int rows,
      int width,
      double[] lanes,
      double[] results,
      int at) {
    int whole = rows - rows % SumTree.LANES;
    if (whole == 0) {
      Arrays.fill(lanes, 0, SumTree.LANES * width, 0);
    } else {
      int column = 0;
      for (; column + 2 * LANES <= width; column += 2 * LANES) {
        for (int lane = 0; lane < SumTree.LANES; lane += 4) {
          int first = lane * width + column;
          four(values, start + column + lane * jump, jump, whole, lanes, first, width);
        }
      }
      for (; column < width; column += LANES) {
        int c = Math.min(column, width - LANES);
        int half = SumTree.LANES / 2;
        eight(values, start + c, jump, whole, lanes, c, width);
        eight(values, start + c + half * jump, jump, whole, lanes, c + half * width, width);
      }
    }
    for (int row = whole; row < rows; row++) {
      add(values, start + row * jump, width, lanes, (row - whole) * width);
    }
    DoubleBlock.fold(lanes, width, results, at);
  }

  /**
   * Two vectors of columns, a cache line of F32 where they are longest, four lanes of each: every
   * element is read once, and no line twice.
   */
  private static void four(
      float[] values, int start, int jump, int rows, double[] lanes, int at, int width) {
    DoubleVector a = DoubleVector.zero(F64);
    DoubleVector b = DoubleVector.zero(F64);
    DoubleVector c = DoubleVector.zero(F64);
    DoubleVector d = DoubleVector.zero(F64);
    DoubleVector e = DoubleVector.zero(F64);
    DoubleVector f = DoubleVector.zero(F64);
    DoubleVector g = DoubleVector.zero(F64);
    DoubleVector h = DoubleVector.zero(F64);
    int i = start;
    for (int row = 0; row < rows; row += SumTree.LANES) {
      a = a.add(FloatVector.fromArray(NARROW, values, i).convertShape(VectorOperators.F2D, F64, 0));
      b =
          b.add(
              FloatVector.fromArray(NARROW, values, i + LANES)
                  .convertShape(VectorOperators.F2D, F64, 0));
      c =
          c.add(
              FloatVector.fromArray(NARROW, values, i + jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      d =
          d.add(
              FloatVector.fromArray(NARROW, values, i + jump + LANES)
                  .convertShape(VectorOperators.F2D, F64, 0));
      e =
          e.add(
              FloatVector.fromArray(NARROW, values, i + 2 * jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      f =
          f.add(
              FloatVector.fromArray(NARROW, values, i + 2 * jump + LANES)
                  .convertShape(VectorOperators.F2D, F64, 0));
      g =
          g.add(
              FloatVector.fromArray(NARROW, values, i + 3 * jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      h =
          h.add(
              FloatVector.fromArray(NARROW, values, i + 3 * jump + LANES)
                  .convertShape(VectorOperators.F2D, F64, 0));
      i += SumTree.LANES * jump;
    }
    a.intoArray(lanes, at);
    b.intoArray(lanes, at + LANES);
    c.intoArray(lanes, at + width);
    d.intoArray(lanes, at + width + LANES);
    e.intoArray(lanes, at + 2 * width);
    f.intoArray(lanes, at + 2 * width + LANES);
    g.intoArray(lanes, at + 3 * width);
    h.intoArray(lanes, at + 3 * width + LANES);
  }

  /** A vector of columns, eight lanes of each: every element is read once. */
  private static void eight(
      float[] values, int start, int jump, int rows, double[] lanes, int at, int width) {
    DoubleVector a = DoubleVector.zero(F64);
    DoubleVector b = DoubleVector.zero(F64);
    DoubleVector c = DoubleVector.zero(F64);
    DoubleVector d = DoubleVector.zero(F64);
    DoubleVector e = DoubleVector.zero(F64);
    DoubleVector f = DoubleVector.zero(F64);
    DoubleVector g = DoubleVector.zero(F64);
    DoubleVector h = DoubleVector.zero(F64);
    int i = start;
    for (int row = 0; row < rows; row += SumTree.LANES) {
      a = a.add(FloatVector.fromArray(NARROW, values, i).convertShape(VectorOperators.F2D, F64, 0));
      b =
          b.add(
              FloatVector.fromArray(NARROW, values, i + jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      c =
          c.add(
              FloatVector.fromArray(NARROW, values, i + 2 * jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      d =
          d.add(
              FloatVector.fromArray(NARROW, values, i + 3 * jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      e =
          e.add(
              FloatVector.fromArray(NARROW, values, i + 4 * jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      f =
          f.add(
              FloatVector.fromArray(NARROW, values, i + 5 * jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      g =
          g.add(
              FloatVector.fromArray(NARROW, values, i + 6 * jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      h =
          h.add(
              FloatVector.fromArray(NARROW, values, i + 7 * jump)
                  .convertShape(VectorOperators.F2D, F64, 0));
      i += SumTree.LANES * jump;
    }
    a.intoArray(lanes, at);
    b.intoArray(lanes, at + width);
    c.intoArray(lanes, at + 2 * width);
    d.intoArray(lanes, at + 3 * width);
    e.intoArray(lanes, at + 4 * width);
    f.intoArray(lanes, at + 5 * width);
    g.intoArray(lanes, at + 6 * width);
    h.intoArray(lanes, at + 7 * width);
  }

  /** Adds a row to a lane. */
  private static void add(float[] values, int start, int width, double[] lanes, int at) {
    int column = 0;
    for (; column + LANES <= width; column += LANES) {
      DoubleVector.fromArray(F64, lanes, at + column)
          .add(
              FloatVector.fromArray(NARROW, values, start + column)
                  .convertShape(VectorOperators.F2D, F64, 0))
          .intoArray(lanes, at + column);
    }
    for (; column < width; column++) {
      lanes[at + column] += values[start + column];
    }
  }
}
