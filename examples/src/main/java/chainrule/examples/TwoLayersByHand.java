// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.List;

/**
 * Row 23: the backward pass of a net of two layers written out by hand, four lines of it, beside
 * the one that the library finds. 64 samples of 1000 numbers, 100 hidden sigmoids, 10 outputs, no
 * biases, the sum of squares as loss.
 */
public final class TwoLayersByHand {

  static final Tensor X = Tensor.normal(DType.F64, Shape.of(64, 1000), Rng.seed(1));
  static final Tensor Y = Tensor.normal(DType.F64, Shape.of(64, 10), Rng.seed(2));

  private TwoLayersByHand() {}

  /** The weights of both layers. */
  static List<Tensor> weights() {
    return List.of(
        Tensor.normal(DType.F64, Shape.of(1000, 100), Rng.seed(3)).requiresGrad(),
        Tensor.normal(DType.F64, Shape.of(100, 10), Rng.seed(4)).requiresGrad());
  }

  /** The gradients for both weights, by the formulas. */
  static List<Tensor> byHand(Tensor w1, Tensor w2) {
    Tensor h = X.matmul(w1).sigmoid();
    Tensor prediction = h.matmul(w2);
    Tensor g = prediction.minus(Y).times(2);
    Tensor dw2 = h.transpose().matmul(g);
    Tensor dh = g.matmul(w2.transpose());
    Tensor dw1 = X.transpose().matmul(dh.times(h).times(h.negate().plus(1)));
    return List.of(dw1, dw2);
  }

  /** The same, by the library. */
  static List<Tensor> byAutograd(Tensor w1, Tensor w2) {
    Tensor prediction = X.matmul(w1).sigmoid().matmul(w2);
    return Autograd.grad(prediction.sumOfSquares(Y), w1, w2);
  }

  /** The largest difference, as a part of the largest gradient. */
  static double apart(Tensor one, Tensor other) {
    return one.minus(other).abs().max().item() / other.abs().max().item();
  }

  /** Prints the first gradients of both ways, and how far they are apart at most. */
  public static void main() {
    List<Tensor> weights = weights();
    List<Tensor> hand = Autograd.noGrad(() -> byHand(weights.get(0), weights.get(1)));
    List<Tensor> found = byAutograd(weights.get(0), weights.get(1));
    for (int layer = 0; layer < 2; layer++) {
      Print.row("dW" + (layer + 1) + " by hand", hand.get(layer).select(0, 0).slice(0, 0, 5));
      Print.row("    by autograd", found.get(layer).select(0, 0).slice(0, 0, 5));
      Print.small("    apart at most", apart(hand.get(layer), found.get(layer)));
    }
  }
}
