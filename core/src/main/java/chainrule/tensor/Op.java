// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/**
 * What the library knows of one operation. Operations are records: equal records are the same
 * operation. Each has one output.
 */
public sealed interface Op
    permits Elementwise,
        Reduction,
        Scan,
        Movement,
        Contraction,
        Factorization,
        Indexing,
        RandomOp,
        Window,
        Fused {

  /** Name, symbol, role, kink rule and the sentences. */
  Meaning meaning();

  /**
   * The shape rule: sizes and type of the output.
   *
   * @throws chainrule.error.ChainruleException if the inputs do not suit the operation
   */
  Spec infer(List<Spec> inputs);

  /**
   * The value.
   *
   * @param inputs suit the shape rule
   * @param output what the shape rule gave
   * @param context the backend and the workers to use
   */
  Operand value(List<Operand> inputs, Spec output, Context context);

  /** How the gradient passes to an input. */
  Partial partial(int input);

  /**
   * Applies the operation, as the method of {@link Tensor} for it does: checks, computes, and
   * records the call if anything watches.
   *
   * @throws chainrule.error.ChainruleException if the inputs do not suit the operation
   */
  default Tensor apply(List<Tensor> inputs) {
    return Engine.apply(this, List.copyOf(inputs));
  }

  /**
   * The same made of simpler operations, for who wants to see inside; nothing if it is simple.
   * Value and gradients may differ from those of the operation by rounding and at a kink, and a
   * part may overflow where the operation does not.
   */
  default Optional<Tensor> split(List<Tensor> inputs) {
    return Optional.empty();
  }

  /** The name in the field. */
  default String name() {
    return meaning().name();
  }
}
