// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;

/** Activations, element by element. */
public sealed interface ActivationOps extends Operations permits Tensor {

  /** An activation of this. */
  default Tensor activate(Activation activation) {
    return Engine.apply(activation, this);
  }

  /** 1 / (1 + e^-this), at most 2 ulp off in both tails. */
  default Tensor sigmoid() {
    return Engine.apply(new Sigmoidal.Sigmoid(), this);
  }

  /** The hyperbolic tangent, at most 2 ulp off. */
  default Tensor tanh() {
    return Engine.apply(new Sigmoidal.Tanh(), this);
  }

  /** max(0, this); NaN stays NaN; gradient 0 at 0. */
  default Tensor relu() {
    return Engine.apply(new Rectifier.Relu(), this);
  }

  /** this where positive, {@code slope} times it elsewhere; gradient {@code slope} at 0. */
  default Tensor leakyRelu(double slope) {
    return Engine.apply(new Rectifier.LeakyRelu(slope), this);
  }

  /** this where positive, {@code alpha * (e^this - 1)} elsewhere. */
  default Tensor elu(double alpha) {
    return Engine.apply(new ExponentialUnit.Elu(alpha), this);
  }

  /** log(1 + e^this), without overflow. */
  default Tensor softplus() {
    return Engine.apply(new Rectifier.Softplus(), this);
  }

  /** this * sigmoid(this). */
  default Tensor silu() {
    return Engine.apply(new SelfGated.Silu(), this);
  }

  /** this times the normal distribution function at this, by the error function. */
  default Tensor gelu() {
    return Engine.apply(new SelfGated.Gelu(), this);
  }

  /** this / (1 + |this|). */
  default Tensor softsign() {
    return Engine.apply(new Sigmoidal.Softsign(), this);
  }

  /** 1 where this is positive, 0 elsewhere and at 0; NaN stays NaN; gradient 0 everywhere. */
  default Tensor step() {
    return Engine.apply(new Sigmoidal.Step(), this);
  }

  /** log(sigmoid(this)): 0 for large numbers, this itself for very negative ones. */
  default Tensor logSigmoid() {
    return Engine.apply(new Sigmoidal.LogSigmoid(), this);
  }

  /** this / 6 + 1/2 held between 0 and 1; gradient 0 where it stops, at -3 and 3. */
  default Tensor hardSigmoid() {
    return Engine.apply(new Sigmoidal.HardSigmoid(), this);
  }

  /** this held between 0 and 6; gradient 0 at both. */
  default Tensor relu6() {
    return Engine.apply(new Rectifier.Relu6(), this);
  }

  /** this held between -1 and 1; gradient 0 at both. */
  default Tensor hardtanh() {
    return hardtanh(-1, 1);
  }

  /**
   * This held between two bounds; gradient 0 at them, where that of {@link Tensor#clamp} is 1.
   *
   * @throws ArgumentException if a bound is NaN or they are the wrong way round
   */
  default Tensor hardtanh(double low, double high) {
    if (!(low <= high)) {
      throw new ArgumentException(
          "hardtanh: bounds " + low + " and " + high + "; needs low <= high");
    }
    return Engine.apply(new Rectifier.Hardtanh(low, high), this);
  }

  /**
   * This where it is above {@code threshold}, {@code value} elsewhere; NaN stays NaN; gradient 0 at
   * the threshold.
   *
   * @throws ArgumentException if the threshold is not finite
   */
  default Tensor threshold(double threshold, double value) {
    if (!Double.isFinite(threshold)) {
      throw new ArgumentException("threshold: threshold " + threshold + "; needs a finite number");
    }
    return Engine.apply(new Rectifier.Threshold(threshold, value), this);
  }

  /**
   * This where positive, {@code slope} times it elsewhere, with a slope that is learned; gradient
   * {@code slope} at 0.
   *
   * <p>Shapes: a slope [c] of an input with two axes or more has one element for each channel,
   * along axis 1: [n, c, ..]. Any other slope broadcasts.
   */
  default Tensor prelu(Tensor slope) {
    return Engine.apply(
        new Parametric.Prelu(), this, Parametric.Prelu.alongChannels((Tensor) this, slope));
  }

  /** {@code log(1 + e^(beta * this)) / beta}; this itself where that makes no difference. */
  default Tensor softplus(double beta) {
    return softplus(beta, 20);
  }

  /**
   * {@code log(1 + e^(beta * this)) / beta}, without overflow; this itself where {@code beta *
   * this} is above {@code threshold}.
   *
   * @throws ArgumentException if beta is not positive and finite, or the threshold is NaN
   */
  default Tensor softplus(double beta, double threshold) {
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY) || Double.isNaN(threshold)) {
      throw new ArgumentException(
          "scaledSoftplus: beta "
              + beta
              + ", threshold "
              + threshold
              + "; needs a finite beta above 0 and a threshold");
    }
    return Engine.apply(new Rectifier.ScaledSoftplus(beta, threshold), this);
  }

  /** ELU with the alpha and the scale that keep mean 0 and variance 1 from layer to layer. */
  default Tensor selu() {
    return Engine.apply(new ExponentialUnit.Selu(), this);
  }

  /**
   * This where positive, {@code alpha * (e^(this / alpha) - 1)} elsewhere: no kink at 0.
   *
   * @throws ArgumentException if alpha is not positive and finite
   */
  default Tensor celu(double alpha) {
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException("celu: alpha " + alpha + "; needs a finite number above 0");
    }
    return Engine.apply(new ExponentialUnit.Celu(alpha), this);
  }

  /** {@link #gelu} with a hyperbolic tangent in place of the normal distribution. */
  default Tensor geluTanh() {
    return Engine.apply(new SelfGated.GeluTanh(), this);
  }

  /** this * tanh(softplus(this)). */
  default Tensor mish() {
    return Engine.apply(new SelfGated.Mish(), this);
  }

  /** this * hardSigmoid(this); gradient 0 at -3 and 1 at 3. */
  default Tensor hardSwish() {
    return Engine.apply(new SelfGated.HardSwish(), this);
  }

  /**
   * This moved towards 0 by {@code lambda}, 0 where it is no larger than that, gradient too.
   *
   * @throws ArgumentException if lambda is negative or not finite
   */
  default Tensor softshrink(double lambda) {
    checkDistance("softshrink", lambda);
    return Engine.apply(new Shrinkage.Softshrink(lambda), this);
  }

  /**
   * This, but 0 where its size is at most {@code lambda}, gradient too.
   *
   * @throws ArgumentException if lambda is negative or not finite
   */
  default Tensor hardshrink(double lambda) {
    checkDistance("hardshrink", lambda);
    return Engine.apply(new Shrinkage.Hardshrink(lambda), this);
  }

  /** this - tanh(this). */
  default Tensor tanhshrink() {
    return Engine.apply(new Shrinkage.Tanhshrink(), this);
  }

  private static void checkDistance(String name, double lambda) {
    if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(name + ": lambda " + lambda + "; needs a finite number from 0");
    }
  }
}
