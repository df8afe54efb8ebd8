// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Letters;
import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.error.LimitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the blocks of a reduction are joined, what is done last is done, and results are kept. */
final class Results {

  /** The joined value, the number of elements, the result. */
  static final int ARRAYS = 3;

  private final Work.Reduce work;
  private final int blocks;
  private final double[] joined;
  private final double[] reduced;
  private final Optional<Supplier<Loop>> finish;
  private final boolean[] values;
  private Operand output;

  /**
   * No results yet.
   *
   * @throws LimitException if an array cannot hold one number for each 4096 elements
   */
  Results(Blocks.Parts parts, BlockKernel kernel) {
    work = parts.work();
    output = work.output();
    blocks = parts.blocks();
    joined = new double[blocks > 1 ? length(parts) : 0];
    reduced = new double[] {parts.reduced()};
    values = new boolean[work.finish().isPresent() ? work.finish().get().sources().size() : 0];
    for (int source = 0; source < values.length; source++) {
      values[source] = work.finish().orElseThrow().sources().get(source).equals(Letters.a);
    }
    finish = work.finish().map(program -> loop(program, kernel, parts.outputs()));
  }

  private Supplier<Loop> loop(Program program, BlockKernel kernel, int outputs) {
    List<Loop.Access> accesses = new ArrayList<>();
    for (boolean value : values) {
      accesses.add(value ? Loop.Access.DENSE : Loop.Access.FIXED);
    }
    return kernel.loop(program, accesses, outputs, outputs);
  }

  private static int length(Blocks.Parts parts) {
    long length = (long) parts.blocks() * parts.outputs();
    if (length > Integer.MAX_VALUE - 8) {
      throw new LimitException(
          "reduce: "
              + parts.work().input().shape()
              + " to "
              + parts.work().output().shape()
              + " has too many elements",
          "reduce one axis after the other");
    }
    return (int) length;
  }

  @SuppressWarnings("ReferenceEquality")
  void rebind(Object from, Object to) {
    if (output.array() == from) {
      output = output.over(to);
    }
  }

  /** Takes what a block of neighbouring results gave. */
  void put(int first, int block, int count, Scratch scratch) {
    if (blocks == 1) {
      close(first, count, scratch);
    } else {
      for (int i = 0; i < count; i++) {
        joined[(first + i) * blocks + block] = scratch.results()[i];
      }
    }
  }

  /** Joins the blocks of neighbouring results, of which there may be none. */
  void join(int first, int count, Scratch scratch) {
    if (blocks == 0) {
      Arrays.fill(scratch.results(), 0, count, work.monoid().start());
    }
    for (int i = 0; i < count && blocks > 0; i++) {
      scratch.results()[i] = SumTree.pairs(work.monoid(), joined, (first + i) * blocks, blocks);
    }
    close(first, count, scratch);
  }

  private void close(int first, int count, Scratch scratch) {
    finish(count, scratch);
    if (output.dtype().isFloating()) {
      write(output.array(), (int) output.view().offset() + first, count, scratch);
    } else {
      int start = (int) output.view().offset() + first;
      for (int i = 0; i < count; i++) {
        output.storage().set(start + i, scratch.results()[i]);
      }
    }
  }

  /** Does what is done last. */
  void finish(int count, Scratch scratch) {
    if (finish.isPresent()) {
      for (int source = 0; source < values.length; source++) {
        boolean value = values[source];
        scratch.finish().set(source, value ? scratch.results() : reduced, 0, value ? 1 : 0, 0);
      }
      scratch.finish().set(values.length, scratch.results(), 0, 1, 0);
      scratch.finish().run(finish.get().get(), 1, count);
    }
  }

  /** Rounds results into {@code float[]} or {@code double[]}. */
  static void write(Object array, int start, int count, Scratch scratch) {
    if (array instanceof float[] floats) {
      for (int i = 0; i < count; i++) {
        floats[start + i] = (float) scratch.results()[i];
      }
    } else {
      System.arraycopy(scratch.results(), 0, array, start, count);
    }
  }
}
