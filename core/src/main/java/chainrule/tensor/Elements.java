// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Storage;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;

/** The elements of a tensor: how many there are, their values as Java numbers, others like them. */
public sealed interface Elements permits Tensor {

  /** The size along an axis; -1 is the last. */
  default long size(int axis) {
    Tensor self = (Tensor) this;
    return self.shape().size(self.shape().axis(axis, "size"));
  }

  /** The number of axes. */
  default int rank() {
    return ((Tensor) this).shape().rank();
  }

  /** The number of elements. */
  default long count() {
    return ((Tensor) this).shape().count();
  }

  /** Type and sizes. */
  default Spec spec() {
    return new Spec(((Tensor) this).dtype(), ((Tensor) this).shape());
  }

  /**
   * The only element, as a double.
   *
   * @throws ShapeException if there is not exactly one
   */
  default double item() {
    Operand value = read();
    if (value.shape().count() != 1) {
      throw new ShapeException(
          "item: shape "
              + value.shape()
              + " has "
              + value.shape().count()
              + " elements; needs exactly 1",
          "reduce it first, as in .sum() or .mean(), or read all with toDoubles()");
    }
    return value.storage().get(value.view().offset());
  }

  /**
   * One element, as a double; BOOL as 0 or 1.
   *
   * @throws IndexException if an index is out of bounds or there is not one for each axis
   */
  default double get(long... index) {
    Operand value = read();
    return value.storage().get(Memory.position(value.view(), index));
  }

  /** All elements as floats in row-major order; a fresh array. */
  default float[] toFloats() {
    return Memory.toFloats(read());
  }

  /** All elements as doubles in row-major order; a fresh array. */
  default double[] toDoubles() {
    return Memory.toDoubles(read());
  }

  /** All elements as longs in row-major order, fractions dropped; a fresh array. */
  default long[] toLongs() {
    return Memory.toLongs(read());
  }

  /** All elements in row-major order; fresh memory. */
  default Storage toStorage() {
    return Named.method("toStorage", () -> Kernels.copy(read(), Context.current()).storage());
  }

  /**
   * A leaf of zeros with this type and these sizes.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  default Tensor zerosLike() {
    return Named.method("zerosLike", () -> fullLike(0));
  }

  /**
   * A leaf of ones with this type and these sizes.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  default Tensor onesLike() {
    return Named.method("onesLike", () -> fullLike(1));
  }

  /**
   * A leaf of one number, rounded, with this type and these sizes.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  default Tensor fullLike(double value) {
    return Named.method(
        "fullLike", () -> Tensor.full(((Tensor) this).dtype(), ((Tensor) this).shape(), value));
  }

  /** The memory, for whoever takes numbers out of it. */
  private Operand read() {
    Reading.note();
    Operand operand = ((Tensor) this).operand();
    Context.tracing().took(operand);
    return operand;
  }
}
