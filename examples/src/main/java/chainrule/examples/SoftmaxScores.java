// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.tensor.Tensor;

/**
 * Row 44: softmax makes shares of scores. They sum to 1; gaps widen, since a score that is larger
 * by d gets e^d times the share; and the derivative of share i by score j is p_i (1 - p_i) where i
 * = j and -p_i p_j elsewhere: what one share gains, the others lose.
 */
public final class SoftmaxScores {

  static final Tensor SCORES = Tensor.of(DType.F64, 1, 2, 3, 4);

  private SoftmaxScores() {}

  /** The shares. Shapes: as the scores. */
  static Tensor shares() {
    return SCORES.softmax(0);
  }

  /** All derivatives, by passes back. Shapes: [shares, scores]. */
  static Tensor jacobian() {
    return Autograd.jacobian(scores -> scores.softmax(0), SCORES);
  }

  /** One of them, by the formula. */
  static double derivative(int share, int score) {
    double p = shares().get(share);
    return share == score ? p * (1 - p) : -p * shares().get(score);
  }

  /** Prints scores, their plain parts of the sum, their shares, and the derivatives. */
  public static void main() {
    Print.row("scores", SCORES);
    Print.row("over their sum", SCORES.over(SCORES.sum()));
    Print.row("softmax", shares());
    Print.row("  its sum", shares().sum());
    for (int share = 0; share < SCORES.count(); share++) {
      Print.row("derivatives of share " + share, jacobian().select(0, share));
    }
  }
}
