// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.explain.notation.Term.Application;
import chainrule.tensor.Tensor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call in the notation is the call in Java, value and gradient, bit by bit. */
class FunctionsTest {

  /** Values for the names x, y (2x3), p, q (2x3, from 0 to 1), u, v (3), S (2x2). */
  record Names(Tensor x, Tensor y, Tensor p, Tensor q, Tensor u, Tensor v, Tensor z) {
    static Names fresh() {
      return new Names(
          matrix(0.5, -1.25, 2, 3, -0.75, 1.5),
          matrix(1, 2, -0.5, 0.25, 4, -3),
          matrix(0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
          matrix(1, 0, 0, 1, 1, 0),
          Tensor.of(DType.F64, 1, -2, 0.5).requiresGrad(),
          Tensor.of(DType.F64, 3, 0.5, -1).requiresGrad(),
          Tensor.scalar(DType.F64, 0.75).requiresGrad());
    }

    private static Tensor matrix(double... values) {
      return Tensor.of(DType.F64, Shape.of(2, 3), values).requiresGrad();
    }

    Map<String, Tensor> by(Set<String> used) {
      Map<String, Tensor> all = Map.of("x", x, "y", y, "p", p, "q", q, "u", u, "v", v, "z", z);
      return used.stream().collect(Collectors.toMap(name -> name, all::get));
    }
  }

  /** What a text must compute. */
  record Case(String text, java.util.function.Function<Names, Tensor> java) {
    @Override
    public String toString() {
      return text;
    }
  }

  static Case of(String text, java.util.function.Function<Names, Tensor> java) {
    return new Case(text, java);
  }

  static List<Case> elementwise() {
    return List.of(
        of("reciprocal(x)", n -> n.x.reciprocal()),
        of("negate(x)", n -> n.x.negate()),
        of("abs(x)", n -> n.x.abs()),
        of("sign(x)", n -> n.x.sign()),
        of("erf(x)", n -> n.x.erf()),
        of("round(x)", n -> n.x.round()),
        of("floor(x)", n -> n.x.floor()),
        of("ceil(x)", n -> n.x.ceil()),
        of("trunc(x)", n -> n.x.trunc()),
        of("sigmoid(x)", n -> n.x.sigmoid()),
        of("σ(x)", n -> n.x.sigmoid()),
        of("tanh(x)", n -> n.x.tanh()),
        of("relu(x)", n -> n.x.relu()),
        of("softplus(x)", n -> n.x.softplus()),
        of("softsign(x)", n -> n.x.softsign()),
        of("silu(x)", n -> n.x.silu()),
        of("gelu(x)", n -> n.x.gelu()),
        of("step(x)", n -> n.x.step()),
        of("leakyRelu(x)", n -> n.x.leakyRelu(0.01)),
        of("leakyRelu(x, 0.2)", n -> n.x.leakyRelu(0.2)),
        of("leaky_relu(x, slope=1/4)", n -> n.x.leakyRelu(0.25)),
        of("logSigmoid(x)", n -> n.x.logSigmoid()),
        of("hardSigmoid(x)", n -> n.x.hardSigmoid()),
        of("hard_swish(x)", n -> n.x.hardSwish()),
        of("relu6(4 * x)", n -> n.x.times(4).relu6()),
        of("hardtanh(x)", n -> n.x.hardtanh(-1, 1)),
        of("hardtanh(x, -1, high=2.5)", n -> n.x.hardtanh(-1, 2.5)),
        of("threshold(x, 0.5, -1)", n -> n.x.threshold(0.5, -1)),
        of("softplus(x, 2)", n -> n.x.softplus(2)),
        of("softplus(x, beta=2, threshold=3)", n -> n.x.softplus(2, 3)),
        of("prelu(x, y)", n -> n.x.prelu(n.y)),
        of("selu(x)", n -> n.x.selu()),
        of("celu(x)", n -> n.x.celu(1)),
        of("celu(x, alpha=0.5)", n -> n.x.celu(0.5)),
        of("geluTanh(x)", n -> n.x.geluTanh()),
        of("mish(x)", n -> n.x.mish()),
        of("softshrink(x)", n -> n.x.softshrink(0.5)),
        of("softshrink(x, 1)", n -> n.x.softshrink(1)),
        of("hardshrink(x, lambda=1)", n -> n.x.hardshrink(1)),
        of("tanhshrink(x)", n -> n.x.tanhshrink()),
        of("elu(x)", n -> n.x.elu(1)),
        of("elu(x, alpha=2)", n -> n.x.elu(2)),
        of("clamp(x, -1, 1.5)", n -> n.x.clamp(-1, 1.5)),
        of("clamp(x, high=1, low=-1)", n -> n.x.clamp(-1, 1)),
        of("pow(p, y)", n -> n.p.pow(n.y)),
        of("pow(x, 3)", n -> n.x.pow(3)),
        of("maximum(x, y)", n -> n.x.maximum(n.y)),
        of("minimum(x, 0)", n -> n.x.minimum(0)),
        of("max(x, y)", n -> n.x.maximum(n.y)),
        of("max(x, y, 1)", n -> n.x.maximum(n.y).maximum(1)),
        of("min(x, y)", n -> n.x.minimum(n.y)),
        of("fma(x, y, p)", n -> n.x.fma(n.y, n.p)),
        of("where(x > y, x, y)", n -> n.x.greater(n.y).where(n.x, n.y)),
        of("where(x <= 0, -x, 2*x)", n -> n.x.lessEqual(0).where(n.x.negate(), n.x.times(2))));
  }

