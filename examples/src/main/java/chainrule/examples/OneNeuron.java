// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.tensor.Tensor;

/**
 * Row 24: one neuron adds up its inputs times their weights and a bias, and a sigmoid makes a
 * firing rate of the sum. A positive weight excites: more of its input, a higher rate. A negative
 * one inhibits.
 *
 * @param weights [n], one for each input
 * @param bias a single number
 */
public record OneNeuron(Tensor weights, Tensor bias) {

  /** The neuron of this example: two inputs excite, one inhibits. */
  static OneNeuron example() {
    return new OneNeuron(Tensor.of(DType.F64, 1.5, -2, 0.5), Tensor.scalar(DType.F64, -0.25));
  }

  /** The firing rate, between 0 and 1. Shapes: inputs [n]; a single number comes out. */
  public Tensor rate(Tensor inputs) {
    return inputs.times(weights).sum().plus(bias).sigmoid();
  }

  /** How fast the rate rises with each input. */
  public Tensor sensitivity(Tensor inputs) {
    Tensor watched = inputs.detach().requiresGrad();
    return Autograd.of(rate(watched)).gradient(watched);
  }

  /** Prints the rate at rest and with each input raised by 1, and the slopes. */
  public static void main() {
    OneNeuron neuron = example();
    Tensor rest = Tensor.of(DType.F64, 0.2, 0.4, 0.6);
    Print.row("weights", neuron.weights());
    Print.row("rate at rest", neuron.rate(rest));
    Tensor units = Tensor.range(DType.I64, 3).oneHot(3, DType.F64);
    for (int input = 0; input < 3; input++) {
      Print.row("rate, input " + input + " + 1", neuron.rate(rest.plus(units.select(0, input))));
    }
    Print.row("slope by each input", neuron.sensitivity(rest));
  }
}
