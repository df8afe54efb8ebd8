// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.array.Shape;
import chainrule.tensor.Backward;
import chainrule.tensor.Context;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import chainrule.tensor.Partial;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One gate on its own: the operation with leaves for inputs, so that the engine's own rules give
 * its contributions and its local gradients.
 */
final class Alone {

  private final Op op;
  private final List<Tensor> inputs;
  private final List<Integer> slots;

  /**
   * A gate on its own.
   *
   * @param inputs the values of all inputs
   * @param slots the inputs that want a gradient
   */
  Alone(Op op, List<Tensor> inputs, List<Integer> slots) {
    this.op = op;
    this.slots =
        slots.stream().filter(slot -> !(op.partial(slot) instanceof Partial.None)).toList();
    List<Tensor> leaves = new ArrayList<>(inputs);
    this.slots.forEach(slot -> leaves.set(slot, inputs.get(slot).detach().requiresGrad()));
    this.inputs = List.copyOf(leaves);
  }

  /** What the gate passes back, by slot. */
  SequencedMap<Integer, Tensor> contributions(Tensor upstream) {
    return recorded(() -> passed(Backward.from(op.apply(inputs)).upstream(upstream)));
  }

  /**
   * The derivative of the output by each input: element by element, or the whole for an output that
   * is a single number; nothing where it would be a Jacobian.
   */
  SequencedMap<Integer, Tensor> locals() {
    if (op instanceof Elementwise) {
      return recorded(this::byElement);
    }
    return recorded(() -> {
      Tensor output = op.apply(inputs);
      return output.count() == 1
          ? passed(Backward.from(output).upstream(ones(output)))
          : new TreeMap<>();
    });
  }

  private SequencedMap<Integer, Tensor> byElement() {
    Shape shape = op.infer(inputs.stream().map(Tensor::spec).toList()).shape();
    List<Tensor> stretched =
        inputs.stream()
            .map(input ->
                input.shape().equals(shape) || !input.isWatched()
                    ? input
                    : input.detach().expand(shape).detach().requiresGrad())
            .toList();
    Tensor output = op.apply(stretched);
    return passed(stretched, Backward.from(output).upstream(ones(output)));
  }

  /**
   * The change of the output for small changes of inputs, by forward mode: the derivative of what
   * the gate passes back, by the upstream.
   */
  Optional<Tensor> tangent(SequencedMap<Integer, Tensor> changes) {
    return recorded(() -> {
      Tensor output = op.apply(inputs);
      Tensor upstream = Tensor.full(output.dtype(), output.shape(), 0).requiresGrad();
      SequencedMap<Integer, Tensor> back =
          passed(Backward.from(output).upstream(upstream).createGraph());
      Optional<Tensor> total = Optional.empty();
      for (var change : changes.entrySet()) {
        Tensor part = back.get(change.getKey());
        if (part != null && part.isWatched()) {
          Tensor weighted = part.times(change.getValue()).sum();
          total = Optional.of(total.isPresent() ? total.get().plus(weighted) : weighted);
        }
      }
      return total.map(sum -> Backward.from(sum).gradient(upstream));
    });
  }

  private SequencedMap<Integer, Tensor> passed(Backward pass) {
    return passed(inputs, pass);
  }

  private SequencedMap<Integer, Tensor> passed(List<Tensor> leaves, Backward pass) {
    SequencedMap<Integer, Tensor> bySlot = new TreeMap<>();
    if (!slots.isEmpty()) {
      List<Tensor> found = pass.gradients(slots.stream().map(leaves::get).toArray(Tensor[]::new));
      for (int i = 0; i < slots.size(); i++) {
        bySlot.put(slots.get(i), found.get(i));
      }
    }
    return bySlot;
  }

  private static Tensor ones(Tensor output) {
    return Tensor.full(output.dtype(), output.shape(), 1);
  }

  private static <T> T recorded(Supplier<T> body) {
    return Context.current().withRecording(true).call(body);
  }
}
