// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.View;
import chainrule.spi.BandTask;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Loops and reductions over the same rows as one pass over memory, where rows are many: a softmax,
 * a cross-entropy, a layer norm and their gradients.
 */
final class Bands {

  /** Elements of the largest part from which a band pays: less lies in the second cache anyway. */
  private static final long FEWEST = 1 << 15;

  /** How far a part may stand behind the first. */
  private static final int REACH = 32;

  private final Recording recording;
  private final Usage usage;
  private final List<Work> works;

  private Bands(Recording recording, List<Work> works) {
    this.recording = recording;
    this.works = works;
    usage = new Usage(recording, works);
  }

  /** The works with bands made where they pay. */
  static List<Work> of(Recording recording, List<Work> works) {
    Bands bands = new Bands(recording, works);
    List<Work> result = new ArrayList<>();
    boolean[] done = new boolean[works.size()];
    for (int at = 0; at < works.size(); at++) {
      if (!done[at]) {
        Optional<Grown> band = isPart(works.get(at)) ? bands.grow(at, done) : Optional.empty();
        if (band.isPresent()) {
          result.addAll(band.get().before);
          result.add(band.get().band);
          band.get().places.forEach(place -> done[place] = true);
        } else {
          result.add(works.get(at));
        }
      }
    }
    return result;
  }

  /**
   * A band.
   *
   * @param before work that stood between its parts and must be done first
   * @param places where all of them stood
   */
  private record Grown(List<Work> before, Work.Band band, List<Integer> places) {}

  /** The largest band that begins with a work. */
  private Optional<Grown> grow(int first, boolean[] done) {
    long rows = works.get(first).outputs().getFirst().shape().size(0);
    List<Integer> parts = new ArrayList<>(List.of(first));
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int at = first + 1; at < Math.min(works.size(), first + REACH); at++) {
      Work work = works.get(at);
      if (done[at]) {
        continue;
      }
      boolean waits = dependsOnAny(work, after);
      boolean joins =
          !waits
              && isPart(work)
              && work.outputs().getFirst().shape().size(0) == rows
              && sharesAny(work, parts)
              && suits(work, parts);
      if (joins) {
        parts.add(at);
      } else if (waits || dependsOnAny(work, parts)) {
        after.add(at);
      } else {
        before.add(at);
      }
    }
    return made(parts, before);
  }

  private Optional<Grown> made(List<Integer> places, List<Integer> before) {
    // Work between the parts but behind the last of them may stay where it is.
    before.removeIf(place -> place > places.getLast());
    List<Work> parts = places.stream().map(works::get).toList();
    long largest =
        parts.stream()
            .flatMap(Work::operands)
            .mapToLong(operand -> Math.min(operand.shape().count(), Usage.slot(operand).length()))
            .max()
            .orElse(0);
    boolean reduces = parts.stream().anyMatch(part -> part instanceof Work.Reduce);
    if (parts.size() < 2 || !reduces || largest < FEWEST) {
      return Optional.empty();
    }
    Work.Band band = new Work.Band(parts, passing(places));
    if (!BandTask.suits(band)) {
      return Optional.empty();
    }
    List<Integer> all = new ArrayList<>(places);
    all.addAll(before);
    return Optional.of(new Grown(before.stream().map(works::get).toList(), band, all));
  }

  /** Outputs that nobody reads but the parts. */
  private List<Operand> passing(List<Integer> places) {
    List<Operand> passing = new ArrayList<>();
    for (int place : places) {
      for (Operand output : works.get(place).outputs()) {
        Slot slot = Usage.slot(output);
        boolean own =
            recording.origins().get(slot.id()) instanceof Origin.Made
                && !usage.isResult(slot)
                && usage.writers(slot).size() == 1
                && places.containsAll(usage.readers(slot));
        if (own) {
          passing.add(output);
        }
      }
    }
    return passing;
  }

  private static boolean isPart(Work work) {
    boolean kind =
        switch (work) {
          case Work.Elementwise _ -> true;
          // Sums of columns are faster over all rows at once.
          case Work.Reduce reduce ->
              reduce.input().shape().rank() > 0
                  && reduce.input().view().stride(reduce.input().shape().rank() - 1) == 1;
          default -> false;
        };
    return kind
        && work.outputs().getFirst().shape().rank() > 0
        && work.outputs().getFirst().shape().size(0) > 1;
  }

  private boolean dependsOnAny(Work work, List<Integer> others) {
    return others.stream().anyMatch(other -> depends(work, works.get(other)));
  }

  /** Whether work touches memory that some of the parts touch: else nothing is gained. */
  private boolean sharesAny(Work work, List<Integer> parts) {
    Set<Slot> touched = new HashSet<>();
    parts.forEach(place -> works.get(place).operands().map(Usage::slot).forEach(touched::add));
    return work.operands().map(Usage::slot).anyMatch(touched::contains);
  }

  /** Whether work must stay behind other work. */
  private static boolean depends(Work work, Work other) {
    Set<Slot> written = new HashSet<>();
    other.outputs().forEach(output -> written.add(Usage.slot(output)));
    if (work.operands().map(Usage::slot).anyMatch(written::contains)) {
      return true;
    }
    Set<Slot> read = new HashSet<>();
    other.inputs().forEach(input -> read.add(Usage.slot(input)));
    return work.outputs().stream().map(Usage::slot).anyMatch(read::contains);
  }

  /** Whether each row of a work needs that row alone of the parts before. */
  private boolean suits(Work work, List<Integer> parts) {
    for (int place : parts) {
      for (Operand made : works.get(place).outputs()) {
        for (Operand input : work.inputs()) {
          if (Usage.slot(input).equals(Usage.slot(made)) && !isRowByRow(input, made)) {
            return false;
          }
        }
        boolean rewritten =
            work.outputs().stream().map(Usage::slot).anyMatch(Usage.slot(made)::equals);
        if (rewritten) {
          return false;
        }
      }
      Work part = works.get(place);
      Set<Slot> read = new HashSet<>();
      part.inputs().forEach(input -> read.add(Usage.slot(input)));
      if (work.outputs().stream().map(Usage::slot).anyMatch(read::contains)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRowByRow(Operand input, Operand made) {
    View view = input.view();
    long width = made.view().stride(0);
    if (input.shape().rank() == 0 || view.stride(0) != width || view.offset() != 0) {
      return false;
    }
    long last = 0;
    for (int axis = 1; axis < input.shape().rank(); axis++) {
      if (view.stride(axis) < 0) {
        return false;
      }
      last += (input.shape().size(axis) - 1) * view.stride(axis);
    }
    return last < Math.max(1, width);
  }
}
