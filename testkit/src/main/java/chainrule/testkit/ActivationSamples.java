// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.nonZero;
import static chainrule.testkit.Values.usual;
import static chainrule.testkit.Values.within;

import chainrule.tensor.Activation;
import chainrule.tensor.ExponentialUnit;
import chainrule.tensor.Parametric;
import chainrule.tensor.Rectifier;
import chainrule.tensor.SelfGated;
import chainrule.tensor.Shrinkage;
import chainrule.tensor.Sigmoidal;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Samples of activations, around 0 and in their tails. */
final class ActivationSamples {

  private ActivationSamples() {}

  static void add(Activation operation, SampleList list) {
    switch (operation) {
      case Sigmoidal op -> sigmoidal(op, list);
      case Rectifier op -> rectifier(op, list);
      case ExponentialUnit op -> exponential(op, list);
      case SelfGated op -> selfGated(op, list);
      case Shrinkage op -> shrinkage(op, list);
    }
  }

  /**
   * Slopes that broadcast; a row of them beside a row, or beside many axes, has a test of its own.
   */
  static void parametric(Parametric operation, SampleList list) {
    switch (operation) {
      case Parametric.Prelu op -> prelu(op, list);
    }
  }

  private static void prelu(Parametric.Prelu op, SampleList list) {
    long[][][] shapes = {
      {{}, {}},
      {{4}, {1}},
      {{4}, {}},
      {{2, 3}, {3}},
      {{2, 3}, {2, 3}},
      {{2, 1}, {1, 3}},
      {{3, 2}, {1}},
      {{2, 1, 2}, {1, 3, 1}},
      {{0}, {1}},
      {{2, 0}, {2, 1}}
    };
    Function<List<Tensor>, Tensor> call = in -> in.get(0).prelu(in.get(1));
    for (long[][] pair : shapes) {
      list.rows(op, call, Input.of(nonZero(), pair[0]), Input.of(usual(), pair[1]));
      list.rows(op, call, Input.of(around(0), pair[0]), Input.of(within(-1, 2), pair[1]));
    }
    list.large(op, call, Input.of(nonZero(), 170, 240), Input.of(usual(), 240));
  }

  private static void sigmoidal(Sigmoidal operation, SampleList list) {
    switch (operation) {
      case Sigmoidal.Sigmoid op -> list.unary(op, Tensor::sigmoid, usual(), within(-9, 9));
      case Sigmoidal.LogSigmoid op -> list.unary(op, Tensor::logSigmoid, usual(), within(-9, 9));
      case Sigmoidal.Tanh op -> list.unary(op, Tensor::tanh, around(0), within(-5, 5));
      case Sigmoidal.Softsign op -> list.unary(op, Tensor::softsign, usual(), within(-9, 9));
      case Sigmoidal.HardSigmoid op ->
          list.unary(op, Tensor::hardSigmoid, within(-2.9, 2.9), around(-3, 3));
      case Sigmoidal.Step op -> list.unary(op, Tensor::step, nonZero(), around(0));
    }
  }

  private static void rectifier(Rectifier operation, SampleList list) {
    switch (operation) {
      case Rectifier.Relu op -> list.unary(op, Tensor::relu, nonZero(), around(0));
      case Rectifier.LeakyRelu _ -> {
        list.unary(new Rectifier.LeakyRelu(0.01), x -> x.leakyRelu(0.01), nonZero(), around(0));
        list.unary(new Rectifier.LeakyRelu(0.3), x -> x.leakyRelu(0.3), around(0));
      }
      case Rectifier.Relu6 op -> list.unary(op, Tensor::relu6, nonZero(), around(0, 6));
      case Rectifier.Hardtanh _ -> {
        list.unary(new Rectifier.Hardtanh(-1, 1), Tensor::hardtanh, around(-1, 1));
        list.unary(
            new Rectifier.Hardtanh(-0.5, 2),
            x -> x.hardtanh(-0.5, 2),
            within(-0.4, 1.9),
            around(-0.5, 2));
      }
      case Rectifier.Threshold _ ->
          list.unary(
              new Rectifier.Threshold(0.25, -2),
              x -> x.threshold(0.25, -2),
              around(0.25),
              within(0.3, 3));
      case Rectifier.Softplus op -> list.unary(op, Tensor::softplus, usual(), within(-9, 9));
      case Rectifier.ScaledSoftplus _ -> {
        list.unary(new Rectifier.ScaledSoftplus(2, 20), x -> x.softplus(2), usual());
        list.unary(
            new Rectifier.ScaledSoftplus(0.5, 1), x -> x.softplus(0.5, 1), around(2), usual());
      }
    }
  }

  private static void exponential(ExponentialUnit operation, SampleList list) {
    switch (operation) {
      case ExponentialUnit.Elu _ -> {
        list.unary(new ExponentialUnit.Elu(1), x -> x.elu(1), nonZero(), around(0));
        list.unary(new ExponentialUnit.Elu(0.6), x -> x.elu(0.6), around(0));
      }
      case ExponentialUnit.Selu op -> list.unary(op, Tensor::selu, nonZero(), around(0));
      case ExponentialUnit.Celu _ -> {
        list.unary(new ExponentialUnit.Celu(1), x -> x.celu(1), nonZero(), around(0));
        list.unary(new ExponentialUnit.Celu(0.4), x -> x.celu(0.4), around(0));
      }
    }
  }

  private static void selfGated(SelfGated operation, SampleList list) {
    switch (operation) {
      case SelfGated.Silu op -> list.unary(op, Tensor::silu, usual(), within(-9, 9));
      case SelfGated.Gelu op -> list.unary(op, Tensor::gelu, usual(), within(-4, 4));
      case SelfGated.GeluTanh op -> list.unary(op, Tensor::geluTanh, usual(), within(-4, 4));
      case SelfGated.Mish op -> list.unary(op, Tensor::mish, usual(), within(-9, 9));
      case SelfGated.HardSwish op ->
          list.unary(op, Tensor::hardSwish, within(-2.9, 2.9), around(-3, 3));
    }
  }

  private static void shrinkage(Shrinkage operation, SampleList list) {
    switch (operation) {
      case Shrinkage.Softshrink _ -> {
        Values kinks = around(-0.7, 0.7);
        list.unary(new Shrinkage.Softshrink(0.7), x -> x.softshrink(0.7), within(1, 3), kinks);
      }
      case Shrinkage.Hardshrink _ -> {
        Values kinks = around(-0.7, 0.7);
        list.unary(new Shrinkage.Hardshrink(0.7), x -> x.hardshrink(0.7), within(1, 3), kinks);
      }
      case Shrinkage.Tanhshrink op -> list.unary(op, Tensor::tanhshrink, usual(), within(-5, 5));
    }
  }
}
