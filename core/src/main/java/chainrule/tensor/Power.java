// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Powers and roots, and the length of a vector of two. */
public sealed interface Power extends Elementwise {

  /** a * a. */
  record Square() implements Power {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "square",
                      "a²",
                      Role.SCALER,
                      "A square gate scales the upstream gradient by twice its input.",
                      "平方门把回传梯度乘以输入的两倍。")
                  .withTorch("torch.square"),
              a.times(a))
          .wholeToo()
          .partial(g.times(a.times(2)));
    }
  }

  /** The square root of a. */
  record Sqrt() implements Power {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "sqrt",
                      "√",
                      Role.SCALER,
                      "A square-root gate divides the upstream gradient by twice its output.",
                      "平方根门把回传梯度除以输出的两倍。")
                  .withKink(
                      "+inf at a = 0 (NaN where the upstream is 0)",
                      "a = 0 处为 +inf（回传梯度为 0 时得 NaN）")
                  .withTorch("torch.sqrt"),
              a.then(Code.SQRT))
          .partial(g.over(out.times(2)));
    }
  }

  /** 1 / the square root of a. */
  record Rsqrt() implements Power {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "rsqrt",
                      "1/√",
                      Role.SCALER,
                      "A reciprocal-root gate scales the upstream gradient by minus its output over"
                          + " twice its input.",
                      "平方根倒数门把回传梯度乘以输出除以输入两倍的相反数。")
                  .withKink("-inf at a = 0", "a = 0 处为 -inf")
                  .withTorch("torch.rsqrt"),
              Expr.of(1).over(a.then(Code.SQRT)))
          .partial(g.times(out.over(a.times(-2))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().sqrt().reciprocal());
    }
  }

  /** The cube root of a, of the sign of a. */
  record Cbrt() implements Power {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "cbrt",
                      "∛",
                      Role.SCALER,
                      "A cube-root gate divides the upstream gradient by three times its output"
                          + " squared.",
                      "立方根门把回传梯度除以输出平方的三倍。")
                  .withKink("+inf at a = 0", "a = 0 处为 +inf"),
              a.then(Code.CBRT))
          .partial(g.over(out.times(out).times(3)));
    }
  }

  /** 1 / a. */
  record Reciprocal() implements Power {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "reciprocal",
                      "1/a",
                      Role.SCALER,
                      "A reciprocal gate scales the upstream gradient by minus its output squared.",
                      "倒数门把回传梯度乘以输出平方的相反数。")
                  .withTorch("torch.reciprocal"),
              Expr.of(1).over(a))
          .partial(g.negate().times(out.times(out)));
    }
  }

  /** a to the power b. */
  record Pow() implements Power {
    @Override
    public Definition define() {
      // With b = 0 no order of derivative may meet 0 * inf: b / a stands for b * a^(b - 1) there,
      // and there alone, as 1 / a overflows for subnormal a.
      Expr below = Expr.choose(b.equal(0), Expr.of(1), b.minus(1));
      Expr divisor = Expr.choose(a.equal(0), Expr.of(1), a);
      Expr flat = g.times(b.over(Expr.choose(b.equal(0), divisor, Expr.of(1))));
      Expr atZero = Expr.choose(a.equal(0), Expr.of(0), flat);
      Expr base = g.times(b.times(Expr.of(Code.POW, a, below)));
      Expr vanishes = a.equal(0).and(Expr.of(0).lessEqual(b));
      Expr inLog = Expr.choose(vanishes, Expr.of(1), a);
      Expr exponent = g.times(out.times(inLog.then(Code.LOG)));
      return Definition.of(
              Meaning.of(
                      "pow",
                      "^",
                      Role.SCALER,
                      "For its base a power gate scales the upstream gradient by the exponent times"
                          + " the next lower power.",
                      "幂运算门给底数的是回传梯度乘以指数，再乘以低一次的幂。")
                  .withKink(
                      "0 for x^0 at 0, and for the exponent at base 0",
                      "0 处的 x^0 取 0，底数为 0 时指数的梯度取 0")
                  .withTorch("torch.pow"),
              Expr.of(Code.POW, a, b))
          .partial(Expr.choose(b.equal(0), atZero, base))
          .partial(Expr.choose(vanishes, Expr.of(0), exponent));
    }
  }

  /** The length of the vector (a, b). */
  record Hypot() implements Power {
    @Override
    public Definition define() {
      Expr origin = out.equal(0);
      Expr length = Expr.choose(origin, Expr.of(1), out);
      return Definition.of(
              Meaning.of(
                      "hypot",
                      "hypot",
                      Role.SCALER,
                      "A hypot gate gives each input the upstream gradient times its share, the"
                          + " input over the output.",
                      "斜边门给每个输入的是回传梯度乘以该输入与输出之比。")
                  .withKink("0 at a = b = 0", "a = b = 0 处取 0")
                  .withTorch("torch.hypot"),
              Expr.of(Code.HYPOT, a, b))
          .partial(Expr.choose(origin, Expr.of(0), g.times(a.over(length))))
          .partial(Expr.choose(origin, Expr.of(0), g.times(b.over(length))));
    }
  }
}
