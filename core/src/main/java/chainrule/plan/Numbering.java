// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.tensor.Tracer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The slots of a trace numbered anew in the order in which work meets them, arguments first. */
final class Numbering {

  private final List<Origin> origins;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Origin> used = new ArrayList<>();
  private final Slot[] renamed;

  Numbering(List<Slot> old, List<Origin> origins) {
    this.origins = origins;
    renamed = new Slot[old.size()];
    for (Slot slot : old) {
      if (origins.get(slot.id()) instanceof Origin.Given) {
        rename(slot);
      }
    }
  }

  Recording recording(
      List<Work> works,
      List<Operand> outputs,
      Map<Tracer.Cell, Optional<Operand>> gradients,
      Trace trace) {
    List<Work> renumbered = works.stream().map(work -> work.with(this::rename)).toList();
    List<Operand> results = outputs.stream().map(this::rename).toList();
    Map<Tracer.Cell, Optional<Operand>> left = new LinkedHashMap<>();
    gradients.forEach((cell, gradient) -> left.put(cell, gradient.map(this::rename)));
    Map<Slot, String> names = new HashMap<>();
    for (int at = 0; at < renumbered.size(); at++) {
      if (!renumbered.get(at).outputs().isEmpty()) {
        names.put(Usage.slot(renumbered.get(at).outputs().getLast()), trace.names().get(at));
      }
    }
    return new Recording(
        renumbered, names, slots, used, results, left, trace.writers(), trace.actions());
  }

  private Operand rename(Operand operand) {
    return new Operand(rename((Slot) operand.storage()), operand.view());
  }

  private Slot rename(Slot slot) {
    Slot known = renamed[slot.id()];
    if (known == null) {
      known = new Slot(slots.size(), slot.dtype(), slot.length());
      renamed[slot.id()] = known;
      slots.add(known);
      used.add(origins.get(slot.id()));
    }
    return known;
  }
}
