// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Monoid;
import chainrule.spi.SumTree;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Blocks of F64 joined in vectors: each kernel one straight method that boxes nothing. */
final class DoubleBlock {

  private static final VectorSpecies<Double> F64 = Species.F64;
  private static final int LANES = F64.length();
  private static final VectorSpecies<Double> WIDE = F64;
  private static final int WIDTH = WIDE.length();

  /** Rows joined at a time, since a sum waits for the one before it. */
  private static final int TOGETHER = 2;

  private static final VectorShuffle<Double> FOUR = shuffle(4);
  private static final VectorShuffle<Double> TWO = shuffle(2);
  private static final VectorShuffle<Double> ONE = shuffle(1);

  private DoubleBlock() {}

  /** Each lane takes one further on. */
  private static VectorShuffle<Double> shuffle(int distance) {
    return VectorShuffle.iota(F64, distance % LANES, 1, true);
  }

  /** The sums of rows. */
  static void sums(
      double[] values,
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
      double[] values, int start, int jump, int rows, int count, double[] results, int at) {
    int left = (count - 1) % SumTree.LANES + 1;
    VectorMask<Double> head = DoubleVector.zero(F64).addIndex(1).compare(VectorOperators.LT, left);
    VectorMask<Double> tail =
        DoubleVector.zero(F64).addIndex(1).compare(VectorOperators.LT, left - LANES);
    for (int row = 0; row < rows; row += TOGETHER) {
      int i = start + row * jump;
      int end = i + count - left;
      DoubleVector a = DoubleVector.zero(F64);
      DoubleVector b = DoubleVector.zero(F64);
      DoubleVector c = DoubleVector.zero(F64);
      DoubleVector d = DoubleVector.zero(F64);
      for (; i < end; i += SumTree.LANES) {
        a = a.add(DoubleVector.fromArray(F64, values, i));
        b = b.add(DoubleVector.fromArray(F64, values, i + LANES));
        c = c.add(DoubleVector.fromArray(F64, values, i + jump));
        d = d.add(DoubleVector.fromArray(F64, values, i + jump + LANES));
      }
      a = a.add(DoubleVector.fromArray(F64, values, i, head));
      b = b.add(DoubleVector.fromArray(F64, values, i + LANES, tail));
      c = c.add(DoubleVector.fromArray(F64, values, i + jump, head));
      d = d.add(DoubleVector.fromArray(F64, values, i + jump + LANES, tail));
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
  private static void row(double[] values, int start, int count, double[] results, int at) {
    int left = (count - 1) % SumTree.LANES + 1;
    int end = start + count - left;
    DoubleVector a = DoubleVector.zero(F64);
    DoubleVector b = DoubleVector.zero(F64);
    for (int i = start; i < end; i += SumTree.LANES) {
      a = a.add(DoubleVector.fromArray(F64, values, i));
      b = b.add(DoubleVector.fromArray(F64, values, i + LANES));
    }
    VectorMask<Double> head = DoubleVector.zero(F64).addIndex(1).compare(VectorOperators.LT, left);
    VectorMask<Double> tail =
        DoubleVector.zero(F64).addIndex(1).compare(VectorOperators.LT, left - LANES);
    a = a.add(DoubleVector.fromArray(F64, values, end, head));
    b = b.add(DoubleVector.fromArray(F64, values, end + LANES, tail));
    a = a.add(b);
    a = a.add(a.rearrange(FOUR));
    a = a.add(a.rearrange(TWO));
    results[at] = a.add(a.rearrange(ONE)).lane(0);
  }

  /** The sum of a row where sixteen lanes are more than two vectors. */
  private static double sum(double[] values, int start, int count, double[] lanes) {
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
  private static void fourSums(double[] values, int start, int end, double[] lanes, int first) {
    DoubleVector a = DoubleVector.zero(F64);
    DoubleVector b = DoubleVector.zero(F64);
    DoubleVector c = DoubleVector.zero(F64);
    DoubleVector d = DoubleVector.zero(F64);
    for (int i = start + first; i < end; i += SumTree.LANES) {
      a = a.add(DoubleVector.fromArray(F64, values, i));
      b = b.add(DoubleVector.fromArray(F64, values, i + LANES));
      c = c.add(DoubleVector.fromArray(F64, values, i + 2 * LANES));
      d = d.add(DoubleVector.fromArray(F64, values, i + 3 * LANES));
    }
    a.intoArray(lanes, first);
    b.intoArray(lanes, first + LANES);
    c.intoArray(lanes, first + 2 * LANES);
    d.intoArray(lanes, first + 3 * LANES);
  }

  /** The largest of rows; the order of joining does not matter. */
  static void maxima(
      double[] values, int start, int jump, int rows, int count, double[] results, int at) {
    if (count < WIDTH) {
      briefMaxima(values, start, jump, rows, count, results, at);
      return;
    }
    for (int row = 0; row < rows; row++) {
      int i = start + row * jump;
      int end = i + count;
      DoubleVector a = DoubleVector.fromArray(WIDE, values, i);
      DoubleVector b = a;
      DoubleVector c = a;
      DoubleVector d = a;
      for (; i + 4 * WIDTH <= end; i += 4 * WIDTH) {
        a = a.max(DoubleVector.fromArray(WIDE, values, i));
        b = b.max(DoubleVector.fromArray(WIDE, values, i + WIDTH));
        c = c.max(DoubleVector.fromArray(WIDE, values, i + 2 * WIDTH));
        d = d.max(DoubleVector.fromArray(WIDE, values, i + 3 * WIDTH));
      }
      for (; i < end - WIDTH; i += WIDTH) {
        a = a.max(DoubleVector.fromArray(WIDE, values, i));
      }
      b = b.max(DoubleVector.fromArray(WIDE, values, end - WIDTH));
      results[at + row] = a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
    }
  }

  private static void briefMaxima(
      double[] values, int start, int jump, int rows, int count, double[] results, int at) {
    VectorMask<Double> meant =
        DoubleVector.zero(WIDE).addIndex(1).compare(VectorOperators.LT, count);
    DoubleVector none = DoubleVector.broadcast(WIDE, Double.NEGATIVE_INFINITY);
    for (int row = 0; row < rows; row++) {
      DoubleVector valuesMaxima = DoubleVector.fromArray(WIDE, values, start + row * jump, meant);
      results[at + row] = none.blend(valuesMaxima, meant).reduceLanes(VectorOperators.MAX);
    }
  }

  /** The smallest of rows; the order of joining does not matter. */
  static void minima(
      double[] values, int start, int jump, int rows, int count, double[] results, int at) {
    if (count < WIDTH) {
      briefMinima(values, start, jump, rows, count, results, at);
      return;
    }
    for (int row = 0; row < rows; row++) {
      int i = start + row * jump;
      int end = i + count;
      DoubleVector a = DoubleVector.fromArray(WIDE, values, i);
      DoubleVector b = a;
      DoubleVector c = a;
      DoubleVector d = a;
      for (; i + 4 * WIDTH <= end; i += 4 * WIDTH) {
        a = a.min(DoubleVector.fromArray(WIDE, values, i));
        b = b.min(DoubleVector.fromArray(WIDE, values, i + WIDTH));
        c = c.min(DoubleVector.fromArray(WIDE, values, i + 2 * WIDTH));
        d = d.min(DoubleVector.fromArray(WIDE, values, i + 3 * WIDTH));
      }
      for (; i < end - WIDTH; i += WIDTH) {
        a = a.min(DoubleVector.fromArray(WIDE, values, i));
      }
      b = b.min(DoubleVector.fromArray(WIDE, values, end - WIDTH));
      results[at + row] = a.min(b).min(c.min(d)).reduceLanes(VectorOperators.MIN);
    }
  }

  private static void briefMinima(
      double[] values, int start, int jump, int rows, int count, double[] results, int at) {
    VectorMask<Double> meant =
        DoubleVector.zero(WIDE).addIndex(1).compare(VectorOperators.LT, count);
    DoubleVector none = DoubleVector.broadcast(WIDE, Double.POSITIVE_INFINITY);
    for (int row = 0; row < rows; row++) {
      DoubleVector valuesMinima = DoubleVector.fromArray(WIDE, values, start + row * jump, meant);
      results[at + row] = none.blend(valuesMinima, meant).reduceLanes(VectorOperators.MIN);
    }
  }

  /** The sums of columns. */
  static void columns(
      double[] values,
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
    fold(lanes, width, results, at);
  }

  /**
   * Two vectors of columns, a cache line of F32 where they are longest, four lanes of each: every
   * element is read once, and no line twice.
   */
  private static void four(
      double[] values, int start, int jump, int rows, double[] lanes, int at, int width) {
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
      a = a.add(DoubleVector.fromArray(F64, values, i));
      b = b.add(DoubleVector.fromArray(F64, values, i + LANES));
      c = c.add(DoubleVector.fromArray(F64, values, i + jump));
      d = d.add(DoubleVector.fromArray(F64, values, i + jump + LANES));
      e = e.add(DoubleVector.fromArray(F64, values, i + 2 * jump));
      f = f.add(DoubleVector.fromArray(F64, values, i + 2 * jump + LANES));
      g = g.add(DoubleVector.fromArray(F64, values, i + 3 * jump));
      h = h.add(DoubleVector.fromArray(F64, values, i + 3 * jump + LANES));
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
      double[] values, int start, int jump, int rows, double[] lanes, int at, int width) {
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
      a = a.add(DoubleVector.fromArray(F64, values, i));
      b = b.add(DoubleVector.fromArray(F64, values, i + jump));
      c = c.add(DoubleVector.fromArray(F64, values, i + 2 * jump));
      d = d.add(DoubleVector.fromArray(F64, values, i + 3 * jump));
      e = e.add(DoubleVector.fromArray(F64, values, i + 4 * jump));
      f = f.add(DoubleVector.fromArray(F64, values, i + 5 * jump));
      g = g.add(DoubleVector.fromArray(F64, values, i + 6 * jump));
      h = h.add(DoubleVector.fromArray(F64, values, i + 7 * jump));
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
  private static void add(double[] values, int start, int width, double[] lanes, int at) {
    int column = 0;
    for (; column + LANES <= width; column += LANES) {
      DoubleVector.fromArray(F64, lanes, at + column)
          .add(DoubleVector.fromArray(F64, values, start + column))
          .intoArray(lanes, at + column);
    }
    for (; column < width; column++) {
      lanes[at + column] += values[start + column];
    }
  }

  /** Joins sixteen lanes of columns. */
  static void fold(double[] lanes, int width, double[] results, int at) {
    int half = SumTree.LANES / 2 * width;
    for (int column = 0; column < width; column += LANES) {
      int i = Math.min(column, width - LANES);
      DoubleVector a = DoubleVector.fromArray(F64, lanes, i);
      DoubleVector b = DoubleVector.fromArray(F64, lanes, i + width);
      DoubleVector c = DoubleVector.fromArray(F64, lanes, i + 2 * width);
      DoubleVector d = DoubleVector.fromArray(F64, lanes, i + 3 * width);
      DoubleVector e = DoubleVector.fromArray(F64, lanes, i + 4 * width);
      DoubleVector f = DoubleVector.fromArray(F64, lanes, i + 5 * width);
      DoubleVector g = DoubleVector.fromArray(F64, lanes, i + 6 * width);
      DoubleVector h = DoubleVector.fromArray(F64, lanes, i + 7 * width);
      a = a.add(DoubleVector.fromArray(F64, lanes, i + half));
      b = b.add(DoubleVector.fromArray(F64, lanes, i + half + width));
      c = c.add(DoubleVector.fromArray(F64, lanes, i + half + 2 * width));
      d = d.add(DoubleVector.fromArray(F64, lanes, i + half + 3 * width));
      e = e.add(DoubleVector.fromArray(F64, lanes, i + half + 4 * width));
      f = f.add(DoubleVector.fromArray(F64, lanes, i + half + 5 * width));
      g = g.add(DoubleVector.fromArray(F64, lanes, i + half + 6 * width));
      h = h.add(DoubleVector.fromArray(F64, lanes, i + half + 7 * width));
      DoubleVector even = a.add(e).add(c.add(g));
      even.add(b.add(f).add(d.add(h))).intoArray(results, at + i);
    }
  }
}
