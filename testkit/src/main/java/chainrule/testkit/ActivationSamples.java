// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.nonZero;
import static chainrule.testkit.Values.usual;
import static chainrule.testkit.Values.within;

import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;

/** Samples of activations, around 0 and in their tails. */
final class ActivationSamples {

  private ActivationSamples() {}

  static void add(Activation operation, SampleList list) {
    switch (operation) {
      case Activation.Sigmoid op -> list.unary(op, Tensor::sigmoid, usual(), within(-9, 9));
      case Activation.Tanh op -> list.unary(op, Tensor::tanh, around(0), within(-5, 5));
      case Activation.Relu op -> list.unary(op, Tensor::relu, nonZero(), around(0));
      case Activation.LeakyRelu _ -> {
        list.unary(new Activation.LeakyRelu(0.01), x -> x.leakyRelu(0.01), nonZero(), around(0));
        list.unary(new Activation.LeakyRelu(0.3), x -> x.leakyRelu(0.3), around(0));
      }
      case Activation.Elu _ -> {
        list.unary(new Activation.Elu(1), x -> x.elu(1), nonZero(), around(0));
        list.unary(new Activation.Elu(0.6), x -> x.elu(0.6), around(0));
      }
      case Activation.Softplus op -> list.unary(op, Tensor::softplus, usual(), within(-9, 9));
      case Activation.Softsign op -> list.unary(op, Tensor::softsign, usual(), within(-9, 9));
      case Activation.Step op -> list.unary(op, Tensor::step, nonZero(), around(0));
      case Activation.Silu op -> list.unary(op, Tensor::silu, usual(), within(-9, 9));
      case Activation.Gelu op -> list.unary(op, Tensor::gelu, usual(), within(-4, 4));
    }
  }
}
