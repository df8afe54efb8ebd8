// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/**
 * An operation that is defined by other operations. Its value has the bits of the definition; its
 * gradients agree with the definition's, first and second order, within tolerance.
 */
public sealed interface Fused extends Op permits Composite, Gate {

  /** The definition, in other operations. */
  Tensor define(List<Tensor> inputs);

  @Override
  default Optional<Tensor> split(List<Tensor> inputs) {
    return Optional.of(define(inputs));
  }

  @Override
  default Operand value(List<Operand> inputs, Spec output, Context context) {
    List<Tensor> plain = inputs.stream().map(Tensor::plain).toList();
    return context.inside().call(() -> define(plain)).operand();
  }
}
