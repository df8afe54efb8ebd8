// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.Function.ANY;
import static chainrule.explain.notation.Function.Kind.REAL;
import static chainrule.explain.notation.Function.Kind.WHOLE;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.LabelException;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What each function computes, and how it is called. */
final class FunctionTable {

  private FunctionTable() {}

  /** All functions, by the names of the operations. */
  static List<Function> all() {
    return Stream.of(
            elementwise(),
            angles(),
            ActivationTable.all(),
            pairs(),
            MatrixTable.all(),
            reductions(),
            FoldTable.all(),
            MovementTable.all(),
            WindowTable.all(),
            LossTable.all())
        .flatMap(functions -> functions)
        .toList();
  }

  private static Stream<Function> elementwise() {
    return Stream.of(
        unary("exp", Tensor::exp),
        unary("exp2", Tensor::exp2),
        unary("expm1", Tensor::expm1),
        unary("log", Tensor::log).alias("ln"),
        unary("log1p", Tensor::log1p),
        unary("log2", Tensor::log2).alias("ld", "lb"),
        unary("log10", Tensor::log10).alias("lg"),
        unary("sqrt", Tensor::sqrt),
        unary("rsqrt", Tensor::rsqrt),
        unary("cbrt", Tensor::cbrt),
        unary("square", Tensor::square).alias("sqr"),
        unary("reciprocal", Tensor::reciprocal),
        unary("negate", Tensor::negate).alias("neg"),
        unary("abs", Tensor::abs),
        unary("sign", Tensor::sign).alias("sgn"),
        unary("erf", Tensor::erf),
        unary("erfc", Tensor::erfc),
        unary("nanToNum", Tensor::nanToNum),
        Function.of(
                "round",
                1,
                1,
                given ->
                    given.has("decimals")
                        ? given.first().round(given.whole("decimals", 0))
                        : given.first().round(),
                "round(x)",
                "round(x, decimals)")
            .optional("decimals", WHOLE),
        unary("floor", Tensor::floor),
        unary("ceil", Tensor::ceil),
        unary("trunc", Tensor::trunc),
        unary("frac", Tensor::frac));
  }

  private static Stream<Function> angles() {
    return Stream.of(
        unary("sin", Tensor::sin),
        unary("cos", Tensor::cos),
        unary("tan", Tensor::tan),
        unary("asin", Tensor::asin).alias("arcsin"),
        unary("acos", Tensor::acos).alias("arccos"),
        unary("atan", Tensor::atan).alias("arctan"),
        binary("atan2", Tensor::atan2).alias("arctan2"),
        unary("sinh", Tensor::sinh),
        unary("cosh", Tensor::cosh),
        unary("asinh", Tensor::asinh).alias("arsinh", "arcsinh"),
        unary("acosh", Tensor::acosh).alias("arcosh", "arccosh"),
        unary("atanh", Tensor::atanh).alias("artanh", "arctanh"));
  }

  private static Stream<Function> pairs() {
    return Stream.of(
        Function.of(
                "clamp",
                1,
                1,
                given -> given.first().clamp(given.number("low", 0), given.number("high", 1)),
                "clamp(x, low, high)")
            .required("low", REAL)
            .required("high", REAL)
            .alias("clip"),
        Function.of(
                "clampMin",
                1,
                1,
                given -> given.first().clampMin(given.number("low", 0)),
                "clampMin(x, low)")
            .required("low", REAL),
        Function.of(
                "clampMax",
                1,
                1,
                given -> given.first().clampMax(given.number("high", 0)),
                "clampMax(x, high)")
            .required("high", REAL),
        binary("pow", Tensor::pow).alias("power"),
        binary("hypot", Tensor::hypot),
        binary("xlogy", Tensor::xlogy),
        binary("xlog1py", Tensor::xlog1py),
        binary("logaddexp", Tensor::logaddexp),
        binary("remainder", Tensor::remainder).alias("mod"),
        binary("fmod", Tensor::fmod),
        binary("floorDivide", Tensor::floorDivide),
        binary("copysign", Tensor::copysign),
        binary("maximum", Tensor::maximum),
        binary("minimum", Tensor::minimum),
        Function.of(
            "fma", 3, 3, given -> given.first().fma(given.second(), given.third()), "fma(a, b, c)"),
        Function.of(
            "lerp",
            3,
            3,
            given -> given.first().lerp(given.second(), given.third()),
            "lerp(a, b, weight)"),
        Function.of(
            "affine",
            3,
            3,
            given -> given.first().affine(given.second(), given.third()),
            "affine(x, W, b)"),
        Function.of(
            "where",
            3,
            3,
            given -> given.first().where(given.second(), given.third()),
            "where(x > 0, a, b)"));
  }

