// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.Locale;
import java.util.Map;

/**
 * Row 15: max(0, x) on 4096 values has a Jacobian of 4096 x 4096, and on a batch of 100 one of
 * 409,600 x 409,600. It is diagonal, 1 where x is positive and 0 elsewhere, so nothing of it is
 * ever stored: the backward pass multiplies by the diagonal, element by element.
 */
public final class RectifierJacobian {

  static final long WIDTH = 4096;

  private RectifierJacobian() {}

  /** Both passes over a batch, from a random gradient at the output. */
  static Pass passes(long samples) {
    Shape shape = Shape.of(samples, WIDTH);
    Tensor x = Tensor.normal(DType.F32, shape, Rng.seed(1)).requiresGrad();
    Tensor upstream = Tensor.normal(DType.F32, shape, Rng.seed(2));
    return Graph.of(x.relu(), Map.of("x", x)).forward().backward(upstream);
  }

  /** How many numbers the backward pass of a batch made: all that is on the tape. */
  static long numbersMade(long samples) {
    return passes(samples).tape().stream()
        .mapToLong(event -> event.local().orElseThrow().count() + event.contribution().count())
        .sum();
  }

  /** The whole Jacobian, for few values. */
  static Tensor jacobian(Tensor x) {
    return Autograd.jacobian(Tensor::relu, x);
  }

  /** Prints a small Jacobian, and what a large one would take beside what was made. */
  public static void main() {
    Tensor x = Tensor.of(-1.5, 2, 0.5, -3);
    Print.row("x", x);
    for (int row = 0; row < x.count(); row++) {
      Print.row("  row " + row, jacobian(x).select(0, row));
    }
    for (long samples : new long[] {1, 100}) {
      long size = samples * WIDTH;
      IO.println(
          String.format(
              Locale.ROOT,
              "batch of %d: the Jacobian has %,d numbers, the backward pass made %,d",
              samples,
              size * size,
              numbersMade(samples)));
    }
  }
}
