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
  Partial.None NONE =
      new Partial.None(
          "a condition jumps between two values and has no gradient", "条件只在真假之间跳变，没有梯度");

  /** a &lt; b. */
  record Less() implements Comparison {
    @Override
    public Definition define() {
      return compare("less", "<", a.less(b), "torch.lt").wholeToo();
    }
  }

  /** a &lt;= b. */
  record LessEqual() implements Comparison {
    @Override
    public Definition define() {
      return compare("lessEqual", "<=", a.lessEqual(b), "torch.le").wholeToo();
    }
  }

  /** a == b. */
  record Equal() implements Comparison {
    @Override
    public Definition define() {
      return compare("equal", "==", a.equal(b), "torch.eq").ofAll();
    }
  }

  /** a != b: the opposite of a == b, so that NaN differs from everything. */
  record NotEqual() implements Comparison {
    @Override
    public Definition define() {
      return compare("notEqual", "!=", Expr.of(Code.NOT, a.equal(b)), "torch.ne").ofAll();
    }
  }

  /** Equal, or |a - b| finite and at most absolute + relative * |b|. */
  record IsClose(double relative, double absolute) implements Comparison {
    @Override
    public Definition define() {
      Expr error = a.minus(b).then(Code.ABS);
      Expr allowed = b.then(Code.ABS).times(relative).plus(absolute);
      Expr near = error.less(Double.POSITIVE_INFINITY).and(error.lessEqual(allowed));
      return compare("isClose", "close", a.equal(b).or(near), "torch.isclose");
    }
  }

  /** a is NaN. */
  record IsNan() implements Comparison {
    @Override
    public Definition define() {
      return ask("isNan", a.isNan(), "torch.isnan");
    }
  }

  /** a is infinite, of either sign. */
  record IsInf() implements Comparison {
    @Override
    public Definition define() {
      return ask("isInf", a.then(Code.ABS).equal(Double.POSITIVE_INFINITY), "torch.isinf");
    }
  }

  /** a is neither infinite nor NaN. */
  record IsFinite() implements Comparison {
    @Override
    public Definition define() {
      return ask("isFinite", a.then(Code.ABS).less(Double.POSITIVE_INFINITY), "torch.isfinite");
    }
  }

  /** Both conditions. */
  record And() implements Comparison {
    @Override
    public Definition define() {
      return Definition.of(logic("and", "torch.logical_and"), Expr.flag(0).and(Expr.flag(1)))
          .none(NONE)
          .none(NONE);
    }
  }

  /** Either condition. */
  record Or() implements Comparison {
    @Override
    public Definition define() {
      return Definition.of(logic("or", "torch.logical_or"), Expr.flag(0).or(Expr.flag(1)))
          .none(NONE)
          .none(NONE);
    }
  }

  /** One condition but not the other. */
  record Xor() implements Comparison {
    @Override
    public Definition define() {
      Expr both = Expr.flag(0).and(Expr.flag(1));
      Expr value = Expr.flag(0).or(Expr.flag(1)).and(Expr.of(Code.NOT, both));
      return Definition.of(logic("xor", "torch.logical_xor"), value).none(NONE).none(NONE);
    }
  }

  /** The condition does not hold. */
  record Not() implements Comparison {
    @Override
    public Definition define() {
      return Definition.of(logic("not", "torch.logical_not"), Expr.of(Code.NOT, Expr.flag(0)))
          .none(NONE);
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
                      "A where gate is a gradient router: each upstream gradient goes to the"
                          + " operand that was taken there.",
                      "选择门是梯度路由器：各处的回传梯度只送给在该处被取用的操作数。")
                  .withTorch("torch.where"),
              Expr.choose(condition, b, c))
          .ofAll()
          .none(NONE)
          .partial(Expr.choose(condition, g, Expr.of(0)))
          .partial(Expr.choose(condition, Expr.of(0), g));
    }
  }

  private static Definition compare(String name, String symbol, Expr value, String torch) {
    Meaning meaning =
        Meaning.of(
            name,
            symbol,
            Role.STOPPER,
            "A comparison gate answers yes or no: its output jumps, so no gradient passes.",
            "比较门只回答真假：输出是跳变的，没有梯度通过。");
    return Definition.of(meaning.withTorch(torch), value).none(NONE).none(NONE);
  }

  private static Definition ask(String name, Expr value, String torch) {
    Meaning meaning =
        Meaning.of(
            name,
            name,
            Role.STOPPER,
            "A question gate answers yes or no about its input, so no gradient passes.",
            "判断门只回答关于输入的真假，没有梯度通过。");
    return Definition.of(meaning.withTorch(torch), value).none(NONE);
  }

  private static Meaning logic(String name, String torch) {
    return Meaning.of(
            name,
            name,
            Role.STOPPER,
            "A logic gate takes conditions, which jump, so no gradient passes.",
            "逻辑门的输入是会跳变的条件，没有梯度通过。")
        .withTorch(torch);
  }
}
