// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.explain.Numbers;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas of gates: what is computed, and the local gradient, as short as people write. */
class GateFormulasTest {

  private static final PlainFormula PLAIN = new PlainFormula(Numbers::of);
  private static final LatexFormula LATEX = new LatexFormula(Numbers::of);

  private static final Map<String, UnaryOperator<Tensor>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("shift", x -> x.plus(3)),
          Map.entry("scale", x -> x.times(3)),
          Map.entry("share", x -> x.over(4)),
          Map.entry("inverse", Tensor::reciprocal),
          Map.entry("square", Tensor::square),
          Map.entry("pow2", x -> x.pow(2)),
          Map.entry("pow3", x -> x.pow(3)),
          Map.entry("root", x -> x.pow(0.5)),
          Map.entry("constant", x -> x.pow(0)),
          Map.entry("exp", Tensor::exp),
          Map.entry("log", Tensor::log),
          Map.entry("cos", Tensor::cos),
          Map.entry("tan", Tensor::tan),
          Map.entry("erf", Tensor::erf),
          Map.entry("sigmoid", Tensor::sigmoid),
          Map.entry("tanh", Tensor::tanh),
          Map.entry("abs", Tensor::abs),
          Map.entry("relu", Tensor::relu),
          Map.entry("leaky", x -> x.leakyRelu(0.1)),
          Map.entry("clamp", x -> x.clamp(-1, 1)),
          Map.entry("max", x -> x.maximum(1)),
          Map.entry("step", Tensor::sign));

  private static Pass pass(String function) {
    Tensor x = Tensor.scalar(DType.F64, 2).requiresGrad();
    UnaryOperator<Tensor> known = FUNCTIONS.get(function);
    assertThat(known).isNotNull();
    Tensor f = known.apply(x);
    return Graph.of(f, Map.of("x", x, "f", f)).forward().backward();
  }

  private static GateFormulas formulas(Pass pass) {
    return new GateFormulas(pass, (Node.Gate) pass.graph().output());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          shift;    x + 3;           1
          scale;    x * 3;           3
          share;    x / 4;           0.25
          inverse;  1 / x;           -f^2
          square;   x^2;             2 * x
          pow2;     x^2;             2 * x
          pow3;     x^3;             3 * x^2
          root;     x^0.5;           0.5 * x^-0.5
          exp;      exp(x);          f
          log;      log(x);          1 / x
          cos;      cos(x);          -sin(x)
          tan;      tan(x);          f^2 + 1
          erf;      erf(x);          1.12838 * exp(-x^2)
          sigmoid;  sigmoid(x);      f * (1 - f)
          tanh;     tanh(x);         1 - f^2
          abs;      abs(x);          1
          relu;     relu(x);         1
          leaky;    leakyRelu(x);    1
          clamp;    clamp(x, -1, 1); 0
          max;      max(x, 1);       1
          step;     sign(x);         0
          """)
  void a_gate_is_told_as_people_write_it(String function, String value, String local) {
    GateFormulas formulas = formulas(pass(function));
    assertThat(PLAIN.of(formulas.value())).isEqualTo(value);
    assertThat(formulas.local(0).map(PLAIN::of)).contains(local);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          inverse;  \\frac{1}{x};              -f^{2}
          pow3;     x^{3};                      3 \\cdot x^{2}
          root;     x^{0.5};                    0.5 \\cdot x^{-0.5}
          exp;      e^{x};                      f
          log;      \\log\\left(x\\right);      \\frac{1}{x}
          sigmoid;  \\sigma\\left(x\\right);    f \\cdot \\left(1 - f\\right)
          abs;      \\left|x\\right|;           1
          """)
  void latex_has_fractions_exponents_and_commands(String function, String value, String local) {
    GateFormulas formulas = formulas(pass(function));
    assertThat(LATEX.of(formulas.value())).isEqualTo(value);
    assertThat(formulas.local(0).map(LATEX::of)).contains(local);
  }

  @Test
  void a_rule_with_the_upstream_as_a_factor_has_a_local_gradient() {
    Tensor p = Tensor.of(DType.F64, 1, 2, 3, 4).requiresGrad();
    Tensor t = Tensor.of(DType.F64, 0, 0, 0, 1);
    Tensor f = p.mse(t);
    Pass pass = Graph.of(f, Map.of("p", p, "t", t, "f", f)).forward().backward();
    assertThat(formulas(pass).local(0).map(PLAIN::of)).contains("0.5 * (p - t)");
    assertThat(formulas(pass).rule(0, new Formula.Derivative("f", "f")).map(PLAIN::of))
        .contains("0.5 * (p - t) * df/df");
  }

  @Test
  void a_rule_with_the_upstream_inside_a_sum_has_none() {
    Tensor x = Tensor.of(DType.F64, 1, 2, 3).requiresGrad();
    Tensor s = x.softmax(0);
    Tensor f = s.square().sum();
    Pass pass = Graph.of(f, Map.of("x", x, "s", s, "f", f)).forward().backward();
    GateFormulas formulas = new GateFormulas(pass, (Node.Gate) pass.graph().node("s"));
    assertThat(formulas.local(0)).isEmpty();
    assertThat(formulas.rule(0, new Formula.Derivative("f", "s")).map(PLAIN::of))
        .contains("s * (df/ds - sum(df/ds * s))");
  }

  @Test
  void a_rule_in_words_is_no_formula() {
    Function<String, Optional<Formula>> any = letter -> Optional.of(new Formula.Name(letter));
    assertThat(RuleReader.read("g in its place, 0 elsewhere", any)).isEmpty();
    assertThat(RuleReader.read("the slice of g", any)).isEmpty();
    assertThat(RuleReader.read("-log softmax(z) * g / n", any)).isEmpty();
    assertThat(RuleReader.read("(g", any)).isEmpty();
    assertThat(RuleReader.read("g + ", any)).isEmpty();
    assertThat(RuleReader.read("", any)).isEmpty();
    assertThat(RuleReader.read("g @ b^T", any)).isPresent();
  }

  @Test
  void an_open_condition_is_a_choice() {
    Tensor x = Tensor.of(DType.F64, -1, 2).requiresGrad();
    Tensor r = x.relu();
    Tensor f = r.sum();
    Pass pass = Graph.of(f, Map.of("x", x, "r", r, "f", f)).forward().backward();
    GateFormulas formulas = new GateFormulas(pass, (Node.Gate) pass.graph().node("r"));
    assertThat(formulas.local(0).map(PLAIN::of)).contains("(r <= 0 ? 0 : 1)");
    assertThat(formulas.local(0).map(LATEX::of).orElseThrow())
        .startsWith("\\begin{cases} 0 & r \\le 0 \\\\ 1 & ");
  }
}
