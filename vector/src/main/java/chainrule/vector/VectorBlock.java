// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.PlainLoops;
import chainrule.spi.BlockKernel;
import chainrule.spi.Monoid;
import java.util.List;

/** Sums, maxima and minima of blocks in vectors; the rest by plain loops. */
final class VectorBlock implements BlockKernel {

  /** Fewer values are joined by plain loops. */
  private static final int FEWEST = 32;

  @Override
  public double block(Monoid monoid, float[] values, int start, int count) {
    if (count < FEWEST) {
      return BlockKernel.plain().block(monoid, values, start, count);
    }
    return switch (monoid) {
      case SUM -> FloatBlock.sum(values, start, count);
      case MAXIMUM -> FloatBlock.max(values, start, count);
      case MINIMUM -> FloatBlock.min(values, start, count);
      case PRODUCT -> BlockKernel.plain().block(monoid, values, start, count);
    };
  }

  @Override
  public double block(Monoid monoid, double[] values, int start, int count) {
    if (count < FEWEST) {
      return BlockKernel.plain().block(monoid, values, start, count);
    }
    return switch (monoid) {
      case SUM -> DoubleBlock.sum(values, start, count);
      case MAXIMUM -> DoubleBlock.max(values, start, count);
      case MINIMUM -> DoubleBlock.min(values, start, count);
      case PRODUCT -> BlockKernel.plain().block(monoid, values, start, count);
    };
  }

  @Override
  public boolean columns(
      Monoid monoid, Object array, int start, int step, int rows, double[][] lanes) {
    if (monoid != Monoid.SUM) {
      return false;
    }
    return switch (array) {
      case float[] floats -> {
        FloatBlock.columns(floats, start, step, rows, lanes);
        yield true;
      }
      case double[] doubles -> {
        DoubleBlock.columns(doubles, start, step, rows, lanes);
        yield true;
      }
      default -> false;
    };
  }

  @Override
  public Loop loop(Program program, List<Loop.Access> accesses, long elements) {
    return VectorLoops.of(program, accesses)
        .filter(loop -> loop.isReady(elements, true))
        .map(VectorLoop::loop)
        .orElseGet(() -> PlainLoops.of(program, accesses, elements));
  }
}
