// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Work that need not be done: what was done before already, and what nobody reads. */
final class Tidying {

  private Tidying() {}

  /** Each work once, where it is done to the same values twice. */
  static List<Work> shared(Recording recording, List<Work> works) {
    record Done(Work work, List<Integer> versions) {}

    Usage usage = new Usage(recording, works);
    int[] versions = new int[recording.slots().size()];
    Map<Done, Work> known = new HashMap<>();
    Map<Slot, Slot> replaced = new HashMap<>();
    List<Work> kept = new ArrayList<>();
    for (Work original : works) {
      List<Operand> outputs = original.outputs();
      Work work = original.with(operand -> replaced(operand, replaced)).withOutputs(outputs);
      List<Integer> read =
          work.inputs().stream().map(input -> versions[Usage.slot(input).id()]).toList();
      Done done = new Done(work.withOutputs(blank(outputs)), read);
      Work before = known.get(done);
      if (before != null && areReplaceable(recording, usage, before, work)) {
        for (int output = 0; output < outputs.size(); output++) {
          replaced.put(Usage.slot(outputs.get(output)), Usage.slot(before.outputs().get(output)));
        }
      } else {
        known.putIfAbsent(done, work);
        outputs.forEach(output -> versions[Usage.slot(output).id()]++);
        kept.add(work);
      }
    }
    return kept;
  }

  private static Operand replaced(Operand operand, Map<Slot, Slot> replaced) {
    Slot other = replaced.get(Usage.slot(operand));
    return other == null ? operand : new Operand(other, operand.view());
  }

  /** Outputs without their place, so that equal work is seen to be equal. */
  private static List<Operand> blank(List<Operand> outputs) {
    return outputs.stream()
        .map(output -> new Operand(new Slot(-1, output.dtype(), 0), output.view()))
        .toList();
  }

  private static boolean areReplaceable(Recording recording, Usage usage, Work before, Work work) {
    for (Work one : Arrays.asList(before, work)) {
      for (Operand output : one.outputs()) {
        Slot slot = Usage.slot(output);
        if (!(recording.origins().get(slot.id()) instanceof Origin.Made)
            || usage.writers(slot).size() > 1
            || usage.isResult(slot)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Only what leads to a result, rewrites a leaf or checks. */
  static List<Work> live(Recording recording, List<Work> works) {
    Usage usage = new Usage(recording, works);
    boolean[] needed = new boolean[recording.slots().size()];
    List<Work> kept = new ArrayList<>();
    for (Work work : works.reversed()) {
      boolean live = work.outputs().isEmpty();
      for (Operand output : work.outputs()) {
        Slot slot = Usage.slot(output);
        live |=
            needed[slot.id()]
                || usage.isResult(slot)
                || !(recording.origins().get(slot.id()) instanceof Origin.Made);
      }
      if (live) {
        work.inputs().forEach(input -> needed[Usage.slot(input).id()] = true);
        kept.add(work);
      }
    }
    return kept.reversed();
  }
}
