// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.List;

/**
 * The non-linear functions of one input between the layers of a network, with the parameters they
 * usually have as constants.
 */
// A record of this family does not initialize the interface, which has no default methods.
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface Activation extends Elementwise
    permits Sigmoidal, Rectifier, ExponentialUnit, SelfGated, Shrinkage {

  /** The sigmoid. */
  Activation SIGMOID = new Sigmoidal.Sigmoid();

  /** The hyperbolic tangent. */
  Activation TANH = new Sigmoidal.Tanh();

  /** The rectifier. */
  Activation RELU = new Rectifier.Relu();

  /** Leaky ReLU with slope 0.01. */
  Activation LEAKY_RELU = new Rectifier.LeakyRelu(0.01);

  /** ELU with alpha 1. */
  Activation ELU = new ExponentialUnit.Elu(1);

  /** The smooth rectifier. */
  Activation SOFTPLUS = new Rectifier.Softplus();

  /** SiLU, also called swish. */
  Activation SILU = new SelfGated.Silu();

  /** GELU by the error function. */
  Activation GELU = new SelfGated.Gelu();

  /** Softsign. */
  Activation SOFTSIGN = new Sigmoidal.Softsign();

  /** The step of the first artificial neurons, through which nothing can learn. */
  Activation STEP = new Sigmoidal.Step();

  /** The logarithm of the sigmoid. */
  Activation LOG_SIGMOID = new Sigmoidal.LogSigmoid();

  /** The rectifier that stops at 6. */
  Activation RELU6 = new Rectifier.Relu6();

  /** The input held between -1 and 1. */
  Activation HARDTANH = new Rectifier.Hardtanh(-1, 1);

  /** The ELU that keeps mean 0 and variance 1. */
  Activation SELU = new ExponentialUnit.Selu();

  /** CELU with alpha 1. */
  Activation CELU = new ExponentialUnit.Celu(1);

  /** GELU by the hyperbolic tangent. */
  Activation GELU_TANH = new SelfGated.GeluTanh();

  /** Mish. */
  Activation MISH = new SelfGated.Mish();

  /** Soft shrinkage with lambda 0.5. */
  Activation SOFTSHRINK = new Shrinkage.Softshrink(0.5);

  /** Hard shrinkage with lambda 0.5. */
  Activation HARDSHRINK = new Shrinkage.Hardshrink(0.5);

  /** The input less its hyperbolic tangent. */
  Activation TANHSHRINK = new Shrinkage.Tanhshrink();

  /** The sigmoid of three straight lines. */
  Activation HARD_SIGMOID = new Sigmoidal.HardSigmoid();

  /** SiLU with the hard sigmoid. */
  Activation HARD_SWISH = new SelfGated.HardSwish();

  /** All of the above: what can be named on a command line or in a file. */
  List<Activation> ALL =
      List.of(
          SIGMOID,
          TANH,
          RELU,
          LEAKY_RELU,
          ELU,
          SOFTPLUS,
          SILU,
          GELU,
          SOFTSIGN,
          STEP,
          LOG_SIGMOID,
          RELU6,
          HARDTANH,
          SELU,
          CELU,
          GELU_TANH,
          MISH,
          SOFTSHRINK,
          HARDSHRINK,
          TANHSHRINK,
          HARD_SIGMOID,
          HARD_SWISH);
}
