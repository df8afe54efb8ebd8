// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;

/** What a shape rule knows of a tensor: its element type and sizes. */
public record Spec(DType dtype, Shape shape) {

  /** As in {@code F32[32, 784]}. */
  @Override
  public String toString() {
    return dtype + shape.toString();
  }
}
