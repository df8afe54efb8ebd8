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

/** Functions of angles, their hyperbolic kin, and the inverses of both. */
public sealed interface Trigonometric extends Elementwise {

  /** The sine of a, in radians. */
  record Sin() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "sin",
                      "sin",
                      Role.SCALER,
                      "A sine gate scales the upstream gradient by the cosine of its input.",
                      "正弦门把回传梯度乘以输入的余弦。")
                  .withTorch("torch.sin"),
              a.then(Code.SIN))
          .partial(g.times(a.then(Code.COS)));
    }
  }

  /** The cosine of a, in radians. */
  record Cos() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "cos",
                      "cos",
                      Role.SCALER,
                      "A cosine gate scales the upstream gradient by minus the sine of its input.",
                      "余弦门把回传梯度乘以输入正弦的相反数。")
                  .withTorch("torch.cos"),
              a.then(Code.COS))
          .partial(g.negate().times(a.then(Code.SIN)));
    }
  }

  /** The tangent of a, in radians. */
  record Tan() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "tan",
                      "tan",
                      Role.SCALER,
                      "A tangent gate scales the upstream gradient by one plus its output squared.",
                      "正切门把回传梯度乘以一与输出平方之和。")
                  .withTorch("torch.tan"),
              a.then(Code.TAN))
          .partial(g.times(out.fma(out, 1)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().sin().over(inputs.getFirst().cos()));
    }
  }

  /** The arc sine of a, in radians. */
  record Asin() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "asin",
                      "asin",
                      Role.SCALER,
                      "An arcsine gate divides the upstream gradient by the cosine of its output.",
                      "反正弦门把回传梯度除以输出的余弦。")
                  .withKink("infinite at -1 and 1", "-1 和 1 处为无穷")
                  .withTorch("torch.asin"),
              a.then(Code.ASIN))
          .partial(g.over(leg(a)));
    }
  }

  /** The arc cosine of a, in radians. */
  record Acos() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "acos",
                      "acos",
                      Role.SCALER,
                      "An arccosine gate divides the upstream gradient by minus the sine of its"
                          + " output.",
                      "反余弦门把回传梯度除以输出正弦的相反数。")
                  .withKink("infinite at -1 and 1", "-1 和 1 处为无穷")
                  .withTorch("torch.acos"),
              a.then(Code.ACOS))
          .partial(g.negate().over(leg(a)));
    }
  }

  /** The arc tangent of a, in radians. */
  record Atan() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "atan",
                      "atan",
                      Role.SCALER,
                      "An arctangent gate divides the upstream gradient by one plus its input"
                          + " squared.",
                      "反正切门把回传梯度除以一与输入平方之和。")
                  .withTorch("torch.atan"),
              a.then(Code.ATAN))
          .partial(g.over(a.fma(a, 1)));
    }
  }

  /** The angle of the point (b, a), in radians from -pi to pi. */
  record Atan2() implements Trigonometric {
    @Override
    public Definition define() {
      Expr distance = Expr.of(Code.HYPOT, a, b);
      return Definition.of(
              Meaning.of(
                      "atan2",
                      "atan2",
                      Role.SCALER,
                      "An atan2 gate gives each input the upstream gradient times the other over"
                          + " the squared distance from 0.",
                      "双参数反正切门给每个输入的是回传梯度乘以另一个输入，再除以到原点距离的平方，第二个带负号。")
                  .withKink("NaN at a = b = 0, where there is no angle", "a = b = 0 处没有角度，得 NaN")
                  .withTorch("torch.atan2"),
              Expr.of(Code.ATAN2, a, b))
          .partial(g.times(b.over(distance)).over(distance))
          .partial(g.negate().times(a.over(distance)).over(distance));
    }
  }

  /** The hyperbolic sine of a. */
  record Sinh() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "sinh",
                      "sinh",
                      Role.SCALER,
                      "A hyperbolic sine gate scales the upstream gradient by the hyperbolic cosine"
                          + " of its input.",
                      "双曲正弦门把回传梯度乘以输入的双曲余弦。")
                  .withTorch("torch.sinh"),
              a.then(Code.SINH))
          .partial(g.times(a.then(Code.COSH)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().exp().minus(inputs.getFirst().negate().exp()).over(2));
    }
  }

  /** The hyperbolic cosine of a. */
  record Cosh() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "cosh",
                      "cosh",
                      Role.SCALER,
                      "A hyperbolic cosine gate scales the upstream gradient by the hyperbolic sine"
                          + " of its input.",
                      "双曲余弦门把回传梯度乘以输入的双曲正弦。")
                  .withTorch("torch.cosh"),
              a.then(Code.COSH))
          .partial(g.times(a.then(Code.SINH)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().exp().plus(inputs.getFirst().negate().exp()).over(2));
    }
  }

  /** The inverse of the hyperbolic sine. */
  record Asinh() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "asinh",
                      "asinh",
                      Role.SCALER,
                      "An inverse hyperbolic sine gate divides the upstream gradient by the root of"
                          + " its input squared plus 1.",
                      "反双曲正弦门把回传梯度除以输入平方加一的平方根。")
                  .withTorch("torch.asinh"),
              a.then(Code.ASINH))
          .partial(g.over(Expr.of(Code.HYPOT, a, Expr.of(1))));
    }
  }

  /** The inverse of the hyperbolic cosine, from 1 on. */
  record Acosh() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "acosh",
                      "acosh",
                      Role.SCALER,
                      "An inverse hyperbolic cosine gate divides the upstream gradient by the root"
                          + " of its input squared minus 1.",
                      "反双曲余弦门把回传梯度除以输入平方减一的平方根。")
                  .withKink("+inf at a = 1", "a = 1 处为 +inf")
                  .withTorch("torch.acosh"),
              a.then(Code.ACOSH))
          .partial(g.over(a.minus(1).then(Code.SQRT)).over(a.plus(1).then(Code.SQRT)));
    }
  }

  /** The inverse of the hyperbolic tangent, between -1 and 1. */
  record Atanh() implements Trigonometric {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "atanh",
                      "atanh",
                      Role.SCALER,
                      "An inverse hyperbolic tangent gate divides the upstream gradient by one"
                          + " minus its input squared.",
                      "反双曲正切门把回传梯度除以一与输入平方之差。")
                  .withKink("infinite at -1 and 1", "-1 和 1 处为无穷")
                  .withTorch("torch.atanh"),
              a.then(Code.ATANH))
          .partial(g.over(Expr.of(1).minus(a).times(a.plus(1))));
    }
  }

  /** The root of 1 - x^2, as a product: 1 - x loses nothing near 1. */
  private static Expr leg(Expr x) {
    return Expr.of(1).minus(x).times(x.plus(1)).then(Code.SQRT);
  }
}
