// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import java.util.List;

/** The arrays of elementwise work and where one line of it begins in each. */
final class Cursor {

  private final Work.Elementwise work;
  private final Merged merged;
  private final Object[] sources;
  private final int[] starts;
  private final int[] steps;
  private final Object[] results;
  private final int[] resultStarts;

  Cursor(Work.Elementwise work, Merged merged) {
    this.work = work;
    this.merged = merged;
    sources = arrays(work.inputs());
    results = arrays(work.outputs());
    starts = new int[sources.length];
    resultStarts = new int[results.length];
    steps = new int[sources.length];
    for (int source = 0; source < steps.length; source++) {
      steps[source] = merged.step(source);
    }
  }

  private static Object[] arrays(List<Operand> operands) {
    Object[] arrays = new Object[operands.size()];
    for (int operand = 0; operand < arrays.length; operand++) {
      arrays[operand] = operands.get(operand).array();
    }
    return arrays;
  }

  /** Goes to an element of a line. */
  void move(int line, int element) {
    for (int source = 0; source < starts.length; source++) {
      starts[source] =
          (int) work.inputs().get(source).view().offset()
              + merged.line(source, line)
              + element * steps[source];
    }
    int first = line * (int) merged.length() + element;
    for (int result = 0; result < resultStarts.length; result++) {
      resultStarts[result] = (int) work.outputs().get(result).view().offset() + first;
    }
  }

  /** The steps of the sources along a line. */
  int[] steps() {
    return steps;
  }

  /** A run from here on. */
  LineTask.Segment segment(int count) {
    return new LineTask.Segment(starts, resultStarts, count);
  }

  void run(Loop loop, int count) {
    loop.run(sources, starts, steps, results, resultStarts, count);
  }
}
