// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.PlainLoops;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Blocks joined by plain loops. */
final class PlainBlock implements BlockKernel {

  static final BlockKernel KERNEL = new PlainBlock();

  private PlainBlock() {}

  @Override
  public void rows(
      Monoid monoid,
      Object array,
      int start,
      int jump,
      int rows,
      int count,
      double[] lanes,
      double[] results,
      int at) {
    for (int row = 0; row < rows; row++) {
      int first = start + row * jump;
      Arrays.fill(lanes, 0, LANES, monoid.start());
      if (array instanceof float[] floats) {
        row(monoid, floats, first, count, lanes);
      } else {
        row(monoid, (double[]) array, first, count, lanes);
      }
      results[at + row] = SumTree.lanes(monoid, lanes);
    }
  }

  private static void row(Monoid monoid, float[] values, int start, int count, double[] lanes) {
    int whole = monoid == Monoid.SUM ? count - count % LANES : 0;
    for (int i = start; i < start + whole; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += values[i + lane];
      }
    }
    for (int i = whole; i < count; i++) {
      lanes[i % LANES] = monoid.join(lanes[i % LANES], values[start + i]);
    }
  }

  private static void row(Monoid monoid, double[] values, int start, int count, double[] lanes) {
    int whole = monoid == Monoid.SUM ? count - count % LANES : 0;
    for (int i = start; i < start + whole; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += values[i + lane];
      }
    }
    for (int i = whole; i < count; i++) {
      lanes[i % LANES] = monoid.join(lanes[i % LANES], values[start + i]);
    }
  }

  @Override
  public void columns(
      Monoid monoid,
      Object array,
      int start,
      int jump,
      int rows,
      int width,
      double[] lanes,
      double[] results,
      int at) {
    Arrays.fill(lanes, 0, LANES * width, monoid.start());
    for (int row = 0; row < rows; row++) {
      int lane = row % LANES * width;
      int first = start + row * jump;
      if (array instanceof float[] floats) {
        join(monoid, lanes, lane, floats, first, width);
      } else {
        join(monoid, lanes, lane, (double[]) array, first, width);
      }
    }
    fold(monoid, lanes, Math.min(rows, LANES), width);
    System.arraycopy(lanes, 0, results, at, width);
  }

  /** Joins lanes that lie in rows; those behind {@code met} met no element. */
  static void fold(Monoid monoid, double[] lanes, int met, int width) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half && lane + half < met; lane++) {
        join(monoid, lanes, lane * width, lanes, (lane + half) * width, width);
      }
    }
  }

  private static void join(
      Monoid monoid, double[] lanes, int lane, float[] values, int start, int width) {
    if (monoid == Monoid.SUM) {
      for (int i = 0; i < width; i++) {
        lanes[lane + i] += values[start + i];
      }
    } else {
      for (int i = 0; i < width; i++) {
        lanes[lane + i] = monoid.join(lanes[lane + i], values[start + i]);
      }
    }
  }

  /** Joins a row of values into a row of lanes. */
  static void join(Monoid monoid, double[] lanes, int lane, double[] values, int start, int width) {
    if (monoid == Monoid.SUM) {
      for (int i = 0; i < width; i++) {
        lanes[lane + i] += values[start + i];
      }
    } else {
      for (int i = 0; i < width; i++) {
        lanes[lane + i] = monoid.join(lanes[lane + i], values[start + i]);
      }
    }
  }

  @Override
  public Supplier<Loop> loop(
      Program program, List<Loop.Access> accesses, long length, long elements) {
    Loop loop = PlainLoops.of(program, accesses, length);
    return () -> loop;
  }
}