  static List<Case> mathematics() {
    return List.of(
        of("exp(x)", n -> n.x.exp()),
        of("expm1(x)", n -> n.x.expm1()),
        of("log(p)", n -> n.p.log()),
        of("ln(p)", n -> n.p.log()),
        of("log1p(p)", n -> n.p.log1p()),
        of("sqrt(p)", n -> n.p.sqrt()),
        of("square(x)", n -> n.x.square()),
        of("sin(x)", n -> n.x.sin()),
        of("cos(x)", n -> n.x.cos()),
        of("tan(x)", n -> n.x.tan()),
        of("atan(x)", n -> n.x.atan()),
        of("asin(x / 9)", n -> n.x.over(9).asin()),
        of("arcsin(x / 9)", n -> n.x.over(9).asin()),
        of("acos(x / 9)", n -> n.x.over(9).acos()),
        of("arccos(x / 9)", n -> n.x.over(9).acos()),
        of("arctan(x)", n -> n.x.atan()),
        of("atan2(x, y)", n -> n.x.atan2(n.y)),
        of("arctan2(x, 2)", n -> n.x.atan2(2)),
        of("sinh(x)", n -> n.x.sinh()),
        of("cosh(x)", n -> n.x.cosh()),
        of("asinh(x)", n -> n.x.asinh()),
        of("arsinh(x)", n -> n.x.asinh()),
        of("acosh(p + 1)", n -> n.p.plus(1).acosh()),
        of("arcosh(p + 1)", n -> n.p.plus(1).acosh()),
        of("atanh(x / 9)", n -> n.x.over(9).atanh()),
        of("artanh(x / 9)", n -> n.x.over(9).atanh()),
        of("exp2(x)", n -> n.x.exp2()),
        of("log2(p)", n -> n.p.log2()),
        of("log10(p)", n -> n.p.log10()),
        of("lg(p)", n -> n.p.log10()),
        of("rsqrt(p)", n -> n.p.rsqrt()),
        of("cbrt(x)", n -> n.x.cbrt()),
        of("erfc(x)", n -> n.x.erfc()),
        of("nanToNum(x)", n -> n.x.nanToNum()),
        of("round(x, 1)", n -> n.x.round(1)),
        of("round(x, decimals=-1)", n -> n.x.round(-1)),
        of("frac(x)", n -> n.x.frac()),
        of("hypot(x, y)", n -> n.x.hypot(n.y)),
        of("hypot(x, 4)", n -> n.x.hypot(4)),
        of("xlogy(x, p)", n -> n.x.xlogy(n.p)),
        of("xlog1py(x, p)", n -> n.x.xlog1py(n.p)),
        of("logaddexp(x, y)", n -> n.x.logaddexp(n.y)),
        of("remainder(x, y)", n -> n.x.remainder(n.y)),
        of("mod(x, 2)", n -> n.x.remainder(2)),
        of("fmod(x, y)", n -> n.x.fmod(n.y)),
        of("floorDivide(x, 2)", n -> n.x.floorDivide(2)),
        of("copysign(x, y)", n -> n.x.copysign(n.y)),
        of("lerp(x, y, 0.25)", n -> n.x.lerp(n.y, 0.25)),
        of("clampMin(x, 0.5)", n -> n.x.clampMin(0.5)),
        of("clampMax(x, high=0.5)", n -> n.x.clampMax(0.5)));
  }

