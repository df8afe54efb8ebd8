// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;
import java.util.Arrays;

/** Indices, sources and results brought to fit one another. */
final class Places {

  private Places() {}

  /** The part of a source that has an index. */
  static Tensor under(String name, Tensor source, Tensor index) {
    if (!Indices.lieWithin(index.shape(), source.shape(), -1)) {
      throw new ShapeException(
          name
              + ": source is "
              + source.spec()
              + ", index is "
              + index.spec()
              + "; the index must lie within the source");
    }
    return part(source, index.shape(), -1);
  }

  /** The first elements along every axis but one, as many as a shape has. */
  static Tensor part(Tensor tensor, Shape shape, int but) {
    Tensor result = tensor;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis != but && shape.size(axis) != tensor.size(axis)) {
        result = result.slice(axis, 0, shape.size(axis));
      }
    }
    return result;
  }

  /** Zeros behind, along every axis that is too short. */
  static Tensor widened(Tensor tensor, Shape shape) {
    if (tensor.shape().equals(shape)) {
      return tensor;
    }
    long[] widths = new long[2 * shape.rank()];
    for (int axis = 0; axis < shape.rank(); axis++) {
      widths[2 * (shape.rank() - 1 - axis) + 1] = shape.size(axis) - tensor.size(axis);
    }
    return tensor.pad(widths);
  }

  /** A row of indices along an axis of a shape, the same everywhere else. */
  static Tensor along(Tensor row, int axis, Shape shape) {
    long[] sizes = new long[shape.rank()];
    Arrays.fill(sizes, 1);
    sizes[axis] = row.count();
    return row.reshape(sizes).expand(shape);
  }
}
