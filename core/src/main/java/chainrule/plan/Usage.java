// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which work reads and writes each slot. */
final class Usage {

  private final List<List<Integer>> readers = new ArrayList<>();
  private final List<List<Integer>> writers = new ArrayList<>();
  private final Set<Integer> results = new TreeSet<>();

  Usage(Recording recording, List<Work> works) {
    for (int slot = 0; slot < recording.slots().size(); slot++) {
      readers.add(new ArrayList<>());
      writers.add(new ArrayList<>());
    }
    for (int at = 0; at < works.size(); at++) {
      note(works.get(at), at);
    }
    recording.outputs().forEach(output -> results.add(slot(output).id()));
    recording
        .gradients()
        .values()
        .forEach(left -> left.ifPresent(gradient -> results.add(slot(gradient).id())));
  }

  /** Notes that work stands at a place no longer. */
  void forget(Work work, int at) {
    work.inputs().forEach(input -> readers.get(slot(input).id()).removeIf(place -> place == at));
    work.outputs().forEach(output -> writers.get(slot(output).id()).removeIf(place -> place == at));
  }

  /** Notes work that stands at a place now. */
  void note(Work work, int at) {
    work.inputs().forEach(input -> insert(readers.get(slot(input).id()), at));
    work.outputs().forEach(output -> insert(writers.get(slot(output).id()), at));
  }

  private static void insert(List<Integer> places, int at) {
    int index = places.size();
    while (index > 0 && places.get(index - 1) > at) {
      index--;
    }
    places.add(index, at);
  }

  /** The slot an operand of a plan lies in. */
  static Slot slot(Operand operand) {
    return (Slot) operand.storage();
  }

  /** The work that reads a slot, ascending; twice if it does so twice. */
  List<Integer> readers(Slot slot) {
    return readers.get(slot.id());
  }

  /** The work that writes a slot, ascending. */
  List<Integer> writers(Slot slot) {
    return writers.get(slot.id());
  }

  /** Whether a slot holds a result of the plan. */
  boolean isResult(Slot slot) {
    return results.contains(slot.id());
  }

  /** Whether some work between two others writes a slot. */
  boolean isWrittenBetween(Slot slot, int after, int before) {
    return writers(slot).stream().anyMatch(at -> at > after && at < before);
  }

  /** Whether some work between two others reads a slot. */
  boolean isReadBetween(Slot slot, int after, int before) {
    return readers(slot).stream().anyMatch(at -> at > after && at < before);
  }
}
