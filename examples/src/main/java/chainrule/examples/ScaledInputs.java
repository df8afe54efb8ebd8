// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;

/**
 * Row 7: inputs 100 times as large make the gradient of a linear neuron's weights 100 times as
 * large, because a multiply gate hands each input the other one. With the same learning rate the
 * weights then move 100 times as far, and the score 10,000 times: what is done to the data before
 * training decides which learning rate is right.
 */
public final class ScaledInputs {

  /** Whole numbers, as pixels are: 100 times each is exact in F64, and so is the ratio. */
  static final Tensor PIXELS = Tensor.of(DType.F64, 0, 17, 128, 254, 255);

  private ScaledInputs() {}

  /** The gradient for the weights of a neuron's score. */
  static Tensor gradient(Tensor inputs) {
    Tensor weights = weights();
    return Autograd.of(weights.times(inputs).sum()).gradient(weights);
  }

  /** How far one step of a rate moves the score. */
  static double moved(Tensor inputs, double rate) {
    Tensor step = gradient(inputs).times(-rate);
    return step.times(inputs).sum().item();
  }

  private static Tensor weights() {
    return Tensor.normal(DType.F64, Shape.of(5), Rng.seed(1)).requiresGrad();
  }

  /** Prints both gradients, and how far a step of the same rate moves the score. */
  public static void main() {
    Tensor scaled = PIXELS.times(100);
    Print.row("gradient for x", gradient(PIXELS));
    Print.row("gradient for 100 x", gradient(scaled));
    Print.small("score moves, rate 1e-6", moved(PIXELS, 1e-6), moved(scaled, 1e-6));
    Print.small("  rate 1e-6 and 1e-10", moved(PIXELS, 1e-6), moved(scaled, 1e-10));
  }
}
