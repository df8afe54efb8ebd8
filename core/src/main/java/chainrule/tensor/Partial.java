// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Expr;

/** How a gradient passes through an operation to one input. */
public sealed interface Partial {

  /** The formula shown, with inputs a, b, c, upstream g and output out. */
  String formula();

  /**
   * Element by element: one loop, or with {@code createGraph} one recorded operation a node.
   *
   * @param gradient in terms of the inputs, the upstream and the output
   */
  record Local(Expr gradient) implements Partial {
    @Override
    public String formula() {
      return gradient.formula();
    }
  }

  /**
   * By operations on tensors, which differentiate again.
   *
   * @param formula what is shown
   * @param pullback the rule
   */
  record Rule(String formula, Pullback pullback) implements Partial {}

  /**
   * Not at all.
   *
   * @param reason why there is no gradient
   * @param chineseReason the same in Simplified Chinese
   */
  record None(String reason, String chineseReason) implements Partial {
    @Override
    public String formula() {
      return "none";
    }
  }

  /** From the upstream gradient to the contribution to one input. */
  @FunctionalInterface
  interface Pullback {
    /** The contribution; its shape is that of the input. */
    Tensor apply(Passage passage);
  }

  /** An elementwise partial. */
  static Partial of(Expr gradient) {
    return new Local(gradient);
  }

  /** A partial by tensor operations. */
  static Partial of(String formula, Pullback pullback) {
    return new Rule(formula, pullback);
  }

  /** No gradient, and why, in English and Simplified Chinese. */
  static Partial none(String reason, String chineseReason) {
    return new None(reason, chineseReason);
  }
}
