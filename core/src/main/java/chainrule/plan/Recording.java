// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.DType;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.tensor.Tracer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a function did, once.
 *
 * @param works in order, on slots
 * @param names what each work is a part of, by the last slot it writes
 * @param slots by number
 * @param origins where the memory of each slot comes from
 * @param outputs the results of the function
 * @param gradients what the function left in leaves, nothing where it took a gradient away
 * @param writers the leaves it rewrote, and by what
 * @param actions what is done before each run
 */
record Recording(
    List<Work> works,
    Map<Slot, String> names,
    List<Slot> slots,
    List<Origin> origins,
    List<Operand> outputs,
    Map<Tracer.Cell, Optional<Operand>> gradients,
    Map<Tracer.Cell, String> writers,
    List<Runnable> actions) {

  private static final String OTHER_KEY =
      "draws by another key at each call; begin each step inside of it, with Training.scope(keys,"
          + " ...), or take the key as an argument";

  Recording {
    works = List.copyOf(works);
    names = Map.copyOf(names);
    slots = List.copyOf(slots);
    origins = List.copyOf(origins);
  }

  /** What differs between two runs of a function, so that a third cannot be foretold. */
  Optional<String> difference(Recording other) {
    if (works.size() != other.works.size() || slots.size() != other.slots.size()) {
      return Optional.of("it did " + works.size() + " works, then " + other.works.size());
    }
    for (int index = 0; index < works.size(); index++) {
      if (!works.get(index).equals(other.works.get(index))) {
        return Optional.of("work " + index + " of two calls differs");
      }
    }
    for (int slot = 0; slot < origins.size(); slot++) {
      Optional<String> different =
          Alike.difference(slots.get(slot), origins.get(slot), other.origins.get(slot));
      if (different.isPresent()) {
        return isKey(slots.get(slot)) ? Optional.of(OTHER_KEY) : different;
      }
    }
    boolean same =
        outputs.equals(other.outputs)
            && gradients.equals(other.gradients)
            && writers.equals(other.writers)
            && actions.equals(other.actions);
    return same ? Optional.empty() : Optional.of("what it gave or rewrote differs");
  }

  /** Whether something is drawn by the whole number that a slot holds. */
  private boolean isKey(Slot slot) {
    return slot.dtype() == DType.I64
        && works.stream()
            .anyMatch(work ->
                work instanceof Work.Routine(Tracer.Drawn _, var inputs, _, _)
                    && inputs.stream().anyMatch(input -> Usage.slot(input).equals(slot)));
  }
}
