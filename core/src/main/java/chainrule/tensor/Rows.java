// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.array.View;
import java.util.List;

/**
 * Some axes of a shape made into one last axis, and back.
 *
 * @param order the axes that stay, then the others
 * @param moved the shape in that order
 * @param flat the shape with one last axis for the others
 */
record Rows(int[] order, Shape moved, Shape flat) {

  static Rows of(Shape shape, List<Integer> axes) {
    int[] order = order(shape.rank(), axes);
    Shape moved = View.of(shape).permute(order).shape();
    int kept = shape.rank() - axes.size();
    Shape stays = moved.part(0, kept);
    return new Rows(order, moved, stays.inserted(kept, moved.part(kept, moved.rank()).count()));
  }

  /** The axes that stay, then the others. */
  static int[] order(int rank, List<Integer> axes) {
    int[] order = new int[rank];
    int kept = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (!axes.contains(axis)) {
        order[kept++] = axis;
      }
    }
    for (int axis : axes) {
      order[kept++] = axis;
    }
    return order;
  }

  /** A tensor of the shape, in rows. */
  Tensor flatten(Tensor tensor) {
    return tensor.permute(order).reshape(flat);
  }

  /** Rows as a tensor of the shape. */
  Tensor restore(Tensor rows) {
    int[] back = new int[order.length];
    for (int axis = 0; axis < back.length; axis++) {
      back[order[axis]] = axis;
    }
    return rows.reshape(moved).permute(back);
  }
}
