// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.Optional;

/**
 * A shortcut around layers: {@code x + body(x)}, or {@code projection(x) + body(x)} where the body
 * changes the shape. The gradient flows through the sum undiminished.
 *
 * <p>Shapes: those of the body; x, or its projection, must have the same.
 *
 * <p>Source: He, Zhang, Ren and Sun 2015, arXiv 1512.03385, eq. 1 and 2.
 *
 * @param body what is learned beside the shortcut
 * @param projection what the shortcut applies to x, if anything
 */
public record Residual(Layer body, Optional<Layer> projection) implements Layer {

  /** A shortcut that passes x as it is. */
  public static Residual of(Layer body) {
    return new Residual(body, Optional.empty());
  }

  /** A shortcut through a layer, such as a convolution with windows of 1. */
  public static Residual of(Layer body, Layer projection) {
    return new Residual(body, Optional.of(projection));
  }

  /**
   * The layer itself.
   *
   * @throws ShapeException if both sides differ in shape
   */
  @Override
  public Tensor forward(Tensor x) {
    Tensor shortcut = projection.isPresent() ? projection.get().apply(x) : x;
    Tensor change = body.apply(x);
    if (!shortcut.shape().equals(change.shape())) {
      throw new ShapeException(
          "residual: the body gives "
              + change.spec()
              + ", the shortcut "
              + shortcut.spec()
              + "; needs equal shapes",
          projection.isPresent()
              ? "let the projection give what the body gives"
              : "give a projection: Residual.of(body, projection)");
    }
    return shortcut.plus(change);
  }

  @Override
  public String label() {
    return "Residual";
  }
}
