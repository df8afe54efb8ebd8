// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.error.ArgumentException;

/** Elements by index, and places of extremes. Indices are I32 or I64; -1 is the last axis. */
public sealed interface IndexingOps extends Operations permits Tensor {

  /** Whole slices along an axis, by a row of indices; one may be taken twice. */
  default Tensor indexSelect(int axis, Tensor index) {
    return Engine.apply(new Indexing.IndexSelect(axis(axis, "indexSelect")), this, index);
  }

  /**
   * One element for each index along an axis. Shapes: the index has the sizes of this but for that
   * axis; the result has the shape of the index.
   */
  default Tensor takeAlong(int axis, Tensor index) {
    return Engine.apply(new Indexing.TakeAlong(axis(axis, "takeAlong")), this, index);
  }

  /**
   * 1 at the class each index names, 0 elsewhere, along a new last axis, F32.
   *
   * @throws ArgumentException if there is no class
   */
  default Tensor oneHot(int classes) {
    return oneHot(classes, DType.F32);
  }

  /**
   * 1 at the class each index names, 0 elsewhere, in a floating type.
   *
   * @throws ArgumentException if there is no class, or the type is not F32 or F64
   */
  default Tensor oneHot(int classes, DType dtype) {
    return Engine.apply(new Indexing.OneHot(classes, dtype), this);
  }

  /** The place of the largest along an axis, which vanishes; I64; the first of equals. */
  default Tensor argmax(int axis) {
    return argmax(axis, false);
  }

  /** The place of the largest along an axis, which stays with size 1 if kept. */
  default Tensor argmax(int axis, boolean keep) {
    return Engine.apply(new Indexing.ArgMax(axis(axis, "argmax"), keep), this);
  }

  /** The place of the smallest along an axis, which vanishes; I64; the first of equals. */
  default Tensor argmin(int axis) {
    return argmin(axis, false);
  }

  /** The place of the smallest along an axis, which stays with size 1 if kept. */
  default Tensor argmin(int axis, boolean keep) {
    return Engine.apply(new Indexing.ArgMin(axis(axis, "argmin"), keep), this);
  }

  private int axis(int axis, String operation) {
    return ((Tensor) this).shape().axis(axis, operation);
  }
}
