// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;

/**
 * Elements put or added where indices say. Indices are I32 or I64, from 0 to the size less one;
 * negative ones are errors.
 */
public sealed interface ScatteringOps extends Operations permits Tensor {

  /** The slices of this added into zeros along an axis of a size, at places in a row. */
  default Tensor indexAdd(int axis, Tensor index, long size) {
    checkSize("indexAdd", size);
    return Engine.apply(new Scattering.IndexAdd(axis(axis, "indexAdd"), size), this, index);
  }

  /** The elements of this added into zeros along an axis of a size, where the index says. */
  default Tensor scatterAdd(int axis, Tensor index, long size) {
    checkSize("scatterAdd", size);
    return Engine.apply(new Scattering.ScatterAdd(axis(axis, "scatterAdd"), size), this, index);
  }

  /**
   * This with elements of a source written along an axis: out[.., index[.., i, ..], ..] =
   * source[.., i, ..]. Of those written to one place the last in row-major order stays, and it
   * alone gets a gradient. Shapes: the index is at most as large as the source, and, but for the
   * axis, as this; sources without an index are left out.
   *
   * @throws DtypeException if the types of this and the source differ
   * @throws ShapeException if the index is larger
   * @throws IndexException if an index lies outside
   */
  default Tensor scatter(int axis, Tensor index, Tensor source) {
    return Engine.apply(
        new Scattering.Scatter(axis(axis, "scatter")),
        this,
        index,
        Places.under("scatter", source, index));
  }

  /**
   * This with elements of a source added along an axis: out[.., index[.., i, ..], ..] += source[..,
   * i, ..]. What is added to one place is added up first, in row-major order. Shapes: as for {@link
   * #scatter}.
   *
   * @throws ShapeException if the index is larger than the source, or than this but for the axis
   * @throws IndexException if an index lies outside
   */
  default Tensor scatterAdd(int axis, Tensor index, Tensor source) {
    Tensor self = (Tensor) this;
    int along = axis(axis, "scatterAdd");
    if (!Indices.lieWithin(index.shape(), self.shape(), along)) {
      throw new ShapeException(
          "scatterAdd: index is "
              + index.spec()
              + ", a is "
              + self.spec()
              + "; it must lie within a but for axis "
              + along);
    }
    return Named.method(
        "scatterAdd",
        () -> {
          Tensor added = Places.under("scatterAdd", source, index);
          Tensor total = added.scatterAdd(along, index, self.size(along));
          return self.plus(Places.widened(total, self.shape()));
        });
  }

  /**
   * This with slices of a source added along an axis, at places in a row.
   *
   * @throws ShapeException if there is not one index for each slice
   * @throws IndexException if an index lies outside
   */
  default Tensor indexAdd(int axis, Tensor index, Tensor source) {
    return Named.method(
        "indexAdd",
        () -> {
          int along = axis(axis, "indexAdd");
          return ((Tensor) this).plus(source.indexAdd(along, index, ((Tensor) this).size(along)));
        });
  }

  /**
   * This with slices of a source written along an axis, at places in a row; of those written to one
   * place the last stays.
   *
   * @throws ShapeException if there is not one index for each slice, or the slices differ
   * @throws IndexException if an index lies outside
   */
  default Tensor indexCopy(int axis, Tensor index, Tensor source) {
    return Named.method(
        "indexCopy",
        () -> {
          Tensor self = (Tensor) this;
          int along = axis(axis, "indexCopy");
          Indexing.checkRow("indexCopy", index.spec());
          Shape shape = self.shape().with(along, index.count());
          if (!source.shape().equals(shape)) {
            throw new ShapeException(
                "indexCopy: source is "
                    + source.spec()
                    + ", index is "
                    + index.spec()
                    + "; the source must be "
                    + shape);
          }
          return self.scatter(along, Places.along(index, along, shape), source);
        });
  }

  /**
   * This with a number, rounded to the type, in the slices along an axis that a row of indices
   * names.
   *
   * @throws IndexException if an index lies outside
   */
  default Tensor indexFill(int axis, Tensor index, double value) {
    return Named.method(
        "indexFill",
        () -> {
          Tensor self = (Tensor) this;
          int along = axis(axis, "indexFill");
          Indexing.checkRow("indexFill", index.spec());
          WholeNumbers.fits("indexFill", value, self.spec());
          Shape shape = self.shape().with(along, index.count());
          Tensor source = Tensor.constant(self.dtype(), value).expand(shape);
          return self.scatter(along, Places.along(index, along, shape), source);
        });
  }

  /**
   * This with a source written at row-major places; of those written to one place the last stays.
   *
   * @throws ShapeException if there is not one index for each element of the source
   * @throws IndexException if an index lies outside
   */
  default Tensor put(Tensor index, Tensor source) {
    return Named.method(
        "put",
        () -> {
          Tensor self = (Tensor) this;
          if (!index.shape().equals(source.shape())) {
            throw new ShapeException(
                "put: index is "
                    + index.spec()
                    + ", source is "
                    + source.spec()
                    + "; shapes must agree");
          }
          return self.flatten().scatter(0, index.flatten(), source.flatten()).reshape(self.shape());
        });
  }

  private int axis(int axis, String operation) {
    return ((Tensor) this).shape().axis(axis, operation);
  }

  private static void checkSize(String name, long size) {
    if (size < 0) {
      throw new ArgumentException(name + ": size " + size + "; needs 0 or more");
    }
  }
}
