// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Op;
import chainrule.tensor.Partial;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One call of an operation on inputs that suit it, away from its kinks by at least ten steps of a
 * difference.
 *
 * @param op the operation that the call is to apply
 * @param about what sets it apart, with the seed of its inputs
 * @param inputs leaves, of any layout in memory
 * @param call how a user applies the operation
 * @param isLarge whether it is of a size that is split over workers, rather than of a few elements
 */
public record Sample(
    Op op,
    String about,
    List<Tensor> inputs,
    Function<List<Tensor>, Tensor> call,
    boolean isLarge) {

  /** Keeps its own copy of the inputs. */
  public Sample {
    inputs = List.copyOf(inputs);
  }

  /** The result of the call. */
  public Tensor value() {
    return call.apply(inputs);
  }

  /** The same call on other inputs. */
  public Sample withInputs(List<Tensor> others) {
    return new Sample(op, about, others, call, isLarge);
  }

  /** The same call on fresh leaves, with the same values and layouts, that require gradients. */
  public Sample watched() {
    return withInputs(
        inputs.stream()
            .map(input ->
                input.dtype().isFloating() ? input.detach().requiresGrad() : input.detach())
            .toList());
  }

  /** The inputs that have gradients. */
  public List<Tensor> differentiable() {
    return IntStream.range(0, inputs.size())
        .filter(slot -> inputs.get(slot).dtype().isFloating())
        .filter(slot -> !(op.partial(slot) instanceof Partial.None))
        .mapToObj(inputs::get)
        .toList();
  }

  /** Whether the result has a gradient for any input. */
  public boolean hasGradients() {
    return !differentiable().isEmpty();
  }

  /** The operation, its inputs and what sets this sample apart. */
  @Override
  public String toString() {
    return inputs.stream()
        .map(input -> input.spec().toString())
        .collect(Collectors.joining(", ", op.name() + "(", ") " + op + " " + about));
  }
}
