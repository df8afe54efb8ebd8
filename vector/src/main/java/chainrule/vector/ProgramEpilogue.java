// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Loop;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.array.jit.PlainLoops;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program over the output of a product, rectangle by rectangle. */
final class ProgramEpilogue implements Epilogue {

  /** Elements that a run counts for at least: after 10,000 runs any loop is warmed. */
  private static final int RUN = 1 << 14;

  private final Object[] arrays;
  private final int[] offsets;
  private final int[] steps;
  private final int[] jumps;
  private final int columns;
  private final int count;

  /** Whether rows follow one another everywhere, so that some of them are one line. */
  private final boolean even;

  private final Optional<VectorLoop> vector;
  private int[][] starts = {};
  private Loop loop;
  private boolean ready;

  ProgramEpilogue(Work.Elementwise work) {
    List<Operand> operands = work.operands().toList();
    arrays = work.operands().map(Operand::array).toArray();
    offsets = new int[arrays.length];
    steps = new int[arrays.length];
    jumps = new int[arrays.length];
    Shape shape = work.outputs().getFirst().shape();
    // One column is one row to the product.
    boolean turned = shape.size(1) == 1;
    int rows = turned ? 1 : (int) shape.size(0);
    columns = (int) shape.size(turned ? 0 : 1);
    count = rows * columns;
    boolean whole = true;
    for (int number = 0; number < arrays.length; number++) {
      View view = operands.get(number).view();
      offsets[number] = (int) view.offset();
      steps[number] = columns == 1 ? 1 : (int) view.stride(turned ? 0 : 1);
      jumps[number] = rows == 1 ? columns * steps[number] : (int) view.stride(0);
      whole &= jumps[number] == columns * steps[number];
    }
    even = whole;
    List<Loop.Access> accesses = new ArrayList<>();
    for (int source = 0; source < work.inputs().size(); source++) {
      accesses.add(Loop.Access.of(steps[source]));
    }
    int length = even ? count : columns;
    loop = PlainLoops.of(work.program(), accesses, length);
    vector = VectorLoops.of(work.program(), accesses, length);
  }

  @Override
  public void begin(int chunks) {
    starts = new int[chunks][arrays.length];
  }

  @Override
  public void start() {
    if (!ready && vector.isPresent() && vector.get().isReady(Math.max(count, RUN))) {
      loop = vector.get().loop();
      ready = true;
    }
  }

  @Override
  public void run(int chunk, int top, int bottom, int left, int right) {
    int[] at = starts[chunk];
    for (int number = 0; number < at.length; number++) {
      at[number] = offsets[number] + top * jumps[number] + left * steps[number];
    }
    boolean one = even && right - left == columns;
    int lines = one ? 1 : bottom - top;
    int width = one ? (bottom - top) * columns : right - left;
    loop.run(arrays, at, steps, jumps, lines, width);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }
}
