// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves rewritten as soon as what rewrites them is known and nobody reads what they were: a
 * gradient, and the activations that it is made from, need not be kept until the end of a step.
 */
final class Sooner {

  private Sooner() {}

  static List<Work> of(Recording recording, List<Work> works) {
    List<Work> result = new ArrayList<>();
    for (Work work : works) {
      int place = result.size();
      if (rewrites(recording, work)) {
        while (place > 0 && !mustStayBehind(work, result.get(place - 1))) {
          place--;
        }
      }
      result.add(place, work);
    }
    return result;
  }

  private static boolean rewrites(Recording recording, Work work) {
    return work.outputs().stream()
        .map(output -> recording.origins().get(Usage.slot(output).id()))
        .anyMatch(origin -> origin instanceof Origin.Kept);
  }

  /** Whether work needs other work to be done before: a look at numbers, too, may end a run. */
  private static boolean mustStayBehind(Work work, Work other) {
    if (other.outputs().isEmpty()) {
      return true;
    }
    Set<Slot> written = slots(other.outputs());
    return work.operands().map(Usage::slot).anyMatch(written::contains)
        || other.inputs().stream().map(Usage::slot).anyMatch(slots(work.outputs())::contains);
  }

  private static Set<Slot> slots(List<Operand> operands) {
    Set<Slot> slots = new HashSet<>();
    operands.forEach(operand -> slots.add(Usage.slot(operand)));
    return slots;
  }
}
