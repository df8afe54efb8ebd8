// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Activations, element by element. */
public sealed interface ActivationOps extends Operations permits Tensor {

  /** An activation of this. */
  default Tensor activate(Activation activation) {
    return Engine.apply(activation, this);
  }

  /** 1 / (1 + e^-this), at most 2 ulp off in both tails. */
  default Tensor sigmoid() {
    return Engine.apply(new Activation.Sigmoid(), this);
  }

  /** The hyperbolic tangent, at most 2 ulp off. */
  default Tensor tanh() {
    return Engine.apply(new Activation.Tanh(), this);
  }

  /** max(0, this); NaN stays NaN; gradient 0 at 0. */
  default Tensor relu() {
    return Engine.apply(new Activation.Relu(), this);
  }

  /** this where positive, {@code slope} times it elsewhere; gradient {@code slope} at 0. */
  default Tensor leakyRelu(double slope) {
    return Engine.apply(new Activation.LeakyRelu(slope), this);
  }

  /** this where positive, {@code alpha * (e^this - 1)} elsewhere. */
  default Tensor elu(double alpha) {
    return Engine.apply(new Activation.Elu(alpha), this);
  }

  /** log(1 + e^this), without overflow. */
  default Tensor softplus() {
    return Engine.apply(new Activation.Softplus(), this);
  }

  /** this * sigmoid(this). */
  default Tensor silu() {
    return Engine.apply(new Activation.Silu(), this);
  }

  /** this times the normal distribution function at this, by the error function. */
  default Tensor gelu() {
    return Engine.apply(new Activation.Gelu(), this);
  }

  /** this / (1 + |this|). */
  default Tensor softsign() {
    return Engine.apply(new Activation.Softsign(), this);
  }

  /** 1 where this is positive, 0 elsewhere and at 0; NaN stays NaN; gradient 0 everywhere. */
  default Tensor step() {
    return Engine.apply(new Activation.Step(), this);
  }
}
