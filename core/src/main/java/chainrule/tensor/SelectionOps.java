// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;

/**
 * Elements and rows chosen by indices and masks. Indices are I32 or I64, from 0 to the size less
 * one; negative ones are errors.
 */
public sealed interface SelectionOps extends Operations permits Tensor {

  /**
   * One element for each index along an axis: out[.., i, ..] = this[.., index[.., i, ..], ..].
   * Shapes: the index may be smaller than this along the other axes; the result has its shape.
   *
   * @throws ShapeException if it is larger there, or of another rank
   * @throws IndexException if an index lies outside
   */
  default Tensor gather(int axis, Tensor index) {
    return Named.method(
        "gather",
        () -> {
          Tensor self = (Tensor) this;
          int along = self.shape().axis(axis, "gather");
          if (!Indices.lieWithin(index.shape(), self.shape(), along)) {
            throw new ShapeException(
                "gather: index is "
                    + index.spec()
                    + ", a is "
                    + self.spec()
                    + "; it must lie within a but for axis "
                    + along);
          }
          return Places.part(self, index.shape(), along).takeAlong(along, index);
        });
  }

  /**
   * One element for each row-major place. Shapes: those of the index, of any rank.
   *
   * @throws IndexException if a place lies outside
   */
  default Tensor take(Tensor index) {
    return Named.method(
        "take",
        () -> ((Tensor) this).flatten().indexSelect(0, index.flatten()).reshape(index.shape()));
  }

  /**
   * The row of this table for each index. Shapes: a table [n, ..] and indices [..] of any rank give
   * their axes together.
   *
   * @throws IndexException if an index lies outside
   */
  default Tensor embedding(Tensor index) {
    return Named.method(
        "embedding",
        () -> {
          Tensor self = (Tensor) this;
          self.shape().axis(0, "embedding");
          Shape shape = index.shape().concat(self.shape().without(0));
          return self.indexSelect(0, index.flatten()).reshape(shape);
        });
  }

  /**
   * The same, but one row, for padding, gets no gradient.
   *
   * @throws IndexException if an index lies outside, or the row for padding
   */
  default Tensor embedding(Tensor index, long padding) {
    return Named.method(
        "embedding",
        () -> {
          Tensor self = (Tensor) this;
          self.shape().axis(0, "embedding");
          if (padding < 0 || padding >= self.size(0)) {
            throw new IndexException(
                "embedding: padding row "
                    + padding
                    + " of "
                    + self.spec()
                    + "; needs 0 to "
                    + (self.size(0) - 1));
          }
          Tensor rows = embedding(index);
          Shape mask = index.shape();
          for (int axis = index.rank(); axis < rows.rank(); axis++) {
            mask = mask.inserted(axis, 1);
          }
          return index
              .equal((double) padding)
              .reshape(mask)
              .where(Found.in(rows, "detach", Tensor::detach), rows);
        });
  }

  /**
   * The elements where a mask holds, in row-major order. This and the mask stretch to each other.
   * Shapes: [count]; how many depends on the mask's values.
   *
   * @throws DtypeException if the mask is not BOOL
   */
  default Tensor maskedSelect(Tensor mask) {
    Tensor self = (Tensor) this;
    Shape shape = self.shape().broadcast(mask.shape(), "maskedSelect");
    Masks.check("maskedSelect", new Spec(self.dtype(), shape), mask.spec());
    Tensor places = Found.in(mask, "places", given -> Indices.places(given, shape));
    return self.expand(shape).flatten().indexSelect(0, places);
  }

  /**
   * The indices of all elements that are not 0, in row-major order; NaN is not 0. I64; no gradient.
   * Shapes: [count, rank].
   */
  default Tensor nonzero() {
    return Found.in((Tensor) this, "nonzero", Indices::nonzero);
  }

  /** How often each number from 0 occurs in this row of integers. I64 [largest + 1]. */
  default Tensor bincount() {
    return bincount(0);
  }

  /**
   * How often each number from 0 occurs in this row of integers; no gradient. Shapes: I64
   * [max(least, largest + 1)].
   *
   * @throws DtypeException if this is not I32 or I64
   * @throws IndexException if a number is negative
   */
  default Tensor bincount(long least) {
    return Named.method(
        "bincount", () -> Found.in((Tensor) this, "bincount", row -> Bins.counts(row, least)));
  }

  /**
   * The weights of each number from 0 in this row of integers, added up. Shapes: weights [n] give
   * [max(least, largest + 1)].
   *
   * @throws DtypeException if this is not I32 or I64, or the weights not F32 or F64
   * @throws ShapeException if there is not one weight for each
   */
  default Tensor bincount(Tensor weights, long least) {
    return Named.method(
        "bincount",
        () -> {
          Tensor self = (Tensor) this;
          Needs.floating("bincount", weights.spec());
          if (!weights.shape().equals(self.shape())) {
            throw new ShapeException(
                "bincount: input is "
                    + self.spec()
                    + ", weights are "
                    + weights.spec()
                    + "; needs one weight each");
          }
          return weights.scatterAdd(0, self, Bins.count(self, least));
        });
  }
}
