// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/** The letters in which values and gradients are written; for static import into op files. */
public final class Letters {

  /** The first input. */
  public static final Expr a = new Expr.Input(0);

  /** The second input. */
  public static final Expr b = new Expr.Input(1);

  /** The third input. */
  public static final Expr c = new Expr.Input(2);

  /** The gradient that arrives from above, at the output. */
  public static final Expr g = new Expr.Upstream();

  /** The value of the operation itself. */
  public static final Expr out = new Expr.Output();

  private Letters() {}
}