  static List<Case> activations() {
    return ActivationCases.all();
  }

  static List<Case> operators() {
    return List.of(
        of("x + y", n -> n.x.plus(n.y)),
        of("x + 2", n -> n.x.plus(2)),
        of("2 + x", n -> n.x.plus(2)),
        of("x - y", n -> n.x.minus(n.y)),
        of("x - 2", n -> n.x.minus(2)),
        of("2 - x", n -> n.x.negate().plus(2)),
        of("x * y", n -> n.x.times(n.y)),
        of("2 * x", n -> n.x.times(2)),
        of("x / y", n -> n.x.over(n.y)),
        of("x / 3", n -> n.x.over(3)),
        of("1 / x", n -> n.x.reciprocal()),
        of("3 / x", n -> Tensor.constant(DType.F64, 3).over(n.x)),
        of("x^2", n -> n.x.pow(2)),
        of("p^y", n -> n.p.pow(n.y)),
        of("2^x", n -> Tensor.constant(DType.F64, 2).pow(n.x)),
        of("x^-1", n -> n.x.pow(-1)),
        of("x @ y'", n -> n.x.matmul(n.y.transpose())),
        of("x @ u", n -> n.x.matmul(n.u)),
        of("[1, 2] @ x", n -> Tensor.of(DType.F64, 1, 2).matmul(n.x)),
        of("-x", n -> n.x.negate()),
        of("x'", n -> n.x.transpose()),
        of("z * x", n -> n.z.times(n.x)),
        of("2*3*x/4", n -> n.x.times(6).over(4)),
        of("x*2*3", n -> n.x.times(2).times(3)),
        of("(1/3)*x", n -> n.x.times(1.0 / 3)),
        of("x + sqrt(16) - 2^3", n -> n.x.plus(4).minus(8)),
        of("pi * x", n -> n.x.times(StrictMath.PI)),
        of("e^x", n -> Tensor.constant(DType.F64, StrictMath.E).pow(n.x)));
  }

  @ParameterizedTest
  @MethodSource({
    "elementwise",
    "mathematics",
    "activations",
    "chainrule.explain.notation.ProductCases#all",
    "chainrule.explain.notation.LossCases#all",
    "chainrule.explain.notation.FoldCases#all",
    "chainrule.explain.notation.MovementCases#movements",
    "chainrule.explain.notation.WindowCases#all",
    "operators"
  })
  void a_text_computes_what_java_does(Case each) {
    var notation = Notation.parse(each.text);
    var theirs = Names.fresh();
    var ours = Names.fresh();
    var names = new TreeSet<>(notation.names());
    var result = notation.evaluate(theirs.by(names)).output();
    var expected = each.java.apply(ours);
    assertThat(result.spec()).isEqualTo(expected.spec());
    assertThat(result.toDoubles()).containsExactly(expected.toDoubles());
    assertThat(gradients(result, theirs, names)).isEqualTo(gradients(expected, ours, names));
  }

  /** The gradients of the sum of squares of a result. */
  private static List<List<Double>> gradients(Tensor result, Names names, Set<String> used) {
    var values = names.by(used);
    var scalar = result.square().sum();
    var leaves = new TreeSet<>(used).stream().map(values::get).toArray(Tensor[]::new);
    scalar.backward();
    return Arrays.stream(leaves)
        .map(leaf -> leaf.hasGrad() ? leaf.grad() : Tensor.zeros())
        .map(gradient -> Arrays.stream(gradient.toDoubles()).boxed().toList())
        .toList();
  }

