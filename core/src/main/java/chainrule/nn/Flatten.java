// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;

/**
 * Every sample as one row, as a linear layer takes it; its parameters follow row-major order.
 *
 * <p>Shapes: x [n, ..] gives [n, the product of the rest].
 */
public record Flatten() implements Layer {

  /** The layer. */
  public static Flatten of() {
    return new Flatten();
  }

  /**
   * The layer itself.
   *
   * @throws ShapeException if x has no axes
   */
  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() == 0) {
      throw new ShapeException("flatten: x is " + x.spec() + "; needs a batch of samples, [n, ..]");
    }
    return x.rank() == 1 ? x.reshape(x.size(0), 1) : x.flatten(1, -1);
  }

  @Override
  public String label() {
    return "Flatten";
  }
}
