// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.data.Digits;

/**
 * Row 35: a whole layer in one line, a1 = σ(W a0 + b), where each row of W holds the weights of one
 * neuron; beside it the same neuron by neuron, each with a sum of its own. 784 pixels of a digit,
 * 16 neurons.
 */
public final class NeuronByNeuron {

  private static final int INPUTS = 784;
  private static final int NEURONS = 16;

  static final Tensor W =
      Tensor.normal(DType.F64, Shape.of(NEURONS, INPUTS), Rng.seed(1)).times(0.1).detach();
  static final Tensor B = Tensor.normal(DType.F64, Shape.of(NEURONS), Rng.seed(2));

  private NeuronByNeuron() {}

  /** The pixels of a digit, 0 to 1. */
  static Tensor pixels() {
    return Digits.synthetic(1, 1).test().all().inputs().select(0, 0).to(DType.F64).detach();
  }

  /** All neurons at once. Shapes: [784] gives [16]. */
  static Tensor layer(Tensor a0) {
    return W.matmul(a0).plus(B).sigmoid();
  }

  /** One neuron: the weighted sum of all pixels, its bias, its sigmoid. */
  static double neuron(int row, Tensor a0) {
    double sum = 0;
    for (int pixel = 0; pixel < INPUTS; pixel++) {
      sum += W.get(row, pixel) * a0.get(pixel);
    }
    return 1 / (1 + StrictMath.exp(-(sum + B.get(row))));
  }

  /** Prints the activations of all neurons both ways. */
  public static void main() {
    Tensor a0 = pixels();
    Tensor a1 = layer(a0);
    Print.words("", "layer", "neuron");
    for (int row = 0; row < NEURONS; row++) {
      Print.row("a1[" + row + "]", a1.get(row), neuron(row, a0));
    }
  }
}
