// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Activations that take off a little, or all of what is little. */
public sealed interface Shrinkage extends Activation {

  /** a moved towards 0 by lambda, 0 where it is no larger than that. */
  record Softshrink(double lambda) implements Shrinkage {
    @Override
    public Definition define() {
      Expr small = a.then(Code.ABS).lessEqual(Expr.of(lambda));
      return Definition.of(
              Meaning.of(
                      "softshrink",
                      "softshrink",
                      Role.ROUTER,
                      "A soft shrink gate is a gradient router: it lets the upstream gradient of"
                          + " inputs beyond lambda through.",
                      "软收缩门是梯度路由器：输入的绝对值大于 lambda 则放行回传梯度，否则拦下。")
                  .withKink("0 at a = -lambda and a = lambda", "a = -lambda 和 a = lambda 处取 0")
                  .withTorch("torch.nn.functional.softshrink"),
              Expr.choose(
                  small,
                  Expr.of(0),
                  Expr.choose(Expr.of(0).less(a), a.minus(lambda), a.plus(lambda))))
          .partial(Expr.choose(small, Expr.of(0), g));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().minus(inputs.getFirst().clamp(-lambda, lambda)));
    }
  }

  /** a, but 0 where its size is at most lambda. */
  record Hardshrink(double lambda) implements Shrinkage {
    @Override
    public Definition define() {
      Expr small = a.then(Code.ABS).lessEqual(Expr.of(lambda));
      return Definition.of(
              Meaning.of(
                      "hardshrink",
                      "hardshrink",
                      Role.ROUTER,
                      "A hard shrink gate is a gradient router: it lets the upstream gradient of"
                          + " inputs beyond lambda through.",
                      "硬收缩门是梯度路由器：输入的绝对值大于 lambda 则放行回传梯度，否则拦下。")
                  .withKink(
                      "0 at a = -lambda and a = lambda, where it jumps",
                      "在跳变处 a = -lambda 和 a = lambda 取 0")
                  .withTorch("torch.nn.functional.hardshrink"),
              Expr.choose(small, Expr.of(0), a))
          .partial(Expr.choose(small, Expr.of(0), g));
    }
  }

  /** a - tanh(a). */
  record Tanhshrink() implements Shrinkage {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "tanhshrink",
                      "tanhshrink",
                      Role.SCALER,
                      "A tanh shrink gate scales the upstream gradient by the square of the tanh of"
                          + " its input.",
                      "tanh 收缩门把回传梯度乘以输入的 tanh 值的平方。")
                  .withTorch("torch.nn.functional.tanhshrink"),
              a.minus(a.then(Code.TANH)))
          .partial(g.times(a.then(Code.TANH).times(a.then(Code.TANH))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().minus(inputs.getFirst().tanh()));
    }
  }
}
