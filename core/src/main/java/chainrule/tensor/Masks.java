// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;

/** Conditions that say which elements are meant. */
final class Masks {

  private Masks() {}

  /** A mask is BOOL and broadcasts to the input, not the other way. */
  static void check(String name, Spec input, Spec mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new DtypeException(
          name + ": mask is " + mask + "; needs BOOL", "compare something, as in x.less(0)");
    }
    if (!input.shape().broadcast(mask.shape(), name).equals(input.shape())) {
      throw new ShapeException(
          name + ": mask is " + mask + ", input is " + input + "; only the mask stretches");
    }
  }

  /** Whether a mask holds at a row-major place. */
  static boolean holds(Operand mask, long place) {
    return mask.storage().get(mask.view().position(place)) != 0;
  }
}
