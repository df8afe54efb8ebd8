// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Code;
import chainrule.array.Expr;

/** The straight line through (-3, 0) and (3, 1), held between 0 and 1. */
final class Sixths {

  private Sixths() {}

  static Expr of(Expr x) {
    Expr held = Expr.of(Code.MINIMUM, Expr.of(Code.MAXIMUM, x.plus(3), Expr.of(0)), Expr.of(6));
    return held.over(6);
  }
}
