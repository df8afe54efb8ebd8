// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;

/**
 * Row 29: the forward pass of a three-layer net with samples as columns. Weights stand on the left,
 * a bias is a column, and a whole batch goes through in one go.
 */
public final class ColumnsAsSamples {

  private static final Tensor W1 = weights(4, 3, "w1");
  private static final Tensor W2 = weights(4, 4, "w2");
  private static final Tensor W3 = weights(1, 4, "w3");
  private static final Tensor B1 = weights(4, 1, "b1");
  private static final Tensor B2 = weights(4, 1, "b2");
  private static final Tensor B3 = weights(1, 1, "b3");

  private ColumnsAsSamples() {}

  private static Tensor weights(long rows, long columns, String name) {
    return Tensor.normal(DType.F64, Shape.of(rows, columns), Rng.seed(1).child(name));
  }

  /** The net. Shapes: x [3, n] gives [1, n]. */
  static Tensor forward(Tensor x) {
    Tensor h1 = W1.matmul(x).plus(B1).sigmoid();
    Tensor h2 = W2.matmul(h1).plus(B2).sigmoid();
    return W3.matmul(h2).plus(B3);
  }

  /** Prints the output of one sample and of five. */
  public static void main() {
    Tensor x = Tensor.normal(DType.F64, Shape.of(3, 5), Rng.seed(2));
    IO.println("one sample:   " + forward(x.slice(1, 0, 1)));
    IO.println("five samples: " + forward(x));
  }
}