  @Test
  void every_function_is_tried() {
    var tried = new TreeSet<String>();
    for (var list :
        List.of(
            elementwise(),
            mathematics(),
            activations(),
            ProductCases.all(),
            LossCases.all(),
            FoldCases.all(),
            MovementCases.movements(),
            WindowCases.all())) {
      list.forEach(
          each -> tried.add(((Application) Notation.parse(each.text).output().term()).function()));
    }
    assertThat(Functions.all().stream().map(Function::name))
        .containsExactlyInAnyOrderElementsOf(tried);
  }

  /**
   * What has an operator, or is for programs alone: indices, types, draws, hooks, two shapes in a
   * call, and what the gradients of other operations are made of.
   */
  private static final Set<String> NO_FUNCTION =
      Set.of(
          "plus",
          "minus",
          "times",
          "over",
          "less",
          "lessEqual",
          "greater",
          "greaterEqual",
          "equal",
          "notEqual",
          "isClose",
          "allClose",
          "isNan",
          "isInf",
          "isFinite",
          "xor",
          "and",
          "or",
          "not",
          "activate",
          "to",
          "split",
          "splitSizes",
          "chunk",
          "unbind",
          "maskedFill",
          "maskedSelect",
          "gather",
          "take",
          "put",
          "embedding",
          "nonzero",
          "bincount",
          "scatter",
          "indexCopy",
          "indexFill",
          "dropout",
          "bernoulli",
          "multinomial",
          "categorical",
          "normal",
          "shuffle",
          "indexSelect",
          "indexAdd",
          "takeAlong",
          "scatterAdd",
          "oneHot",
          "einsum",
          "qr",
          "symmetricEigen",
          "determinantSign",
          "onGradient",
          "replaceGradient",
          "foldWindows",
          "convWeightGradient",
          "transposedResize",
          "maxPoolIndices",
          "adaptiveMaxPoolIndices",
          "argmax",
          "argmin",
          "all",
          "any",
          "countNonzero",
          "argsort",
          "argmedian",
          "argmode",
          "cumArgmax",
          "cumArgmin",
          "searchSorted",
          "bucketize",
          "unique",
          "uniqueCounts");

  @Test
  void every_operation_of_a_tensor_can_be_called() {
    var methods =
        Arrays.stream(Tensor.class.getInterfaces())
            .filter(family -> family.getSimpleName().endsWith("Ops"))
            .flatMap(family -> Arrays.stream(family.getDeclaredMethods()))
            .filter(Method::isDefault)
            .map(Method::getName)
            .filter(name -> !NO_FUNCTION.contains(name))
            .filter(name -> !name.endsWith("Keep"))
            .distinct()
            .toList();
    assertThat(methods).hasSizeGreaterThan(150);
    assertThat(methods.stream().filter(name -> Functions.named(name).isEmpty())).isEmpty();
  }

  @Test
  void names_of_functions_are_unambiguous() {
    var keys =
        Functions.all().stream()
            .flatMap(function ->
                java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(function.name()), function.aliases().stream()))
            .map(name -> name.toLowerCase(java.util.Locale.ROOT));
    assertThat(keys.filter(name -> !name.equals("σ"))).doesNotHaveDuplicates();
    assertThat(Functions.all()).allSatisfy(function -> assertThat(function.forms()).isNotEmpty());
  }

  @Test
  void the_forms_that_messages_show_can_be_read() {
    for (var function : Functions.all()) {
      for (var form : function.forms()) {
        var text = form;
        for (var parameter : function.parameters()) {
          text = text.replaceAll(", " + parameter.name() + "(?=[,)])", ", 1");
        }
        assertThat(Notation.parse(text).text()).as(form).startsWith(function.name() + "(");
      }
    }
  }

  @Test
  void constants_are_computed_beforehand_and_leave_no_trace() {
    var x = Tensor.scalar(DType.F64, 2).requiresGrad();
    var f =
        Notation.parse("x * (sqrt(16) + max(1, 2)^2 - sum([1, 2]))")
            .evaluate(Map.of("x", x))
            .output();
    assertThat(f.item()).isEqualTo(2 * (4 + 4 - 3));
    assertThat(f.call().orElseThrow().inputs().getFirst()).isSameAs(x);
    assertThat(f.call().orElseThrow().inputs().getLast().call()).isEmpty();
    assertThat(Autograd.grad(f, x).getFirst().item()).isEqualTo(5);
  }
}
