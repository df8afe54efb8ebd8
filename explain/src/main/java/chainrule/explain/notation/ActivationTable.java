// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.Function.Kind.REAL;
import static chainrule.explain.notation.Function.Kind.WHOLE;
import static chainrule.explain.notation.FunctionTable.binary;
import static chainrule.explain.notation.FunctionTable.unary;

import chainrule.tensor.Tensor;
import java.util.stream.Stream;

/** Activations: most take one argument, some a number or two. */
final class ActivationTable {

  private ActivationTable() {}

  static Stream<Function> all() {
    return Stream.concat(plain(), withNumbers());
  }

  private static Stream<Function> plain() {
    return Stream.of(
        unary("sigmoid", Tensor::sigmoid).alias("σ", "sigma", "logistic"),
        unary("logSigmoid", Tensor::logSigmoid),
        unary("tanh", Tensor::tanh),
        unary("softsign", Tensor::softsign),
        unary("hardSigmoid", Tensor::hardSigmoid),
        unary("step", Tensor::step).alias("heaviside"),
        unary("relu", Tensor::relu),
        unary("relu6", Tensor::relu6),
        binary("prelu", Tensor::prelu),
        unary("selu", Tensor::selu),
        unary("silu", Tensor::silu).alias("swish"),
        unary("gelu", Tensor::gelu),
        unary("geluTanh", Tensor::geluTanh),
        unary("mish", Tensor::mish),
        unary("hardSwish", Tensor::hardSwish),
        unary("tanhshrink", Tensor::tanhshrink));
  }

  private static Stream<Function> withNumbers() {
    return Stream.of(
        tuned("leakyRelu", "slope", 0.01, Tensor::leakyRelu),
        tuned("elu", "alpha", 1, Tensor::elu),
        tuned("celu", "alpha", 1, Tensor::celu),
        tuned("softshrink", "lambda", 0.5, Tensor::softshrink),
        tuned("hardshrink", "lambda", 0.5, Tensor::hardshrink),
        Function.of(
                "softplus",
                1,
                1,
                ActivationTable::softplus,
                "softplus(x)",
                "softplus(x, beta)",
                "softplus(x, beta, threshold)")
            .optional("beta", REAL)
            .optional("threshold", REAL),
        Function.of(
                "hardtanh",
                1,
                1,
                given -> given.first().hardtanh(given.number("low", -1), given.number("high", 1)),
                "hardtanh(x)",
                "hardtanh(x, low, high)")
            .optional("low", REAL)
            .optional("high", REAL),
        Function.of(
                "threshold",
                1,
                1,
                given ->
                    given.first().threshold(given.number("threshold", 0), given.number("value", 0)),
                "threshold(x, threshold, value)")
            .required("threshold", REAL)
            .required("value", REAL),
        Function.of(
                "maxout",
                1,
                1,
                given -> given.first().maxout(given.whole("pieces", 1)),
                "maxout(x, pieces)")
            .required("pieces", WHOLE));
  }

  private static Tensor softplus(Given given) {
    return given.numbers().isEmpty()
        ? given.first().softplus()
        : given.first().softplus(given.number("beta", 1), given.number("threshold", 20));
  }

  /** An operation with a number. */
  private interface Tuned {
    Tensor of(Tensor tensor, double number);
  }

  private static Function tuned(String name, String number, double usual, Tuned operation) {
    return Function.of(
            name,
            1,
            1,
            given -> operation.of(given.first(), given.number(number, usual)),
            name + "(x)",
            name + "(x, " + number + ")")
        .optional(number, REAL);
  }
}
