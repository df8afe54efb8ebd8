// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;

/**
 * Frames, triangles and masks.
 *
 * <p>Widths of frames are given as in PyTorch: before and after the last axis, then before and
 * after the one in front of it, and so on; axes left out stay as they are.
 */
public sealed interface FillingOps extends Operations permits Tensor {

  /**
   * Zeros around; a negative width crops.
   *
   * @throws ArgumentException if the widths are no pairs, or more than axes
   * @throws ShapeException if more is cropped than there is
   */
  default Tensor pad(long... widths) {
    return padWith(0, widths);
  }

  /**
   * A number around, rounded to the type; a negative width crops.
   *
   * @throws ArgumentException if the widths are no pairs, or more than axes
   * @throws ShapeException if more is cropped than there is
   */
  default Tensor padWith(double value, long... widths) {
    long[][] around = Frames.widths("pad", (Tensor) this, widths);
    return Engine.apply(
        new Filling.Pad(Frames.list(around, 0), Frames.list(around, 1), value), this);
  }

  /**
   * The elements mirrored at the first and at the last, which are not repeated: 3 2 | 1 2 3 | 2 1.
   *
   * @throws ShapeException if a width is not below the size of its axis
   * @throws ArgumentException if a width is negative
   */
  default Tensor padReflect(long... widths) {
    return Frames.reflect((Tensor) this, widths);
  }

  /**
   * The first and the last element repeated: 1 1 | 1 2 3 | 3 3.
   *
   * @throws ShapeException if an axis to widen has no elements
   * @throws ArgumentException if a width is negative
   */
  default Tensor padReplicate(long... widths) {
    return Frames.replicate((Tensor) this, widths);
  }

  /**
   * The elements of the other end: 2 3 | 1 2 3 | 1 2.
   *
   * @throws ShapeException if a width is over the size of its axis
   * @throws ArgumentException if a width is negative
   */
  default Tensor padCircular(long... widths) {
    return Frames.circular((Tensor) this, widths);
  }

  /** The upper triangle of matrices with the main diagonal, 0 below. Shapes: [.., m, n]. */
  default Tensor triu() {
    return triu(0);
  }

  /**
   * The elements (i, j) of matrices with j - i of {@code diagonal} at least, 0 below.
   *
   * @throws ShapeException if there are fewer than two axes
   */
  default Tensor triu(long diagonal) {
    return Engine.apply(new Filling.Triu(diagonal), this);
  }

  /** The lower triangle of matrices with the main diagonal, 0 above. Shapes: [.., m, n]. */
  default Tensor tril() {
    return tril(0);
  }

  /**
   * The elements (i, j) of matrices with j - i of {@code diagonal} at most, 0 above.
   *
   * @throws ShapeException if there are fewer than two axes
   */
  default Tensor tril(long diagonal) {
    return Engine.apply(new Filling.Tril(diagonal), this);
  }

  /**
   * A number, rounded to the type, wherever a mask holds. The mask stretches to this shape.
   *
   * @throws DtypeException if the mask is not BOOL
   * @throws ShapeException if it does not stretch to this shape
   */
  default Tensor maskedFill(Tensor mask, double value) {
    return Engine.apply(new Filling.MaskedFill(value), this, mask);
  }
}
