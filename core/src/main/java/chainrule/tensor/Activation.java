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

  /** All of the above: what can be named on a command line or in a file. */
  List<Activation> ALL = List.of(SIGMOID, TANH, RELU, LEAKY_RELU, ELU, SOFTPLUS, SILU, GELU);

  /** 1 / (1 + e^-a). */
  record Sigmoid() implements Activation {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "sigmoid",
                  "σ",
                  Role.SCALER,
                  "The sigmoid scales the gradient by its output times one minus its output.",
                  "S 形函数把梯度乘以输出与一减输出的积。"),
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
                  "The hyperbolic tangent scales the gradient by one minus its output squared.",
                  "双曲正切把梯度乘以一减输出的平方。"),
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
                      "ReLU passes the gradient where its input is positive and stops it"
                          + " elsewhere.",
                      "线性整流在输入为正处放行梯度，其余处拦住。")
                  .withKink("0 at a = 0"),
              Expr.of(Code.MAXIMUM, a, Expr.of(0)))
          .partial(Expr.choose(out.lessEqual(Expr.of(0)), Expr.of(0), g));
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
                      "Leaky ReLU passes the gradient of positive inputs and scales the rest by its"
                          + " slope.",
                      "带泄漏的线性整流放行正输入的梯度，其余乘以斜率。")
                  .withKink("the negative slope at a = 0"),
              Expr.choose(positive, a, a.times(slope)))
          .partial(Expr.choose(positive, g, g.times(slope)));
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
                      "ELU passes the gradient of positive inputs and fades it out below zero.",
                      "指数线性单元放行正输入的梯度，在零以下逐渐减弱。")
                  .withKink("alpha at a = 0"),
              Expr.choose(positive, a, a.then(Code.EXPM1).times(alpha)))
          .partial(Expr.choose(positive, g, g.times(out.plus(alpha))));
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
                  "Softplus scales the gradient by the sigmoid of its input.",
                  "软加函数把梯度乘以输入的 S 形函数值。"),
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
                  "SiLU scales the gradient by its gate plus what the gate itself changes.",
                  "SiLU 把梯度乘以门的值，再加上门自身的变化。"),
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
                  "GELU scales the gradient by the share of the normal distribution below its"
                      + " input, plus input times density.",
                  "GELU 把梯度乘以输入以下的正态分布份额，再加上输入与密度的积。"),
              a.times(share))
          .partial(g.times(share.plus(a.times(density))));
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
                  "Softsign divides the gradient by one plus the size of its input, squared.",
                  "softsign 把梯度除以一加输入绝对值的平方。"),
              a.over(size))
          .partial(g.over(size.times(size)));
    }
  }
}
