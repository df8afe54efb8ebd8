// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.tensor.Tensor;

/**
 * Row 42: two costs and their gradients. The mean squared error pulls each output with twice its
 * difference over their number; the cross entropy of labels pulls each score with its probability,
 * less 1 for the right class, over the number of samples.
 */
public final class TwoCosts {

  /** Scores of two samples for three classes. */
  static final Tensor SCORES =
      Tensor.of(DType.F64, new double[][] {{0.5, -1, 2}, {1.5, 0.2, -0.3}});

  static final Tensor TARGETS = Tensor.of(DType.F64, new double[][] {{0, 0, 1}, {0, 1, 0}});
  static final Tensor LABELS = Tensor.of(DType.I64, 2, 1);

  /** A cost and its gradient. */
  record Cost(double value, Tensor gradient) {}

  private TwoCosts() {}

  static Cost meanSquaredError() {
    Tensor scores = SCORES.detach().requiresGrad();
    Tensor loss = scores.mse(TARGETS);
    return new Cost(loss.item(), Autograd.of(loss).gradient(scores));
  }

  /** By its formula. */
  static Cost meanSquaredErrorByHand() {
    Tensor difference = SCORES.minus(TARGETS);
    return new Cost(difference.square().mean().item(), difference.times(2.0 / 6));
  }

  static Cost crossEntropy() {
    Tensor scores = SCORES.detach().requiresGrad();
    Tensor loss = scores.crossEntropy(LABELS);
    return new Cost(loss.item(), Autograd.of(loss).gradient(scores));
  }

  /** By its formula. */
  static Cost crossEntropyByHand() {
    Tensor p = SCORES.softmax(1);
    double value = -(StrictMath.log(p.get(0, 2)) + StrictMath.log(p.get(1, 1))) / 2;
    return new Cost(value, p.minus(TARGETS).over(2));
  }

  private static void print(String name, Cost library, Cost hand) {
    Print.row(name, library.value());
    Print.row("  by hand", hand.value());
    Print.row("  gradient", library.gradient());
    Print.row("  by hand", hand.gradient());
  }

  /** Prints both costs with their gradients, by the library and by hand. */
  public static void main() {
    print("mean squared error", meanSquaredError(), meanSquaredErrorByHand());
    print("cross entropy", crossEntropy(), crossEntropyByHand());
  }
}
