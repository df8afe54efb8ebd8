// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Small elementwise work as {@link Lines} of one: every input lies one element after another or is
 * one element repeated. Nothing is merged or shared out, which takes longer than small work itself.
 *
 * @param accesses how the inputs move
 */
public record OneLine(Work.Elementwise work, List<Loop.Access> accesses, int length) {

  private static final int MOST = 4096;

  /** The most inputs whose accesses are kept. */
  private static final int KEPT = 4;

  /** By number of inputs and a bit for each that is repeated. */
  private static final List<List<List<Loop.Access>>> ACCESSES = patterns();

  private static List<List<List<Loop.Access>>> patterns() {
    List<List<List<Loop.Access>>> all = new ArrayList<>();
    for (int inputs = 0; inputs <= KEPT; inputs++) {
      List<List<Loop.Access>> some = new ArrayList<>();
      for (int fixed = 0; fixed < 1 << inputs; fixed++) {
        List<Loop.Access> each = new ArrayList<>();
        for (int input = 0; input < inputs; input++) {
          each.add((fixed >> input & 1) == 1 ? Loop.Access.FIXED : Loop.Access.DENSE);
        }
        some.add(List.copyOf(each));
      }
      all.add(some);
    }
    return all;
  }

  /** The work as one line, or nothing if it is none or too much for one thread. */
  public static Optional<OneLine> of(Work.Elementwise work) {
    List<Operand> inputs = work.inputs();
    long count = work.outputs().getFirst().shape().count();
    if (count == 0 || count > MOST || inputs.size() > KEPT) {
      return Optional.empty();
    }
    int fixed = 0;
    for (int input = 0; input < inputs.size(); input++) {
      View view = inputs.get(input).view();
      if (!view.isContiguous()) {
        if (!view.isRepeated()) {
          return Optional.empty();
        }
        fixed |= 1 << input;
      }
    }
    return Optional.of(new OneLine(work, ACCESSES.get(inputs.size()).get(fixed), (int) count));
  }

  /** Runs a loop made for the work's program and for these accesses. */
  public void run(Loop loop) {
    int inputs = accesses.size();
    int size = inputs + work.outputs().size();
    Object[] arrays = new Object[size];
    int[] starts = new int[size];
    int[] steps = new int[size];
    for (int number = 0; number < size; number++) {
      boolean input = number < inputs;
      Operand operand = input ? work.inputs().get(number) : work.outputs().get(number - inputs);
      arrays[number] = operand.array();
      starts[number] = (int) operand.view().offset();
      steps[number] = input && accesses.get(number) == Loop.Access.FIXED ? 0 : 1;
    }
    loop.run(arrays, starts, steps, steps, 1, length);
  }
}
