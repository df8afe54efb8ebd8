// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.spi.Backend;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import chainrule.tensor.Tracer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a function does for tensors of certain sizes: work in order, and which memory it needs.
 * Immutable and shared; it runs in a {@link Workspace}.
 */
public final class Plan {

  private final Recording recording;
  private final List<Work> checks;
  private final List<Work> works;
  private final Buffers buffers;
  private final int traced;
  private final Map<Slot, Operand> fixed;
  private final Map<Slot, String> names;

  private Plan(
      Recording recording,
      List<Work> checks,
      List<Work> works,
      int traced,
      Map<Slot, Operand> fixed,
      Map<Slot, String> names) {
    this.recording = recording;
    this.checks = List.copyOf(checks);
    this.works = List.copyOf(works);
    this.traced = traced;
    this.fixed = fixed;
    this.names = names;
    buffers = new Buffers(recording, this.works);
  }

  /** The plan of what a function did. */
  static Plan of(Recording recording, Context context) {
    List<Work> works = Tidying.shared(recording, recording.works());
    works = Tidying.live(recording, works);
    Constants constants = new Constants(recording, context);
    works = constants.folded(works);
    Map<Slot, String> names = new HashMap<>(recording.names());
    works = Fusion.of(recording, works, names);
    works = Epilogues.of(recording, works, names);
    works = Bands.of(recording, works);
    works = Sooner.of(recording, works);
    List<Work> checks = new ArrayList<>();
    List<Work> rest = new ArrayList<>();
    for (Work work : works) {
      (isCheckOfArguments(recording, work) ? checks : rest).add(work);
    }
    return new Plan(recording, checks, rest, recording.works().size(), constants.values(), names);
  }

  /** Whether it only looks at what is there before anything is done. */
  private static boolean isCheckOfArguments(Recording recording, Work work) {
    return work.outputs().isEmpty()
        && work.inputs().stream()
            .map(input -> recording.origins().get(Usage.slot(input).id()))
            .allMatch(origin -> origin.isFixed() || origin instanceof Origin.Given);
  }

  /**
   * Whether a run may find that it must not be while something is rewritten already, so that it
   * could not be left for the function.
   */
  boolean departsTooLate() {
    boolean rewrites =
        !recording.writers().isEmpty()
            || !recording.actions().isEmpty()
            || !recording.gradients().isEmpty();
    return rewrites
        && works.stream()
            .anyMatch(work ->
                work instanceof Work.Routine routine && routine.key() instanceof Tracer.Assumed);
  }

  Recording recording() {
    return recording;
  }

  /** What is looked at before each run. */
  List<Work> checks() {
    return checks;
  }

  /** The work of a run, in order. */
  List<Work> works() {
    return works;
  }

  Buffers buffers() {
    return buffers;
  }

  /** The values of slots that are the same in every run. */
  Map<Slot, Operand> fixed() {
    return fixed;
  }

  /** The number of works that the function did when it was traced. */
  public int traced() {
    return traced;
  }

  /** The number of works in a run. */
  public int count() {
    return works.size();
  }

  /** The bytes of memory that one run needs, besides leaves and arguments. */
  public long bytes() {
    return buffers.all().stream().mapToLong(Buffers.Buffer::bytes).sum();
  }

  /** The steps in order. */
  public List<PlanStep> steps() {
    return works.stream().map(work -> PlanStep.of(work, names)).toList();
  }

  /**
   * Fresh memory to run in, with tasks of a backend.
   *
   * @throws chainrule.error.LimitException if it is over the byte budget
   */
  public Workspace workspace(Backend backend, Workers workers) {
    return new Workspace(this, backend, workers);
  }
}
