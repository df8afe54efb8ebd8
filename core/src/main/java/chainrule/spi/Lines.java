// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Drives a compiled loop over strided operands: axes that lie evenly are merged, the innermost is
 * one line, lines are gathered in chunks set by the shape.
 */
public final class Lines {

  private static final int CHUNK = 16_384;

  private final List<Operand> inputs;
  private final List<Operand> outputs;
  private final int[] sizes;
  private final int[][] strides;
  private final Loop loop;

  private Lines(Work.Elementwise work, BiFunction<Program, List<Loop.Access>, Loop> compiler) {
    inputs = work.inputs();
    outputs = work.outputs();
    Merged merged = Merged.of(outputs.getFirst().shape(), inputs);
    sizes = merged.sizes();
    strides = merged.strides();
    List<Loop.Access> accesses = new ArrayList<>(inputs.size());
    for (int[] steps : strides) {
      accesses.add(Loop.Access.of(steps[sizes.length - 1]));
    }
    loop = compiler.apply(work.program(), accesses);
  }

  /** Runs elementwise work with loops from a compiler. */
  public static void run(
      Work.Elementwise work,
      BiFunction<Program, List<Loop.Access>, Loop> compiler,
      Workers workers) {
    if (work.outputs().getFirst().shape().count() > 0) {
      new Lines(work, compiler).run(workers);
    }
  }

  private void run(Workers workers) {
    int line = sizes[sizes.length - 1];
    int count = 1;
    for (int size : sizes) {
      count *= size;
    }
    int lines = count / line;
    if (lines == 1) {
      int total = line;
      workers.run(
          (total + CHUNK - 1) / CHUNK,
          chunk -> part(0, chunk * CHUNK, Math.min(CHUNK, total - chunk * CHUNK)));
    } else {
      int step = Math.max(1, CHUNK / line);
      workers.run(
          (lines + step - 1) / step,
          chunk -> {
            int end = Math.min(lines, (chunk + 1) * step);
            for (int index = chunk * step; index < end; index++) {
              part(index, 0, line);
            }
          });
    }
  }

  /** Runs a part of one line. */
  private void part(int index, int from, int count) {
    Object[] sources = new Object[inputs.size()];
    int[] starts = new int[sources.length];
    int[] steps = new int[sources.length];
    for (int source = 0; source < sources.length; source++) {
      View view = inputs.get(source).view();
      int[] stride = strides[source];
      int position = (int) view.offset();
      int left = index;
      for (int axis = sizes.length - 2; axis >= 0; axis--) {
        position += left % sizes[axis] * stride[axis];
        left /= sizes[axis];
      }
      steps[source] = stride[sizes.length - 1];
      starts[source] = position + from * steps[source];
      sources[source] = inputs.get(source).array();
    }
    Object[] results = new Object[outputs.size()];
    int[] resultStarts = new int[results.length];
    for (int result = 0; result < results.length; result++) {
      Operand output = outputs.get(result);
      results[result] = output.array();
      resultStarts[result] = (int) output.view().offset() + index * sizes[sizes.length - 1] + from;
    }
    loop.run(sources, starts, steps, results, resultStarts, count);
  }
}
