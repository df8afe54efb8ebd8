// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;
import java.util.List;

/**
 * What the library knows of one operation. Operations are records: equal records are the same
 * operation. Each has one output.
 */
public sealed interface Op permits Elementwise, Reduction, Movement, Contraction, Indexing, Fused {

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

  /** The name in the field. */
  default String name() {
    return meaning().name();
  }
}
