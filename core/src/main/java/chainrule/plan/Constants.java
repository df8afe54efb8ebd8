// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.tensor.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Work on numbers that are the same in every run, done once while the plan is made. */
final class Constants {

  private final Recording recording;
  private final Context context;
  private final Map<Slot, Operand> values = new HashMap<>();

  Constants(Recording recording, Context context) {
    this.recording = recording;
    this.context = context;
    for (int slot = 0; slot < recording.slots().size(); slot++) {
      switch (recording.origins().get(slot)) {
        case Origin.Constant(Storage storage) -> put(recording.slots().get(slot), storage);
        case Origin.Outer(Storage storage) -> put(recording.slots().get(slot), storage);
        default -> {}
      }
    }
  }

  private void put(Slot slot, Storage storage) {
    values.put(slot, new Operand(storage, View.of(Shape.of(storage.length()))));
  }

  /** The values of slots that are known. */
  Map<Slot, Operand> values() {
    return values;
  }

  /** The works without those done here. */
  List<Work> folded(List<Work> works) {
    Usage usage = new Usage(recording, works);
    List<Work> kept = new ArrayList<>();
    for (Work work : works) {
      if (isKnown(work, usage)) {
        run(work);
      } else {
        kept.add(work);
      }
    }
    return kept;
  }

  private boolean isKnown(Work work, Usage usage) {
    return !work.outputs().isEmpty()
        && work.inputs().stream().allMatch(input -> values.containsKey(Usage.slot(input)))
        && work.outputs().stream()
            .map(Usage::slot)
            .allMatch(slot ->
                recording.origins().get(slot.id()) instanceof Origin.Made
                    && usage.writers(slot).size() == 1
                    && !usage.isResult(slot));
  }

  private void run(Work work) {
    for (Operand output : work.outputs()) {
      Slot slot = Usage.slot(output);
      values.put(slot, Operand.allocate(slot.dtype(), Shape.of(slot.length())));
    }
    Work bound = work.with(operand -> new Operand(known(operand).storage(), operand.view()));
    Backends.run(context.backend(), bound, context.workers());
  }

  private Operand known(Operand operand) {
    return Objects.requireNonNull(values.get(Usage.slot(operand)));
  }
}
