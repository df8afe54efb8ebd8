// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.tensor.Elementwise;
import java.util.Set;

/** Which types an elementwise operation takes. */
final class ElementwiseTypes {

  private ElementwiseTypes() {}

  /** The types of an input, given one that suits it; all numbers of a call must be alike. */
  static Set<DType> of(Elementwise op, int slot, DType suits) {
    return suits == DType.BOOL ? ErrorList.CONDITION : ErrorList.FLOATING;
  }
}
