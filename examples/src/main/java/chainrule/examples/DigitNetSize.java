// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.Shape;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Digits;
import java.util.Map;

/**
 * Row 34: the 784-16-16-10 digit net. Pixels and activations are between 0 (black) and 1 (white);
 * each neuron of the second layer has 784 weights and a bias, 13,002 numbers in all.
 */
public final class DigitNetSize {

  private DigitNetSize() {}

  /** The net, with sigmoids on its output too. */
  static Mlp net() {
    return Mlp.of("784-16-16-10", Activation.SIGMOID, Rng.seed(1)).withOutput(Activation.SIGMOID);
  }

  /** Prints the size of every leaf, their sum, and the ten activations for one digit. */
  public static void main() {
    Mlp net = net();
    for (Map.Entry<String, Tensor> leaf : Parameters.of(net).all().entrySet()) {
      Shape shape = leaf.getValue().shape();
      IO.println(leaf.getKey() + " " + shape + " " + shape.count());
    }
    IO.println("parameters: " + Parameters.of(net).count());
    Tensor pixels = Digits.synthetic(1, 1).train().all().inputs();
    IO.println("pixels from " + pixels.min().item() + " to " + pixels.max().item());
    IO.println("activations " + net.apply(pixels).detach());
  }
}
