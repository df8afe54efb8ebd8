// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.Arrays;

/**
 * Every row as a sample of other sizes, such as a row of 784 as an image [1, 28, 28].
 *
 * <p>Shapes: x [n, ..] gives [n, sizes]; both hold as many numbers a sample.
 *
 * @param sizes those of one sample
 */
public record Unflatten(Shape sizes) implements Layer {

  /**
   * Checks the sizes.
   *
   * @throws ArgumentException if there are none, or one is not positive
   */
  public Unflatten {
    if (sizes.rank() == 0 || Arrays.stream(sizes.sizes()).anyMatch(size -> size < 1)) {
      throw new ArgumentException(
          "unflatten: sizes " + sizes + "; needs one or more, each 1 or more");
    }
  }

  /** The sizes of one sample, such as {@code Unflatten.of(1, 28, 28)}. */
  public static Unflatten of(long... sizes) {
    return new Unflatten(Shape.of(sizes));
  }

  /**
   * The layer itself.
   *
   * @throws ShapeException if a sample of x holds more or fewer numbers
   */
  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() < 2 || x.shape().part(1, x.rank()).count() != sizes.count()) {
      throw new ShapeException(
          "unflatten: x is " + x.spec() + "; needs [n, " + sizes.count() + "] to make " + sizes);
    }
    return x.reshape(Shape.of(x.size(0)).concat(sizes));
  }

  @Override
  public String label() {
    return "Unflatten(" + WindowText.of(sizes) + ")";
  }
}
