// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Row 20: s = W2 max(0, W1 x), a network of two layers on pictures of 3,072 numbers, and s = W3
 * max(0, W2 max(0, W1 x)), one of three. The first has 308,200 weights: 100 x 3072 and 10 x 100.
 */
public final class TwoAndThreeLayers {

  private TwoAndThreeLayers() {}

  /** Weights from sizes, each matrix outputs x inputs, as the course writes them. */
  static List<Tensor> weights(int... sizes) {
    Rng rng = Rng.seed(7);
    return IntStream.range(1, sizes.length)
        .mapToObj(layer -> {
          Shape shape = Shape.of(sizes[layer], sizes[layer - 1]);
          Tensor drawn = Tensor.normal(DType.F32, shape, rng.child(layer));
          return drawn.times(StrictMath.sqrt(2.0 / sizes[layer - 1])).detach().requiresGrad();
        })
        .toList();
  }

  /** W_n max(0, .. W_2 max(0, W_1 x)). */
  static Tensor scores(List<Tensor> weights, Tensor x) {
    Tensor value = weights.getFirst().matmul(x);
    for (Tensor next : weights.subList(1, weights.size())) {
      value = next.matmul(value.relu());
    }
    return value;
  }

  /** How many weights there are. */
  static long count(List<Tensor> weights) {
    return weights.stream().mapToLong(Tensor::count).sum();
  }

  /** Prints shapes, scores and gradients of both networks for one picture. */
  public static void main() {
    Tensor x = LinearScores.picture();
    for (int[] sizes : List.of(new int[] {3072, 100, 10}, new int[] {3072, 100, 50, 10})) {
      List<Tensor> weights = weights(sizes);
      Tensor scores = scores(weights, x);
      Print.words("layers", weights.size(), "weights", count(weights), "scores", scores.shape());
      scores.flatten().logSoftmax(0).select(0, 3).negate().backward();
      for (Tensor each : weights) {
        Print.words("  W", each.shape(), "gradient", each.grad().shape());
      }
    }
  }
}
