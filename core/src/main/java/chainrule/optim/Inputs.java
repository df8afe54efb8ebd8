// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static chainrule.array.Letters.a;

import chainrule.array.Code;
import chainrule.array.Expr;

/**
 * What the rule of an optimizer reads, in this order: the parameter, what is kept for it, the
 * gradient, the numbers of the step.
 *
 * @param slots how much is kept
 */
record Inputs(int slots) {

  /** The parameter. */
  Expr weight() {
    return a;
  }

  /** What is kept, from 0. */
  Expr slot(int index) {
    return new Expr.Input(1 + index);
  }

  /** The gradient. */
  Expr gradient() {
    return new Expr.Input(1 + slots);
  }

  /** A number of the step, from 0. */
  Expr number(int index) {
    return new Expr.Input(2 + slots + index);
  }

  /** The gradient of the loss with half of the squared weights added, a number times. */
  Expr gradientWithDecay(int decay) {
    return gradient().plus(number(decay).times(weight()));
  }

  /** share * kept + rest * now. */
  Expr moved(int slot, int share, int rest, Expr now) {
    return number(share).times(slot(slot)).plus(number(rest).times(now));
  }

  /** A root that is NaN for NaN alone. */
  static Expr root(Expr square) {
    return square.then(Code.SQRT);
  }
}
