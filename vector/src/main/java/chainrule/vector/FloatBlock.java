// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Monoid;
import chainrule.spi.SumTree;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Blocks of F32 joined in vectors: sums in F64, each kernel one straight method. */
final class FloatBlock {

  private static final VectorSpecies<Double> F64 = Species.F64;
  private static final int LANES = F64.length();
  private static final VectorSpecies<Float> NARROW = Species.NARROW;
  private static final VectorSpecies<Float> F32 = Species.F32;
  private static final int WIDTH = F32.length();

  private FloatBlock() {}

  /** The sum of a block, in sixteen lanes of F64. */
  static double sum(float[] values, int start, int count) {
    double[] lanes = new double[SumTree.LANES];
    int whole = count - count % SumTree.LANES;
    int end = start + whole;
    if (2 * LANES == SumTree.LANES) {
      twoSums(values, start, end, lanes);
    } else {
      for (int first = 0; first < SumTree.LANES; first += 4 * LANES) {
        fourSums(values, start, end, lanes, first);
      }
    }
    for (int i = whole; i < count; i++) {
      lanes[i - whole] += values[start + i];
    }
    return SumTree.lanes(Monoid.SUM, lanes);
  }

  /** Sixteen lanes of the sum in two vectors of eight. */
  private static void twoSums(float[] values, int start, int end, double[] lanes) {
    DoubleVector a = DoubleVector.zero(F64);
    DoubleVector b = DoubleVector.zero(F64);
    for (int i = start; i < end; i += SumTree.LANES) {
      a = a.add(FloatVector.fromArray(NARROW, values, i).convertShape(VectorOperators.F2D, F64, 0));
      b =
          b.add(
              FloatVector.fromArray(NARROW, values, i + LANES)
                  .convertShape(VectorOperators.F2D, F64, 0));
    }
    a.intoArray(lanes, 0);
    b.intoArray(lanes, LANES);
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

  /** The largest; the order of joining does not matter. */
  static double max(float[] values, int start, int count) {
    int whole = count - count % (2 * WIDTH);
    float result = max(values, start, start + whole, Float.NEGATIVE_INFINITY);
    for (int i = whole; i < count; i++) {
      result = Math.max(result, values[start + i]);
    }
    return result;
  }

  /** The smallest; the order of joining does not matter. */
  static double min(float[] values, int start, int count) {
    int whole = count - count % (2 * WIDTH);
    float result = min(values, start, start + whole, Float.POSITIVE_INFINITY);
    for (int i = whole; i < count; i++) {
      result = Math.min(result, values[start + i]);
    }
    return result;
  }

  private static float max(float[] values, int start, int end, float first) {
    FloatVector a = FloatVector.broadcast(F32, first);
    FloatVector b = a;
    for (int i = start; i < end; i += 2 * WIDTH) {
      a = a.max(FloatVector.fromArray(F32, values, i));
      b = b.max(FloatVector.fromArray(F32, values, i + WIDTH));
    }
    float[] lanes = a.max(b).toArray();
    float result = first;
    for (float lane : lanes) {
      result = Math.max(result, lane);
    }
    return result;
  }

  private static float min(float[] values, int start, int end, float first) {
    FloatVector a = FloatVector.broadcast(F32, first);
    FloatVector b = a;
    for (int i = start; i < end; i += 2 * WIDTH) {
      a = a.min(FloatVector.fromArray(F32, values, i));
      b = b.min(FloatVector.fromArray(F32, values, i + WIDTH));
    }
    float[] lanes = a.min(b).toArray();
    float result = first;
    for (float lane : lanes) {
      result = Math.min(result, lane);
    }
    return result;
  }

  /** Adds rows to lanes, lane by lane: each element is read once, each lane stays in a register. */
  static void columns(float[] values, int start, int step, int rows, double[][] lanes) {
    int width = lanes[0].length;
    for (int lane = 0; lane < lanes.length; lane++) {
      int first = start + lane * step;
      int column = 0;
      for (; column + 4 * LANES <= width; column += 4 * LANES) {
        fourColumns(values, first + column, step, rows - lane, lanes[lane], column);
      }
      for (; column + LANES <= width; column += LANES) {
        oneColumn(values, first + column, step, rows - lane, lanes[lane], column);
      }
      for (; column < width; column++) {
        for (int row = 0; row < rows - lane; row += SumTree.LANES) {
          lanes[lane][column] += values[first + column + row * step];
        }
      }
    }
  }

  private static void fourColumns(
      float[] values, int start, int step, int rows, double[] lane, int column) {
    DoubleVector a = DoubleVector.zero(F64);
    DoubleVector b = DoubleVector.zero(F64);
    DoubleVector c = DoubleVector.zero(F64);
    DoubleVector d = DoubleVector.zero(F64);
    int i = start;
    for (int row = 0; row < rows; row += SumTree.LANES) {
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
      i += SumTree.LANES * step;
    }
    a.intoArray(lane, column);
    b.intoArray(lane, column + LANES);
    c.intoArray(lane, column + 2 * LANES);
    d.intoArray(lane, column + 3 * LANES);
  }

  private static void oneColumn(
      float[] values, int start, int step, int rows, double[] lane, int column) {
    DoubleVector a = DoubleVector.zero(F64);
    int i = start;
    for (int row = 0; row < rows; row += SumTree.LANES) {
      a = a.add(FloatVector.fromArray(NARROW, values, i).convertShape(VectorOperators.F2D, F64, 0));
      i += SumTree.LANES * step;
    }
    a.intoArray(lane, column);
  }
}
