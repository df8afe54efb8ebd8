// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Sums, products, powers, and what else is made of them. */
public sealed interface Arithmetic extends Elementwise {

  /** a + b. */
  record Add() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "add",
                  "+",
                  Role.DISTRIBUTOR,
                  "An add gate is a gradient distributor: every input gets the whole upstream"
                      + " gradient, unchanged.",
                  "加法门是梯度分配器：把回传梯度原样分给每个输入。"),
              a.plus(b))
          .partial(g)
          .partial(g);
    }
  }

  /** a - b. */
  record Sub() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "sub",
                  "-",
                  Role.DISTRIBUTOR,
                  "A subtract gate is a gradient distributor that changes the sign for its second"
                      + " input.",
                  "减法门是梯度分配器：第一个输入得到回传梯度，第二个得到它的相反数。"),
              a.minus(b))
          .partial(g)
          .partial(g.negate());
    }
  }

  /** a * b. */
  record Mul() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "mul",
                  "*",
                  Role.SWITCHER,
                  "A multiply gate is a swap multiplier: each input gets the upstream gradient"
                      + " times the other input.",
                  "乘法门是梯度转换器：每个输入得到回传梯度乘以另一个输入。"),
              a.times(b))
          .partial(g.times(b))
          .partial(g.times(a));
    }
  }

  /** a / b. */
  record Div() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "div",
                  "/",
                  Role.SCALER,
                  "A divide gate divides the upstream gradient by the denominator, which gets that"
                      + " times minus the quotient.",
                  "除法门给分子的是回传梯度除以分母，给分母的是它再乘以商的相反数。"),
              a.over(b))
          .partial(g.over(b))
          .partial(g.negate().times(out).over(b));
    }
  }

  /** -a. */
  record Neg() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "neg",
                  "-",
                  Role.SCALER,
                  "A negate gate changes the sign of the upstream gradient.",
                  "取负门把回传梯度变号。"),
              a.negate())
          .partial(g.negate());
    }
  }

  /** |a|. */
  record Abs() implements Arithmetic {
    @Override
    public Definition define() {
      Expr notNegative = Expr.choose(Expr.of(0).less(a), g, a.times(0));
      return Definition.of(
              Meaning.of(
                      "abs",
                      "|a|",
                      Role.SCALER,
                      "An absolute-value gate gives the upstream gradient the sign of its input.",
                      "绝对值门让回传梯度乘上输入的正负号。")
                  .withKink("0 at a = 0", "a = 0 处取 0"),
              a.then(Code.ABS))
          .partial(Expr.choose(a.less(0), g.negate(), notNegative));
    }
  }

  /** -1, 0 or 1 by the sign of a. */
  record Sign() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "sign",
                      "sign",
                      Role.STOPPER,
                      "A sign gate is flat on both sides of its jump: its local gradient is 0, so"
                          + " nothing can learn through it.",
                      "符号门在跳变两侧都是平的：局部梯度为零，无法经由它学习。")
                  .withKink("0 at a = 0", "a = 0 处取 0"),
              Expr.choose(a.less(0), Expr.of(-1), Expr.choose(Expr.of(0).less(a), Expr.of(1), a)))
          .partial(Expr.of(0));
    }
  }

  /** The larger of a and b. */
  record Maximum() implements Arithmetic {
    @Override
    public Definition define() {
      Expr half = g.times(0.5);
      return Definition.of(
              Meaning.of(
                      "maximum",
                      "max",
                      Role.ROUTER,
                      "A max gate is a gradient router: the larger input gets the whole upstream"
                          + " gradient, the other nothing.",
                      "最大值门是梯度路由器：较大的输入得到全部回传梯度，另一个得到零。")
                  .withKink(
                      "half to each at a tie; 1 to each would count the total twice",
                      "相等时各得一半；若各给 1，总量就算了两次"),
              Expr.of(Code.MAXIMUM, a, b))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(a.less(b), Expr.of(0), g)))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(b.less(a), Expr.of(0), g)));
    }
  }

  /** The smaller of a and b. */
  record Minimum() implements Arithmetic {
    @Override
    public Definition define() {
      Expr half = g.times(0.5);
      return Definition.of(
              Meaning.of(
                      "minimum",
                      "min",
                      Role.ROUTER,
                      "A min gate is a gradient router: the smaller input gets the whole upstream"
                          + " gradient, the other nothing.",
                      "最小值门是梯度路由器：较小的输入得到全部回传梯度，另一个得到零。")
                  .withKink(
                      "half to each at a tie; 1 to each would count the total twice",
                      "相等时各得一半；若各给 1，总量就算了两次"),
              Expr.of(Code.MINIMUM, a, b))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(b.less(a), Expr.of(0), g)))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(a.less(b), Expr.of(0), g)));
    }
  }

  /** a held between two bounds. */
  record Clamp(double low, double high) implements Arithmetic {
    @Override
    public Definition define() {
      Expr outside = a.less(low).or(Expr.of(high).less(a));
      return Definition.of(
              Meaning.of(
                      "clamp",
                      "clamp",
                      Role.ROUTER,
                      "A clamp gate is a gradient router: it lets the upstream gradient through"
                          + " between its bounds only.",
                      "截断门是梯度路由器：输入在界内则放行回传梯度，在界外则拦下。")
                  .withKink("1 at the bounds", "边界处取 1"),
              Expr.of(Code.MINIMUM, Expr.of(Code.MAXIMUM, a, Expr.of(low)), Expr.of(high)))
          .partial(Expr.choose(outside, Expr.of(0), g));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().maximum(low).minimum(high));
    }
  }

  /** a * b + c, rounded once. */
  record Fma() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "fma",
                  "a*b+c",
                  Role.SWITCHER,
                  "A multiply-add gate is a swap multiplier for its factors; what is added gets the"
                      + " whole upstream gradient.",
                  "乘加门对两个因数是梯度转换器，对加数则原样给出回传梯度。"),
              a.fma(b, c))
          .partial(g.times(b))
          .partial(g.times(a))
          .partial(g);
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.get(0).times(inputs.get(1)).plus(inputs.get(2)));
    }
  }
}
