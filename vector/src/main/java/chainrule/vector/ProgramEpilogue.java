// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.array.Loop;
import chainrule.array.View;
import chainrule.array.jit.PlainLoops;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program over the output of a product, row by row or on whole rows at once. */
final class ProgramEpilogue implements Epilogue {

  /** Lines of fewer vectors are left to plain loops. */
  private static final int FEWEST = 2;

  private final Object[] sources;
  private final Object[] results;
  private final int[] sourceAt;
  private final int[] down;
  private final int[] across;
  private final int[] resultAt;
  private final int columns;
  private final int count;
  private final int lanes;
  private final boolean even;
  private final Loop plain;
  private final Optional<VectorLoop> vector;
  private int[][] starts = {};
  private int[][] resultStarts = {};
  private boolean ready;

  ProgramEpilogue(Work.Elementwise work) {
    sources = work.inputs().stream().map(Operand::array).toArray();
    results = work.outputs().stream().map(Operand::array).toArray();
    sourceAt = offsets(work.inputs());
    resultAt = offsets(work.outputs());
    down = new int[sources.length];
    across = new int[sources.length];
    View shape = work.outputs().getFirst().view();
    // One column is one row to the product.
    boolean turned = shape.shape().size(1) == 1;
    int rows = turned ? 1 : (int) shape.shape().size(0);
    columns = (int) shape.shape().size(turned ? 0 : 1);
    count = rows * columns;
    boolean whole = true;
    List<Loop.Access> accesses = new ArrayList<>();
    for (int source = 0; source < sources.length; source++) {
      View view = work.inputs().get(source).view();
      across[source] = (int) view.stride(turned ? 0 : 1);
      down[source] = rows == 1 ? columns * across[source] : (int) view.stride(0);
      whole &= down[source] == columns * across[source];
      accesses.add(Loop.Access.of(across[source]));
    }
    even = whole;
    lanes = (work.program().dtype() == DType.F32 ? Species.F32 : Species.F64).length();
    plain = PlainLoops.of(work.program(), accesses, even ? count : columns);
    vector =
        (even ? count : columns) < FEWEST * lanes
            ? Optional.empty()
            : VectorLoops.of(work.program(), accesses);
  }

  private static int[] offsets(List<Operand> operands) {
    return operands.stream().mapToInt(operand -> (int) operand.view().offset()).toArray();
  }

  @Override
  public void begin(int chunks) {
    starts = new int[chunks][sources.length];
    resultStarts = new int[chunks][results.length];
  }

  @Override
  public void start() {
    ready = ready || (vector.isPresent() && vector.get().isReady(count, false));
  }

  @Override
  public void run(int chunk, int top, int bottom, int left, int right) {
    if (even && right - left == columns) {
      line(chunk, top, 0, (bottom - top) * columns);
    } else {
      for (int row = top; row < bottom; row++) {
        line(chunk, row, left, right - left);
      }
    }
  }

  private void line(int chunk, int row, int column, int length) {
    int[] from = starts[chunk];
    for (int source = 0; source < from.length; source++) {
      from[source] = sourceAt[source] + row * down[source] + column * across[source];
    }
    int[] into = resultStarts[chunk];
    for (int result = 0; result < into.length; result++) {
      into[result] = resultAt[result] + row * columns + column;
    }
    Loop loop = ready && length >= FEWEST * lanes ? vector.get().loop() : plain;
    loop.run(sources, from, across, results, into, length);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(sources, from, to);
    Task.replace(results, from, to);
  }
}
