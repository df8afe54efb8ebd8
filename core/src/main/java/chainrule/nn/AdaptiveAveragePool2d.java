// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.tensor.Tensor;

/**
 * The means of windows that make as many rows and columns as asked for, whatever the size of the
 * images; 1 x 1 is the mean of each channel.
 *
 * <p>Shapes: x [n, channels, rows, columns] gives [n, channels, places].
 *
 * @param places the rows and columns to be made
 */
public record AdaptiveAveragePool2d(Shape places) implements Layer {

  /**
   * Checks the places.
   *
   * @throws ArgumentException if there are not two sizes of 1 or more
   */
  public AdaptiveAveragePool2d {
    Sizes.checkWindow("adaptiveAveragePool2d", places);
  }

  /** As many rows and columns. */
  public static AdaptiveAveragePool2d of(long rows, long columns) {
    return new AdaptiveAveragePool2d(Shape.of(rows, columns));
  }

  /**
   * The layer itself.
   *
   * @throws chainrule.error.ShapeException if x is no batch of images
   */
  @Override
  public Tensor forward(Tensor x) {
    Sizes.checkImages("adaptiveAveragePool2d", x);
    return x.adaptiveAveragePool(places);
  }

  @Override
  public String label() {
    return "AdaptiveAveragePool2d(" + WindowText.of(places) + ")";
  }
}
