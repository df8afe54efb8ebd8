// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
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
                  "正弦门把回传梯度乘以输入的余弦。"),
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
                  "余弦门把回传梯度乘以输入正弦的相反数。"),
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
                  "正切门把回传梯度乘以一与输出平方之和。"),
              a.then(Code.TAN))
          .partial(g.times(out.fma(out, 1)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().sin().over(inputs.getFirst().cos()));
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
                  "An arctangent gate divides the upstream gradient by one plus its input squared.",
                  "反正切门把回传梯度除以一与输入平方之和。"),
              a.then(Code.ATAN))
          .partial(g.over(a.fma(a, 1)));
    }
  }
}
