// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Products of tensors over axes that are named: by letters, by number, or the last ones. */
public sealed interface ProductOps extends Operations permits Tensor {

  /**
   * The sum of products that an equation of letters says, with this as the first operand.
   *
   * <p>Each operand has a group of letters, one for each axis. Letters after {@code ->} are the
   * axes of the result, the others are summed over; without {@code ->} the result has the letters
   * that stand once, in the order of the alphabet. Axes of one letter are of equal size, or 1 and
   * stretched. A letter twice in one group takes the diagonal. {@code ...} stands for axes without
   * letters, which broadcast from the last one on and come first without {@code ->}.
   *
   * <pre>{@code
   * x.einsum("ij,jk->ik", y)         // the matrix product
   * x.einsum("bij,bjk->bik", y)      // of each of a batch
   * x.einsum("...ij,...jk->...ik", y)
   * x.einsum("ii->i")                // the diagonal
   * x.einsum("ij->")                 // the sum
   * }</pre>
   *
   * <p>Operands are contracted from left to right: lone letters are summed first, then each pair is
   * one {@link ContractionOps#matmul}, or one {@link ArithmeticOps#times} where nothing is summed.
   * A sum of nothing is 0.
   *
   * @throws ArgumentException if the equation cannot be read or does not name the operands
   * @throws ShapeException if the letters do not fit the shapes
   */
  default Tensor einsum(String equation, Tensor... others) {
    List<Shape> shapes =
        Stream.concat(Stream.of((Tensor) this), Arrays.stream(others)).map(Tensor::shape).toList();
    return Engine.apply(new TensorProduct.Einsum(Equation.terms(equation, shapes)), this, others);
  }

  /**
   * The sums of products over the last {@code axes} axes of this and the first of another.
   *
   * <p>Shapes: [.., a, b] and [a, b, ..] give [.., ..], for two axes; for none the products of all
   * elements with all.
   *
   * @throws ArgumentException if there are not as many axes
   * @throws ShapeException if sizes differ
   */
  default Tensor tensordot(Tensor y, int axes) {
    Tensor x = (Tensor) this;
    if (axes < 0 || axes > Math.min(x.rank(), y.rank())) {
      throw new ArgumentException(
          "tensordot: "
              + axes
              + " axes of "
              + x.shape()
              + " and "
              + y.shape()
              + "; needs 0 to "
              + Math.min(x.rank(), y.rank()));
    }
    int[] mine = new int[axes];
    int[] its = new int[axes];
    Arrays.setAll(mine, i -> x.rank() - axes + i);
    Arrays.setAll(its, i -> i);
    return tensordot(y, mine, its);
  }

  /**
   * The sums of products over pairs of axes; the other axes of this, then those of the other, are
   * left.
   *
   * @throws ArgumentException if there are not as many axes of one as of the other
   * @throws chainrule.error.IndexException if an axis does not exist or is named twice
   * @throws ShapeException if the sizes of a pair differ
   */
  default Tensor tensordot(Tensor y, int[] axes, int[] axesOfOther) {
    return Named.method(
        "tensordot",
        () -> {
          List<String> terms = Pairing.terms((Tensor) this, y, axes, axesOfOther);
          return Engine.apply(new TensorProduct.Einsum(terms), this, y);
        });
  }

  /**
   * Dot products along the last axis.
   *
   * <p>Shapes: [.., n] and [.., n], which broadcast, give [..].
   */
  default Tensor vecdot(Tensor y) {
    return vecdot(y, -1);
  }

  /**
   * Dot products along an axis, which vanishes, of shapes that broadcast.
   *
   * @param axis of the shape both broadcast to
   */
  default Tensor vecdot(Tensor y, int axis) {
    return Engine.apply(new VectorProduct.Vecdot(axis(y, axis, "vecdot")), this, y);
  }

  /**
   * Vector products in space along the last axis. Shapes: [.., 3] and [.., 3], which broadcast.
   *
   * @throws ShapeException if the axis is not of size 3 in both
   */
  default Tensor cross(Tensor y) {
    return cross(y, -1);
  }

  /**
   * Vector products in space along an axis of size 3.
   *
   * @param axis of the shape both broadcast to
   * @throws ShapeException if the axis is not of size 3 in both
   */
  default Tensor cross(Tensor y, int axis) {
    return Engine.apply(new VectorProduct.Cross(axis(y, axis, "cross")), this, y);
  }

  /**
   * Every element times all of another tensor, as blocks: the Kronecker product.
   *
   * <p>Shapes: [m, n] and [p, q] give [m p, n q]; so for any number of axes up to 16, missing
   * leading ones are of size 1.
   */
  default Tensor kron(Tensor y) {
    return Engine.apply(new TensorProduct.Kron(), this, y);
  }

  /** The sum of the main diagonal of the last two axes. Shapes: [.., m, n] gives [..]. */
  default Tensor trace() {
    return Engine.apply(new TensorProduct.Trace(), this);
  }

  private int axis(Tensor y, int axis, String operation) {
    return ((Tensor) this).shape().broadcast(y.shape(), operation).axis(axis, operation);
  }
}
