// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/**
 * The non-linear functions between the layers of a network, with the parameters they usually have
 * as constants.
 */
// A record of this family does not initialize the interface, which has no default methods.
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface Activation extends Elementwise {

  /** The sigmoid. */
  Activation SIGMOID = new Sigmoid();

  /** The hyperbolic tangent. */
  Activation TANH = new Tanh();

  /** The rectifier. */
  Activation RELU = new Relu();

  /** Leaky ReLU with slope 0.01. */
  Activation LEAKY_RELU = new LeakyRelu(0.01);

  /** ELU with alpha 1. */
  Activation ELU = new Elu(1);

  /** The smooth rectifier. */
  Activation SOFTPLUS = new Softplus();

  /** SiLU, also called swish. */
  Activation SILU = new Silu();

  /** GELU by the error function. */
  Activation GELU = new Gelu();

  /** Softsign. */
  Activation SOFTSIGN = new Softsign();

  /** The step of the first artificial neurons, through which nothing can learn. */
  Activation STEP = new Step();

  /** All of the above: what can be named on a command line or in a file. */
  List<Activation> ALL =
      List.of(SIGMOID, TANH, RELU, LEAKY_RELU, ELU, SOFTPLUS, SILU, GELU, SOFTSIGN, STEP);

  /** 1 / (1 + e^-a). */
  record Sigmoid() implements Activation {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "sigmoid",
                  "σ",
                  Role.SCALER,
                  "A sigmoid gate scales the upstream gradient by its output times one minus its"
                      + " output, at most 1/4.",
                  "sigmoid 门把回传梯度乘以输出与一减输出之积，最多只剩四分之一。"),
              a.then(Code.SIGMOID))
          .partial(g.times(out.times(Expr.of(1).minus(out))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().negate().exp().plus(1).reciprocal());
    }
  }

  /** The hyperbolic tangent of a. */
  record Tanh() implements Activation {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "tanh",
                  "tanh",
                  Role.SCALER,
                  "A tanh gate scales the upstream gradient by one minus its output squared.",
                  "tanh 门把回传梯度乘以一与输出平方之差。"),
              a.then(Code.TANH))
          .partial(g.times(Expr.of(1).minus(out.times(out))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor e = inputs.getFirst().times(2).exp();
      return Optional.of(e.minus(1).over(e.plus(1)));
    }
  }

  /** max(0, a). */
  record Relu() implements Activation {
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
                  .withKink("0 at a = 0", "a = 0 处取 0"),
              Expr.of(Code.MAXIMUM, a, Expr.of(0)))
          .partial(Expr.choose(out.lessEqual(Expr.of(0)), Expr.of(0), g));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().maximum(0));
    }
  }

  /** a where positive, slope * a elsewhere (Maas, Hannun and Ng 2013). */
  record LeakyRelu(double slope) implements Activation {
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
                  .withKink("the negative slope at a = 0", "a = 0 处取负半轴的斜率"),
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

  /** a where positive, alpha * (e^a - 1) elsewhere (Clevert 2015, arXiv 1511.07289, eq. 15). */
  record Elu(double alpha) implements Activation {
    @Override
    public Definition define() {
      Expr positive = Expr.of(0).less(a);
      return Definition.of(
              Meaning.of(
                      "elu",
                      "elu",
                      Role.SCALER,
                      "An ELU gate passes the upstream gradient of positive inputs and fades it out"
                          + " below zero.",
                      "ELU 门放行正输入的回传梯度，零以下则逐渐衰减。")
                  .withKink("alpha at a = 0", "a = 0 处取 alpha"),
              Expr.choose(positive, a, a.then(Code.EXPM1).times(alpha)))
          .partial(Expr.choose(positive, g, g.times(out.plus(alpha))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      Tensor below = x.minimum(0).exp().minus(1).times(alpha);
      return Optional.of(x.maximum(0).plus(below));
    }
  }

  /** log(1 + e^a). */
  record Softplus() implements Activation {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "softplus",
                  "softplus",
                  Role.SCALER,
                  "A softplus gate scales the upstream gradient by the sigmoid of its input.",
                  "softplus 门把回传梯度乘以输入的 sigmoid 值。"),
              a.then(Code.SOFTPLUS))
          .partial(g.times(a.then(Code.SIGMOID)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().exp().plus(1).log());
    }
  }

  /** a * sigmoid(a) (Elfwing 2017, arXiv 1702.03118, eq. 8). */
  record Silu() implements Activation {
    @Override
    public Definition define() {
      Expr gate = a.then(Code.SIGMOID);
      return Definition.of(
              Meaning.of(
                  "silu",
                  "silu",
                  Role.SCALER,
                  "A SiLU gate multiplies its input by the input's sigmoid; the gradients through"
                      + " both factors are added.",
                  "SiLU 门是输入与其 sigmoid 值之积，经两个因数回传的梯度相加。"),
              a.times(gate))
          .partial(g.times(gate.times(a.times(Expr.of(1).minus(gate)).plus(1))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().times(inputs.getFirst().sigmoid()));
    }
  }

  /** a times the normal distribution function at a (Hendrycks 2016, arXiv 1606.08415). */
  record Gelu() implements Activation {
    private static final double ROOT_HALF = 0.7071067811865476;
    private static final double OVER_ROOT_TWO_PI = 0.3989422804014327;

    @Override
    public Definition define() {
      Expr share = a.times(ROOT_HALF).then(Code.ERF).plus(1).times(0.5);
      Expr density = a.times(a).times(-0.5).then(Code.EXP).times(OVER_ROOT_TWO_PI);
      return Definition.of(
              Meaning.of(
                  "gelu",
                  "gelu",
                  Role.SCALER,
                  "A GELU gate scales the upstream gradient by the normal share below its input"
                      + " plus input times density.",
                  "GELU 门把回传梯度乘以两项之和：输入以下的正态份额，以及输入与正态密度之积。"),
              a.times(share))
          .partial(g.times(share.plus(a.times(density))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      return Optional.of(x.times(x.times(ROOT_HALF).erf().plus(1).times(0.5)));
    }
  }

  /** a / (1 + |a|) (Bergstra et al. 2009). */
  record Softsign() implements Activation {
    @Override
    public Definition define() {
      Expr size = a.then(Code.ABS).plus(1);
      return Definition.of(
              Meaning.of(
                  "softsign",
                  "softsign",
                  Role.SCALER,
                  "A softsign gate divides the upstream gradient by one plus the size of its input,"
                      + " squared.",
                  "softsign 门把回传梯度除以“一加输入绝对值”的平方。"),
              a.over(size))
          .partial(g.over(size.times(size)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().over(inputs.getFirst().abs().plus(1)));
    }
  }

  /** 1 where a is positive, 0 elsewhere and at 0 (McCulloch and Pitts 1943). */
  record Step() implements Activation {
    @Override
    public Definition define() {
      Expr notPositive = Expr.choose(a.lessEqual(Expr.of(0)), Expr.of(0), a);
      return Definition.of(
              Meaning.of(
                      "step",
                      "step",
                      Role.STOPPER,
                      "A step gate is flat on both sides of its jump: its local gradient is 0, so"
                          + " nothing can learn through it.",
                      "阶跃门在跳变两侧都是平的：局部梯度为零，无法经由它学习。")
                  .withKink("0 at a = 0, where its value is 0", "a = 0 处取 0，该处的值也是 0"),
              Expr.choose(Expr.of(0).less(a), Expr.of(1), notPositive))
          .partial(Expr.of(0));
    }
  }
}
