// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.Arrays;

/**
 * The largest under each window; the first of equals takes the gradient, padding is never chosen.
 *
 * <p>Shapes: x [n, channels, rows, columns] gives as many channels of floor((size + padding -
 * dilation * (window - 1) - 1) / stride) + 1 rows and columns, or ceil.
 *
 * @param window rows and columns
 * @param sliding stride, padding of at most half a window, and dilation
 */
public record MaxPool2d(Shape window, Sliding sliding) implements Layer {

  /**
   * Checks the window.
   *
   * @throws ArgumentException if it has not two sizes of 1 or more
   */
  public MaxPool2d {
    Sizes.checkWindow("maxPool2d", window);
  }

  /** Square windows, one beside the other. */
  public static MaxPool2d of(long window) {
    return of(window, Sliding.by(window));
  }

  /** Square windows. */
  public static MaxPool2d of(long window, Sliding sliding) {
    return new MaxPool2d(Shape.of(window, window), sliding);
  }

  /**
   * The layer itself.
   *
   * @throws chainrule.error.ShapeException if x is no batch of images, or smaller than a window
   */
  @Override
  public Tensor forward(Tensor x) {
    Sizes.checkImages("maxPool2d", x);
    return x.maxPool(window, sliding);
  }

  @Override
  public String label() {
    String steps = WindowText.of(sliding, Arrays.stream(window.sizes()).boxed().toList());
    return "MaxPool2d(" + WindowText.of(window) + steps + ")";
  }
}
