// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Comparison;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Power;
import chainrule.tensor.Rounding;
import java.util.EnumSet;
import java.util.Set;

/** Which types an elementwise operation takes. */
final class ElementwiseTypes {

  private static final Set<DType> NUMBERS = EnumSet.complementOf(EnumSet.of(DType.BOOL));
  private static final Set<DType> ALL = EnumSet.allOf(DType.class);

  private ElementwiseTypes() {}

  /** The types of an input, given one that suits it; all numbers of a call must be alike. */
  static Set<DType> of(Elementwise op, int slot, DType suits) {
    // The samples of floating numbers have bounds that are not whole.
    boolean fraction = op instanceof Arithmetic.Clamp;
    return suits == DType.BOOL
        ? ErrorList.CONDITION
        : fraction ? ErrorList.FLOATING : ofNumbers(op);
  }

  /** The types of the numbers of an operation; those of conditions do not count. */
  static Set<DType> ofNumbers(Elementwise operation) {
    return switch (operation) {
      case Arithmetic.Add _, Arithmetic.Sub _, Arithmetic.Mul _, Arithmetic.Neg _ -> NUMBERS;
      case Arithmetic.Abs _, Arithmetic.Sign _, Power.Square _ -> NUMBERS;
      case Arithmetic.Maximum _, Arithmetic.Minimum _ -> NUMBERS;
      case Arithmetic.Clamp _, Arithmetic.ClampBetween _ -> NUMBERS;
      case Rounding.Fmod _, Rounding.Remainder _, Rounding.FloorDivide _ -> NUMBERS;
      case Comparison.Less _, Comparison.LessEqual _ -> NUMBERS;
      case Comparison.Equal _, Comparison.NotEqual _, Comparison.Where _ -> ALL;
      default -> ErrorList.FLOATING;
    };
  }
}
