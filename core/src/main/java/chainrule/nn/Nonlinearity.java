// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;

/** An activation as a layer, for a {@link Sequential}. */
public record Nonlinearity(Activation function) implements Layer {

  @Override
  public Tensor forward(Tensor x) {
    return x.activate(function);
  }

  @Override
  public String label() {
    return function.name();
  }
}
