// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.PlainLoops;
import java.util.Arrays;
import java.util.List;

/** Blocks joined by plain loops. */
final class PlainBlock implements BlockKernel {

  static final BlockKernel KERNEL = new PlainBlock();

  private static final int LANES = SumTree.LANES;

  private PlainBlock() {}

  @Override
  public double block(Monoid monoid, float[] values, int start, int count) {
    double[] lanes = lanes(monoid);
    int whole = count - count % LANES;
    if (monoid == Monoid.SUM) {
      for (int i = start; i < start + whole; i += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
          lanes[lane] += values[i + lane];
        }
      }
    } else {
      for (int i = 0; i < whole; i++) {
        lanes[i % LANES] = monoid.join(lanes[i % LANES], values[start + i]);
      }
    }
    for (int i = whole; i < count; i++) {
      lanes[i - whole] = monoid.join(lanes[i - whole], values[start + i]);
    }
    return SumTree.lanes(monoid, lanes);
  }

  @Override
  public double block(Monoid monoid, double[] values, int start, int count) {
    double[] lanes = lanes(monoid);
    int whole = count - count % LANES;
    if (monoid == Monoid.SUM) {
      for (int i = start; i < start + whole; i += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
          lanes[lane] += values[i + lane];
        }
      }
    } else {
      for (int i = 0; i < whole; i++) {
        lanes[i % LANES] = monoid.join(lanes[i % LANES], values[start + i]);
      }
    }
    for (int i = whole; i < count; i++) {
      lanes[i - whole] = monoid.join(lanes[i - whole], values[start + i]);
    }
    return SumTree.lanes(monoid, lanes);
  }

  @Override
  public boolean columns(
      Monoid monoid, Object array, int start, int step, int rows, double[][] lanes) {
    return false;
  }

  @Override
  public Loop loop(Program program, List<Loop.Access> accesses, long elements) {
    return PlainLoops.of(program, accesses, elements);
  }

  private static double[] lanes(Monoid monoid) {
    double[] lanes = new double[LANES];
    Arrays.fill(lanes, monoid.start());
    return lanes;
  }
}
