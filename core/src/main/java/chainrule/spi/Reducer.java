// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Letters;
import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.error.LimitException;
import java.util.Arrays;

/** Drives a reduction by the {@link SumTree}: blocks, pairs of blocks, what is done last. */
public final class Reducer {

  private static final int CHUNK = Blocks.CHUNK;

  private final Folded folded;
  private final Blocks blocks;

  private Reducer(Folded folded) {
    this.folded = folded;
    blocks = ColumnBlocks.suit(folded) ? new ColumnBlocks(folded) : new RowBlocks(folded);
  }

  /**
   * Does a reduction with a kernel's blocks and loops.
   *
   * @throws LimitException if an array cannot hold one number for each 4096 elements
   */
  public static void run(Work.Reduce work, BlockKernel kernel, Workers workers) {
    Folded folded = Folded.of(work, kernel);
    if (folded.outputs() > 0) {
      new Reducer(folded).run(workers);
    }
  }

  private void run(Workers workers) {
    int outputs = folded.outputs();
    double[] joined = join(workers);
    workers.run(
        Math.ceilDiv(outputs, CHUNK),
        chunk -> {
          int from = chunk * CHUNK;
          int count = Math.min(CHUNK, outputs - from);
          folded.work().finish().ifPresent(program -> finish(program, joined, from, count));
          write(joined, from, count);
        });
  }

  /** The joined value of each result. */
  private double[] join(Workers workers) {
    Monoid monoid = folded.work().monoid();
    double[] joined = new double[length()];
    if (folded.reduced() == 0) {
      Arrays.fill(joined, monoid.start());
      return joined;
    }
    workers.run(blocks.chunks(), chunk -> blocks.run(chunk, joined));
    int count = folded.blocks();
    if (count == 1) {
      return joined;
    }
    double[] results = new double[folded.outputs()];
    for (int result = 0; result < results.length; result++) {
      results[result] = SumTree.pairs(monoid, joined, result * count, count);
    }
    return results;
  }

  private int length() {
    long length = Math.max(1, SumTree.blocks(folded.reduced())) * folded.outputs();
    if (length > Integer.MAX_VALUE - 8) {
      throw new LimitException(
          "reduce: "
              + folded.work().input().shape()
              + " to "
              + folded.work().output().shape()
              + " has too many elements",
          "reduce one axis after the other");
    }
    return (int) length;
  }

  private void finish(Program program, double[] joined, int from, int count) {
    int sources = program.sources().size();
    Object[] arrays = new Object[sources];
    int[] starts = new int[sources];
    int[] strides = new int[sources];
    Loop.Access[] accesses = new Loop.Access[sources];
    for (int source = 0; source < sources; source++) {
      boolean value = program.sources().get(source).equals(Letters.a);
      arrays[source] = value ? joined : new double[] {folded.reduced()};
      starts[source] = value ? from : 0;
      strides[source] = value ? 1 : 0;
      accesses[source] = Loop.Access.of(strides[source]);
    }
    folded
        .kernel()
        .loop(program, Arrays.asList(accesses), folded.outputs())
        .run(arrays, starts, strides, new Object[] {joined}, new int[] {from}, count);
  }

  private void write(double[] joined, int from, int count) {
    int start = (int) folded.work().output().view().offset() + from;
    switch (folded.work().output().array()) {
      case float[] floats -> {
        for (int i = 0; i < count; i++) {
          floats[start + i] = (float) joined[from + i];
        }
      }
      case double[] doubles -> System.arraycopy(joined, from, doubles, start, count);
      default -> {
        for (int i = 0; i < count; i++) {
          folded.work().output().storage().set(start + i, joined[from + i]);
        }
      }
    }
  }
}
