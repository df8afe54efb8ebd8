// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.tensor.Tensor;

/**
 * Row 45: perceptrons, O = σ(x W), with half the squared error as cost. The derivative by the
 * weight from input j to output k is (O_k - t_k) O_k (1 - O_k) x_j: it touches only the two neurons
 * that the weight joins. With one output there is no k.
 */
public final class Perceptrons {

  static final Tensor INPUTS = Tensor.of(DType.F64, new double[][] {{0.5, -1, 2}});

  /** Three inputs, one output. */
  static final Tensor ONE = Tensor.of(DType.F64, new double[][] {{0.3}, {-0.2}, {0.4}});

  /** Three inputs, two outputs. */
  static final Tensor MANY =
      Tensor.of(DType.F64, new double[][] {{0.3, -0.6}, {-0.2, 0.1}, {0.4, 0.7}});

  private Perceptrons() {}

  static Tensor outputs(Tensor weights) {
    return INPUTS.matmul(weights).sigmoid();
  }

  /** The gradient of the cost. Shapes: as the weights, [inputs, outputs]. */
  static Tensor gradient(Tensor weights, double... targets) {
    Tensor watched = weights.detach().requiresGrad();
    Tensor wanted = Tensor.of(DType.F64, targets).reshape(1, targets.length);
    return Autograd.of(outputs(watched).sumOfSquares(wanted).over(2)).gradient(watched);
  }

  /** The derivative by one weight, by the formula. */
  static double derivative(double input, double output, double target) {
    return (output - target) * output * (1 - output) * input;
  }

  private static void print(Tensor weights, double... targets) {
    Tensor outputs = outputs(weights);
    Tensor gradient = gradient(weights, targets);
    Print.words("weight", "autograd", "formula");
    for (int k = 0; k < targets.length; k++) {
      for (int j = 0; j < 3; j++) {
        double formula = derivative(INPUTS.get(0, j), outputs.get(0, k), targets[k]);
        Print.row("  input " + j + " to output " + k, gradient.get(j, k), formula);
      }
    }
  }

  /** Prints the gradients of both perceptrons, by the library and by the formula. */
  public static void main() {
    print(ONE, 1);
    print(MANY, 1, 0);
  }
}
