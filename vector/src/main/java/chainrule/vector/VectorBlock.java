// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.PlainLoops;
import chainrule.spi.BlockKernel;
import chainrule.spi.Monoid;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sums, maxima and minima of blocks in vectors; the rest by plain loops. */
final class VectorBlock implements BlockKernel {

  /** Fewer elements are left to plain loops. */
  private static final int FEWEST = 8;

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
    switch (monoid) {
      case SUM -> {
        if (array instanceof float[] floats) {
          FloatBlock.sums(floats, start, jump, rows, count, lanes, results, at);
        } else {
          DoubleBlock.sums((double[]) array, start, jump, rows, count, lanes, results, at);
        }
      }
      case MAXIMUM -> {
        if (array instanceof float[] floats) {
          FloatBlock.extremes(true, floats, start, jump, rows, count, results, at);
        } else {
          DoubleBlock.maxima((double[]) array, start, jump, rows, count, results, at);
        }
      }
      case MINIMUM -> {
        if (array instanceof float[] floats) {
          FloatBlock.extremes(false, floats, start, jump, rows, count, results, at);
        } else {
          DoubleBlock.minima((double[]) array, start, jump, rows, count, results, at);
        }
      }
      case PRODUCT ->
          BlockKernel.plain().rows(monoid, array, start, jump, rows, count, lanes, results, at);
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
    if (monoid != Monoid.SUM || width < Species.F64.length()) {
      BlockKernel.plain().columns(monoid, array, start, jump, rows, width, lanes, results, at);
    } else if (array instanceof float[] floats) {
      FloatBlock.columns(floats, start, jump, rows, width, lanes, results, at);
    } else {
      DoubleBlock.columns((double[]) array, start, jump, rows, width, lanes, results, at);
    }
  }

  @Override
  public Supplier<Loop> loop(
      Program program, List<Loop.Access> accesses, long length, long elements) {
    Loop plain = PlainLoops.of(program, accesses, length);
    Optional<VectorLoop> vector =
        elements < FEWEST ? Optional.empty() : VectorLoops.of(program, accesses, length);
    return () -> vector.isPresent() && vector.get().isReady(elements) ? vector.get().loop() : plain;
  }
}
