// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;
import static chainrule.array.Letters.g;

import chainrule.array.Code;
import chainrule.array.Expr;

/** Numbers to conditions, conditions to conditions, and the choice between numbers. */
public sealed interface Comparison extends Elementwise {

  /** Why nothing passes through a comparison. */
  String REASON = "a condition jumps between two values and has no gradient";

  /** a &lt; b. */
  record Less() implements Comparison {
    @Override
    public Definition define() {
      return compare("less", "<", a.less(b));
    }
  }

  /** a &lt;= b. */
  record LessEqual() implements Comparison {
    @Override
    public Definition define() {
      return compare("lessEqual", "<=", a.lessEqual(b));
    }
  }

  /** a == b. */
  record Equal() implements Comparison {
    @Override
    public Definition define() {
      return compare("equal", "==", a.equal(b));
    }
  }

  /** Both conditions. */
  record And() implements Comparison {
    @Override
    public Definition define() {
      return compare("and", "and", Expr.flag(0).and(Expr.flag(1)));
    }
  }

  /** Either condition. */
  record Or() implements Comparison {
    @Override
    public Definition define() {
      return compare("or", "or", Expr.flag(0).or(Expr.flag(1)));
    }
  }

  /** The condition does not hold. */
  record Not() implements Comparison {
    @Override
    public Definition define() {
      return Definition.of(flat("not", "not"), Expr.of(Code.NOT, Expr.flag(0))).none(REASON);
    }
  }

  /** b where the condition a holds, c elsewhere. */
  record Where() implements Comparison {
    @Override
    public Definition define() {
      Expr condition = Expr.flag(0);
      return Definition.of(
              Meaning.of(
                  "where",
                  "?",
                  Role.ROUTER,
                  "The choice routes the gradient to the operand that was taken.",
                  "选择把梯度送给被取用的那个操作数。"),
              Expr.choose(condition, b, c))
          .none(REASON)
          .partial(Expr.choose(condition, g, Expr.of(0)))
          .partial(Expr.choose(condition, Expr.of(0), g));
    }
  }

  private static Definition compare(String name, String symbol, Expr value) {
    return Definition.of(flat(name, symbol), value).none(REASON).none(REASON);
  }

  private static Meaning flat(String name, String symbol) {
    return Meaning.of(
        name, symbol, Role.STOPPER, "A condition jumps, so no gradient passes.", "条件是跳变的，梯度无法通过。");
  }
}
