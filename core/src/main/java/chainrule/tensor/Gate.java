// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An operation of your own. Everything else treats it as one of the library's: it is recorded,
 * differentiated to any order, drawn, and held to the laws of {@code chainrule-testkit}.
 *
 * <p>Make it a record and say what it computes; gradients are those of the definition. Attributes
 * are components of the record, so gates with equal attributes are equal.
 *
 * <pre>{@code
 * record SmoothStep() implements Gate {
 *   public Tensor define(List<Tensor> in) {
 *     Tensor x = in.get(0).clamp(0, 1);
 *     return x.square().times(x.times(-2).plus(3));
 *   }
 * }
 * Tensor y = new SmoothStep().apply(x);
 * }</pre>
 *
 * <p>Override {@link #partial} where you know a gradient that is quicker or more stable than that
 * of the definition, {@link #output} to refuse inputs early, {@link #meaning} for the name and the
 * sentences. A gate is a function of its inputs alone: no gradient passes to a tensor that its
 * definition takes from elsewhere.
 *
 * <p>What these methods return is checked: a wrong shape or type, or null, ends in an error with
 * the gate's name.
 */
public non-sealed interface Gate extends Fused {

  /**
   * A gate whose value may be computed by any code, and whose gradients are given.
   *
   * <pre>{@code
   * Gate cube = Gate.of(
   *     "cube",
   *     in -> in.get(0).times(in.get(0)).times(in.get(0)),
   *     back -> List.of(back.upstream().times(back.input(0).square().times(3))));
   * }</pre>
   *
   * <p>If the pullback is made of tensor operations, it can be differentiated again. If it reads
   * numbers out of tensors or makes tensors of numbers, its gradients are of order 1: asking for
   * the next one is a {@link chainrule.error.GraphException} that names the gate. The pullback may
   * not use what the value function has left elsewhere.
   *
   * @param name the word for it in errors and drawings
   * @param value from the inputs, which nothing watches, to the value
   * @param pullback from a passage to one contribution for each input, with its sizes and type;
   *     those of inputs without a gradient are ignored
   */
  static Gate of(
      String name, Function<List<Tensor>, Tensor> value, Function<Passage, List<Tensor>> pullback) {
    return new FunctionGate(name, value, pullback);
  }

  /** The value, in other operations. */
  @Override
  Tensor define(List<Tensor> inputs);

  /**
   * Sizes and type of the output, before it is computed; nothing, unless overridden, which leaves
   * it to the definition. Inputs that do not suit are refused here.
   */
  default Optional<Spec> output(List<Spec> inputs) {
    return Optional.empty();
  }

  /** The name of the record, a gate that mixes its gradients, and two sentences without detail. */
  @Override
  default Meaning meaning() {
    return GateRules.meaning(GateRules.nameOf(getClass()));
  }

  /** What {@link #output} says, or what the definition gives for zeros. */
  @Override
  default Spec infer(List<Spec> inputs) {
    return GateRules.infer(this, inputs);
  }

  /** The gradient of the definition, which is computed again for it. */
  @Override
  default Partial partial(int input) {
    return Definitions.partial(this, input, "gradient of the definition");
  }

  /** Applies the gate: checks, computes, and records the call if anything watches. */
  default Tensor apply(Tensor... inputs) {
    return Engine.apply(this, List.of(inputs));
  }
}
