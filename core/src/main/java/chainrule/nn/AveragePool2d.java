// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.Arrays;

/**
 * The mean under each window.
 *
 * <p>Shapes: x [n, channels, rows, columns] gives as many channels of floor((size + padding -
 * window) / stride) + 1 rows and columns, or ceil.
 *
 * @param window rows and columns
 * @param sliding stride and padding of at most half a window
 * @param countsPadding whether zeros of the padding are counted
 */
public record AveragePool2d(Shape window, Sliding sliding, boolean countsPadding) implements Layer {

  /**
   * Checks the window.
   *
   * @throws ArgumentException if it has not two sizes of 1 or more
   */
  public AveragePool2d {
    Sizes.checkWindow("averagePool2d", window);
  }

  /** Square windows, one beside the other. */
  public static AveragePool2d of(long window) {
    return of(window, Sliding.by(window));
  }

  /** Square windows, with the padding counted. */
  public static AveragePool2d of(long window, Sliding sliding) {
    return new AveragePool2d(Shape.of(window, window), sliding, true);
  }

  /**
   * The layer itself.
   *
   * @throws chainrule.error.ShapeException if x is no batch of images, or smaller than a window
   */
  @Override
  public Tensor forward(Tensor x) {
    Sizes.checkImages("averagePool2d", x);
    return x.averagePool(window, sliding, countsPadding);
  }

  @Override
  public String label() {
    String steps = WindowText.of(sliding, Arrays.stream(window.sizes()).boxed().toList());
    return "AveragePool2d(" + WindowText.of(window) + steps + ")";
  }
}
