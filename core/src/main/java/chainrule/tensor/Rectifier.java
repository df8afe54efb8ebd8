// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Activations that pass what is on one side of a kink, and the smooth rectifier. */
public sealed interface Rectifier extends Activation {

  /** max(0, a). */
  record Relu() implements Rectifier {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "relu",
                      "relu",
                      Role.ROUTER,
                      "A ReLU gate is a gradient router: it lets the upstream gradient through"
                          + " where its input is positive.",
                      "ReLU 门是梯度路由器：输入为正则放行回传梯度，否则拦下。")
                  .withKink("0 at a = 0", "a = 0 处取 0")
                  .withTorch("torch.nn.functional.relu"),
              Expr.of(Code.MAXIMUM, a, Expr.of(0)))
          .partial(Expr.choose(out.lessEqual(Expr.of(0)), Expr.of(0), g));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().maximum(0));
    }
  }

  /** a where positive, slope * a elsewhere (Maas, Hannun and Ng 2013). */
  record LeakyRelu(double slope) implements Rectifier {
    @Override
    public Definition define() {
      Expr positive = Expr.of(0).less(a);
      return Definition.of(
              Meaning.of(
                      "leakyRelu",
                      "leaky",
                      Role.SCALER,
                      "A leaky ReLU gate passes the upstream gradient of positive inputs and scales"
                          + " the rest by its slope.",
                      "带泄漏的 ReLU 门放行正输入的回传梯度，其余的乘以斜率。")
                  .withKink("the negative slope at a = 0", "a = 0 处取负半轴的斜率")
                  .withTorch("torch.nn.functional.leaky_relu"),
              Expr.choose(positive, a, a.times(slope)))
          .partial(Expr.choose(positive, g, g.times(slope)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      Tensor scaled = x.times(slope);
      return Optional.of(slope <= 1 ? x.maximum(scaled) : x.minimum(scaled));
    }
  }

  /** min(max(0, a), 6) (Krizhevsky 2010). */
  record Relu6() implements Rectifier {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "relu6",
                      "relu6",
                      Role.ROUTER,
                      "A ReLU6 gate is a gradient router: it lets the upstream gradient through"
                          + " between 0 and 6 only.",
                      "ReLU6 门是梯度路由器：输入在零与六之间则放行回传梯度，否则拦下。")
                  .withKink("0 at a = 0 and a = 6", "a = 0 和 a = 6 处取 0")
                  .withTorch("torch.nn.functional.relu6"),
              Rectifier.held(0, 6))
          .partial(Rectifier.between(0, 6));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().maximum(0).minimum(6));
    }
  }

  /** a held between two bounds; unlike {@link Arithmetic.Clamp} flat at them. */
  record Hardtanh(double low, double high) implements Rectifier {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "hardtanh",
                      "hardtanh",
                      Role.ROUTER,
                      "A hard tanh gate is a gradient router: it lets the upstream gradient through"
                          + " inside its bounds.",
                      "硬 tanh 门是梯度路由器：输入严格在界内则放行回传梯度，否则拦下。")
                  .withKink("0 at the bounds", "边界处取 0")
                  .withTorch("torch.nn.functional.hardtanh"),
              Rectifier.held(low, high))
          .partial(Rectifier.between(low, high));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().maximum(low).minimum(high));
    }
  }

  /** a where above the threshold, one value elsewhere. */
  record Threshold(double threshold, double value) implements Rectifier {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "threshold",
                      "threshold",
                      Role.ROUTER,
                      "A threshold gate is a gradient router: it lets the upstream gradient through"
                          + " above its threshold.",
                      "阈值门是梯度路由器：输入高于阈值则放行回传梯度，否则拦下。")
                  .withKink("0 at the threshold", "阈值处取 0")
                  .withTorch("torch.nn.functional.threshold"),
              Expr.choose(a.lessEqual(Expr.of(threshold)), Expr.of(value), a))
          .partial(Expr.choose(a.lessEqual(Expr.of(threshold)), Expr.of(0), g));
    }
  }

  /** log(1 + e^a). */
  record Softplus() implements Rectifier {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "softplus",
                      "softplus",
                      Role.SCALER,
                      "A softplus gate scales the upstream gradient by the sigmoid of its input.",
                      "softplus 门把回传梯度乘以输入的 sigmoid 值。")
                  .withTorch("torch.nn.functional.softplus"),
              a.then(Code.SOFTPLUS))
          .partial(g.times(a.then(Code.SIGMOID)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().exp().plus(1).log());
    }
  }

  /** log(1 + e^(beta a)) / beta, and a itself where beta a is above the threshold. */
  record ScaledSoftplus(double beta, double threshold) implements Rectifier {
    @Override
    public Definition define() {
      Expr scaled = a.times(beta);
      Expr straight = Expr.of(threshold).less(scaled);
      return Definition.of(
              Meaning.of(
                      "scaledSoftplus",
                      "softplus",
                      Role.SCALER,
                      "A scaled softplus gate scales the upstream gradient by the sigmoid of beta"
                          + " times its input.",
                      "带系数的 softplus 门把回传梯度乘以 beta 与输入之积的 sigmoid 值。")
                  .withKink("1 above the threshold", "阈值以上取 1")
                  .withTorch("torch.nn.functional.softplus"),
              Expr.choose(straight, a, scaled.then(Code.SOFTPLUS).over(beta)))
          .partial(Expr.choose(straight, g, g.times(scaled.then(Code.SIGMOID))));
    }
  }

  private static Expr held(double low, double high) {
    return Expr.of(Code.MINIMUM, Expr.of(Code.MAXIMUM, a, Expr.of(low)), Expr.of(high));
  }

  private static Expr between(double low, double high) {
    Expr flat = a.lessEqual(Expr.of(low)).or(Expr.of(high).lessEqual(a));
    return Expr.choose(flat, Expr.of(0), g);
  }
}
