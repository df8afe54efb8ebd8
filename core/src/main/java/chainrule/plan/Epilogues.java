// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.Shape;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Elementwise work over the result of a matrix product as a part of the product: bias and
 * activation, or the update of a weight by its gradient, are done while the result is in cache.
 */
final class Epilogues {

  private final Recording recording;
  private final Usage usage;
  private final Map<Slot, String> names;

  /** Empty where a product was moved to what follows it. */
  private final List<Optional<Work>> works;

  private Epilogues(Recording recording, List<Work> works, Map<Slot, String> names) {
    this.recording = recording;
    this.names = names;
    this.works = new ArrayList<>(works.stream().map(Optional::of).toList());
    usage = new Usage(recording, works);
  }

  /**
   * The works with products joined to what is done with their results.
   *
   * @param names what each work is a part of, by the last slot it writes
   */
  static List<Work> of(Recording recording, List<Work> works, Map<Slot, String> names) {
    Epilogues epilogues = new Epilogues(recording, works, names);
    for (int at = 0; at < works.size(); at++) {
      if (works.get(at) instanceof Work.Elementwise then) {
        epilogues.join(then, at);
      }
    }
    return epilogues.works.stream().flatMap(Optional::stream).toList();
  }

  private void join(Work.Elementwise then, int at) {
    for (Operand input : then.inputs()) {
      List<Integer> writers = usage.writers(Usage.slot(input));
      if (writers.size() == 1
          && writers.getFirst() < at
          && works.get(writers.getFirst()).orElse(null) instanceof Work.Product product) {
        int first = writers.getFirst();
        Optional<Work> joined =
            mayMove(product, first, then, at) ? joined(product, then) : Optional.empty();
        if (joined.isPresent()) {
          usage.forget(product, first);
          usage.forget(then, at);
          usage.note(joined.get(), at);
          names.merge(
              Usage.slot(then.outputs().getLast()),
              names.getOrDefault(Usage.slot(product.out()), ""),
              (later, earlier) -> later.startsWith(earlier) ? later : earlier + ", " + later);
          works.set(first, Optional.empty());
          works.set(at, joined);
          return;
        }
      }
    }
  }

  /** Whether the product may be done as late as what follows it. */
  private boolean mayMove(Work.Product product, int first, Work.Elementwise then, int second) {
    Slot made = Usage.slot(product.out());
    if (product.out().shape().rank() != 2
        || product.out().shape().count() != then.outputs().getFirst().shape().count()
        || !(recording.origins().get(made.id()) instanceof Origin.Made)
        || usage.isReadBetween(made, first, second)) {
      return false;
    }
    for (Operand input : then.inputs()) {
      if (Usage.slot(input).equals(made) && !Fusion.isDense(input)) {
        return false;
      }
    }
    for (Operand factor : product.inputs()) {
      Slot slot = Usage.slot(factor);
      if (usage.isWrittenBetween(slot, first, second) || usage.writers(slot).contains(second)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Work> joined(Work.Product product, Work.Elementwise then) {
    Shape shape = product.out().shape();
    List<Operand> inputs = new ArrayList<>();
    for (Operand input : then.inputs()) {
      Optional<Operand> shaped = Fusion.inShape(input, shape);
      if (shaped.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(input.sharesMemory(product.out()) ? product.out() : shaped.get());
    }
    List<Operand> outputs = new ArrayList<>();
    for (Operand output : then.outputs()) {
      Optional<Operand> shaped = Fusion.inShape(output, shape);
      if (shaped.isEmpty()) {
        return Optional.empty();
      }
      outputs.add(shaped.get());
    }
    return Optional.of(
        new Work.ProductThen(product, new Work.Elementwise(then.program(), inputs, outputs)));
  }
}
