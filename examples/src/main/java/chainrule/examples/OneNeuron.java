// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.tensor.Tensor;

/**
 * Row 24: one neuron adds up its inputs times their weights and a bias, and a sigmoid makes a
 * firing rate of the sum. A positive weight excites: more of its input, a higher rate. A negative
 * one inhibits. Here two inputs excite and the second inhibits.
 */
public final class OneNeuron {

  private static final Tensor WEIGHTS = Tensor.of(DType.F64, 1.5, -2, 0.5);
  private static final double BIAS = -0.25;

  private OneNeuron() {}

  /** The firing rate, between 0 and 1. Shapes: inputs [3]; a single number comes out. */
  static Tensor rate(Tensor inputs) {
    return inputs.times(WEIGHTS).sum().plus(BIAS).sigmoid();
  }

  /** How fast the rate rises with each input. */
  static Tensor sensitivity(Tensor inputs) {
    Tensor watched = inputs.detach().requiresGrad();
    return Autograd.of(rate(watched)).gradient(watched);
  }

  /** Prints the rate at rest and with each input raised by 1, and the slopes. */
  public static void main() {
    Tensor rest = Tensor.of(DType.F64, 0.2, 0.4, 0.6);
    Print.row("weights", WEIGHTS);
    Print.row("rate at rest", rate(rest));
    Tensor units = Tensor.range(DType.I64, 3).oneHot(3, DType.F64);
    for (int input = 0; input < 3; input++) {
      Print.row("rate, input " + input + " + 1", rate(rest.plus(units.select(0, input))));
    }
    Print.row("slope by each input", sensitivity(rest));
  }
}
