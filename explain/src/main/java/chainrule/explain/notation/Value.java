// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.array.DType;
import chainrule.tensor.Tensor;

/** What a term is while it is computed. */
sealed interface Value {

  /** A number that stands in a formula. */
  record Scalar(double value) implements Value {}

  /**
   * Anything else.
   *
   * @param tensor the value
   * @param constant whether it depends on no name
   */
  record Array(Tensor tensor, boolean constant) implements Value {}

  /** As an input of an operation. */
  default Tensor toTensor() {
    return switch (this) {
      case Scalar number -> Tensor.constant(DType.F64, number.value());
      case Array array -> array.tensor();
    };
  }

  /** Whether it depends on no name. */
  default boolean isConstant() {
    return switch (this) {
      case Scalar _ -> true;
      case Array array -> array.constant();
    };
  }
}
