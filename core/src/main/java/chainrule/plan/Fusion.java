// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.Code;
import chainrule.array.Joining;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chains of elementwise work as one: a result that the next reads element by element never goes
 * through memory. Every instruction is kept as it is, so no bit changes.
 */
final class Fusion {

  /** Instructions in one program; longer ones are cut again when they are compiled. */
  private static final int MOST = 400;

  private final Recording recording;
  private final Usage usage;
  private final Map<Slot, String> names;

  /** Empty where work was fused into later one. */
  private final List<Optional<Work>> works;

  private Fusion(Recording recording, List<Work> works, Map<Slot, String> names) {
    this.recording = recording;
    this.names = names;
    this.works = new ArrayList<>(works.stream().map(Optional::of).toList());
    usage = new Usage(recording, works);
  }

  /**
   * The works with chains fused.
   *
   * @param names what each work is a part of, by the last slot it writes; those of fused work are
   *     joined
   */
  static List<Work> of(Recording recording, List<Work> works, Map<Slot, String> names) {
    Fusion fusion = new Fusion(recording, works, names);
    for (int at = 0; at < works.size(); at++) {
      while (fusion.fuse(at)) {
        // Once for each producer.
      }
    }
    return fusion.works.stream().flatMap(Optional::stream).toList();
  }

  /** Fuses one producer into the work at a place, if one suits. */
  private boolean fuse(int at) {
    if (!(works.get(at).orElse(null) instanceof Work.Elementwise consumer)) {
      return false;
    }
    for (Operand input : consumer.inputs()) {
      List<Integer> writers = usage.writers(Usage.slot(input));
      if (writers.size() == 1 && writers.getFirst() < at) {
        int first = writers.getFirst();
        if (works.get(first).orElse(null) instanceof Work.Elementwise producer) {
          Optional<Work> fused = new Pair(first, producer, at, consumer).fused();
          if (fused.isPresent()) {
            replace(first, producer, at, consumer, fused.get());
            return true;
          }
        }
      }
    }
    return false;
  }

  private void replace(int first, Work producer, int second, Work consumer, Work fused) {
    usage.forget(producer, first);
    usage.forget(consumer, second);
    usage.note(fused, second);
    names.merge(
        Usage.slot(fused.outputs().getLast()),
        names.getOrDefault(Usage.slot(producer.outputs().getLast()), ""),
        (later, earlier) -> later.startsWith(earlier) ? later : earlier + ", " + later);
    works.set(first, Optional.empty());
    works.set(second, Optional.of(fused));
  }

  /** A producer and a consumer of what it makes. */
  private final class Pair {
    private final int first;
    private final Work.Elementwise producer;
    private final int second;
    private final Work.Elementwise consumer;

    Pair(int first, Work.Elementwise producer, int second, Work.Elementwise consumer) {
      this.first = first;
      this.producer = producer;
      this.second = second;
      this.consumer = consumer;
    }

    Optional<Work> fused() {
      return suits() && mayMove() ? joined() : Optional.empty();
    }

    private boolean suits() {
      Program one = producer.program();
      Program two = consumer.program();
      return one.dtype() == two.dtype()
          && shape(producer).count() == shape(consumer).count()
          && one.instructions().size() + two.instructions().size() <= MOST
          && isStrict(one) == isStrict(two);
    }

    /** Whether the producer may be done as late as the consumer. */
    private boolean mayMove() {
      Set<Slot> made = new HashSet<>();
      for (Operand output : producer.outputs()) {
        Slot slot = Usage.slot(output);
        made.add(slot);
        if (!(recording.origins().get(slot.id()) instanceof Origin.Made)
            || usage.writers(slot).size() != 1
            || usage.isReadBetween(slot, first, second)) {
          return false;
        }
      }
      for (Operand input : consumer.inputs()) {
        if (made.contains(Usage.slot(input)) && !isDense(input)) {
          return false;
        }
      }
      for (Operand input : producer.inputs()) {
        Slot slot = Usage.slot(input);
        if (usage.isWrittenBetween(slot, first, second)
            || (usage.writers(slot).contains(second) && !isDense(input))) {
          return false;
        }
      }
      return true;
    }

    private Optional<Work> joined() {
      Shape shape = shape(consumer);
      List<Operand> sources = new ArrayList<>();
      Map<Operand, Integer> numbers = new HashMap<>();
      int[] firstSources = new int[producer.inputs().size()];
      for (int source = 0; source < firstSources.length; source++) {
        Optional<Operand> operand = inShape(producer.inputs().get(source), shape);
        if (operand.isEmpty()) {
          return Optional.empty();
        }
        firstSources[source] = number(operand.get(), numbers, sources);
      }
      Map<Slot, Integer> made = new HashMap<>();
      for (int output = 0; output < producer.outputs().size(); output++) {
        made.put(Usage.slot(producer.outputs().get(output)), output);
      }
      int[] secondSources = new int[consumer.inputs().size()];
      for (int source = 0; source < secondSources.length; source++) {
        Operand operand = consumer.inputs().get(source);
        Integer output = made.get(Usage.slot(operand));
        secondSources[source] = output != null ? -1 - output : number(operand, numbers, sources);
      }
      List<Integer> kept = new ArrayList<>();
      List<Operand> outputs = new ArrayList<>();
      for (int output = 0; output < producer.outputs().size(); output++) {
        Operand operand = producer.outputs().get(output);
        Slot slot = Usage.slot(operand);
        if (usage.isResult(slot)
            || usage.readers(slot).stream().anyMatch(reader -> reader > second)) {
          kept.add(output);
          outputs.add(operand.with(View.of(shape)));
        }
      }
      outputs.addAll(consumer.outputs());
      Program program =
          Joining.of(
              sources.size(),
              producer.program(),
              firstSources,
              kept,
              consumer.program(),
              secondSources);
      return Optional.of(new Work.Elementwise(program, sources, outputs));
    }
  }

  private static int number(Operand operand, Map<Operand, Integer> numbers, List<Operand> sources) {
    Integer known = numbers.putIfAbsent(operand, sources.size());
    if (known != null) {
      return known;
    }
    sources.add(operand);
    return sources.size() - 1;
  }

  /** An operand in another shape of as many elements, if it still moves along lines. */
  static Optional<Operand> inShape(Operand operand, Shape shape) {
    int rank = operand.shape().rank();
    boolean strided = false;
    for (int axis = rank - 1; axis >= 0 && !strided; axis--) {
      if (operand.shape().size(axis) > 1) {
        long stride = operand.view().stride(axis);
        strided = stride != 0 && stride != 1;
        break;
      }
    }
    if (strided) {
      return Optional.empty();
    }
    return operand.shape().equals(shape)
        ? Optional.of(operand)
        : operand.view().reshape(shape).map(operand::with);
  }

  private static Shape shape(Work.Elementwise work) {
    return work.outputs().getFirst().shape();
  }

  static boolean isDense(Operand operand) {
    return operand.view().isContiguous() && operand.view().offset() == 0;
  }

  private static boolean isStrict(Program program) {
    return program.instructions().stream()
        .anyMatch(instruction ->
            instruction instanceof Program.Compute compute
                && compute.code().kind() == Code.Kind.STRICT);
  }
}