  private static Stream<Function> reductions() {
    return Stream.of(
        reduction("sum", 1, given -> given.first().sum(), Tensor::sumKeep, (x, axis) -> x.sum(axis))
            .alias("Σ"),
        reduction(
            "mean", 1, given -> given.first().mean(), Tensor::meanKeep, (x, axis) -> x.mean(axis)),
        reduction(
            "max",
            ANY,
            given -> folded(given, Tensor::max, Tensor::maximum),
            Tensor::maxKeep,
            (x, axis) -> x.max(axis)),
        reduction(
            "min",
            ANY,
            given -> folded(given, Tensor::min, Tensor::minimum),
            Tensor::minKeep,
            (x, axis) -> x.min(axis)),
        reduction(
            "norm", 1, given -> given.first().norm(), Tensor::normKeep, (x, axis) -> x.norm(axis)),
        reduction(
            "norm1",
            1,
            given -> given.first().norm1(),
            Tensor::norm1Keep,
            (x, axis) -> x.norm1(axis)),
        tempered("softmax", Tensor::softmax, Tensor::softmax),
        tempered("logSoftmax", Tensor::logSoftmax, Tensor::logSoftmax),
        along("softmin", Tensor::softmin),
        along("glu", Tensor::glu),
        along("logsumexp", Tensor::logSumExp));
  }

  // ------------------------------------------------------------------ families

  static Function unary(String name, UnaryOperator<Tensor> operation) {
    return Function.of(name, 1, 1, given -> operation.apply(given.first()), name + "(x)");
  }

  static Function binary(String name, BinaryOperator<Tensor> operation) {
    return Function.of(
        name, 2, 2, given -> operation.apply(given.first(), given.second()), name + "(a, b)");
  }

  /** An operation along one axis. */
  interface Along {
    Tensor of(Tensor tensor, int axis);
  }

  static Function along(String name, Along operation) {
    return Function.of(
            name,
            1,
            1,
            given -> operation.of(given.first(), given.whole("axis", -1)),
            name + "(x)",
            name + "(x, axis)")
        .optional("axis", WHOLE);
  }

  /** An operation along one axis, of numbers over a temperature. */
  private interface Tempered {
    Tensor of(Tensor tensor, int axis, double temperature);
  }

  private static Function tempered(String name, Along operation, Tempered withTemperature) {
    return Function.of(
            name,
            1,
            1,
            given ->
                given.has("temperature")
                    ? withTemperature.of(
                        given.first(), given.whole("axis", -1), given.number("temperature", 1))
                    : operation.of(given.first(), given.whole("axis", -1)),
            name + "(x)",
            name + "(x, axis)",
            name + "(x, axis, temperature)")
        .optional("axis", WHOLE)
        .optional("temperature", REAL);
  }

  /** Over everything, or along an axis that vanishes or stays. */
  static Function reduction(String name, int most, Function.Rule whole, Along kept, Along dropped) {
    String last = most == 1 ? name + "(x, axis)" : name + "(a, b)";
    return Function.of(
            name,
            1,
            most,
            given -> {
              if (given.numbers().isEmpty()) {
                return whole.of(given);
              }
              checkOneAxis(name, given);
              Along along = given.keeps() ? kept : dropped;
              return along.of(given.first(), given.whole("axis", 0));
            },
            name + "(x)",
            last,
            name + "(x, axis=0, keep=1)")
        .optional("axis", WHOLE)
        .optional("keep", WHOLE);
  }

  private static void checkOneAxis(String name, Given given) {
    if (given.count() > 1 || !given.has("axis")) {
      throw new ArgumentException(
          name + ": options need one argument and an axis, as in " + name + "(x, axis=0, keep=1)");
    }
  }

  private static Tensor folded(
      Given given, UnaryOperator<Tensor> alone, BinaryOperator<Tensor> pair) {
    return given.count() == 1
        ? alone.apply(given.first())
        : given.tensors().stream().reduce(pair).orElseThrow();
  }

  /** Class labels, which are written as numbers like all others. */
  static Tensor whole(Tensor labels) {
    if (!labels.dtype().isFloating()) {
      return labels;
    }
    for (double label : labels.toDoubles()) {
      if (label != StrictMath.rint(label)) {
        throw new LabelException("labels: " + label + " is no whole number");
      }
    }
    return labels.to(DType.I64);
  }
}
