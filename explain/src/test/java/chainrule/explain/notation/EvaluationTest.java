// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Source;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static CircuitValues evaluate(String text, String values) {
    return Notation.parse(text).evaluate(values.isEmpty() ? Map.of() : Assignments.parse(values));
  }

  private static Graph graph(CircuitValues evaluation) {
    return Graph.of(evaluation.output(), evaluation.named());
  }

  private static List<String> gates(CircuitValues evaluation) {
    return graph(evaluation).gates().stream().map(gate -> gate.operation().name()).toList();
  }

  @Test
  void the_first_circuit_of_the_course() {
    var circuit = evaluate("q = x+y; f = q*z", "x=-2; y=5; z=-4");
    assertThat(graph(circuit).nodes())
        .extracting(Node::id)
        .containsExactly("x", "y", "q", "z", "f");
    circuit.output().backward();
    assertThat(circuit.output().item()).isEqualTo(-12);
    assertThat(circuit.value("q").item()).isEqualTo(3);
    assertThat(circuit.value("x").grad().item()).isEqualTo(-4);
    assertThat(circuit.value("y").grad().item()).isEqualTo(-4);
    assertThat(circuit.value("z").grad().item()).isEqualTo(3);
    assertThat(circuit.inputs().keySet()).containsExactly("x", "y", "z");
    assertThat(circuit.statements().keySet()).containsExactly("q", "f");
    assertThat(circuit.named().keySet()).containsExactly("x", "y", "z", "q", "f");
  }

  @Test
  void the_sigmoid_neuron_has_eight_gates() {
    var neuron = evaluate("1/(1+exp(-(w0*x0+w1*x1+w2)))", "w0=2; w1=-3; w2=-3; x0=-1; x1=-2");
    assertThat(gates(neuron))
        .containsExactly("mul", "mul", "add", "add", "neg", "exp", "add", "reciprocal");
    neuron.output().backward();
    assertThat(neuron.output().item()).isEqualTo(0.731059, within(1e-6));
    assertThat(neuron.value("w0").grad().item()).isEqualTo(-0.196612, within(1e-6));
    assertThat(neuron.value("x1").grad().item()).isEqualTo(-0.589836, within(1e-6));
  }

  @Test
  void a_number_belongs_to_its_gate_in_the_place_where_it_was_typed() {
    assertThat(constants("2*x", "x=3")).containsExactly("2.0", "x");
    assertThat(constants("x*2", "x=3")).containsExactly("x", "2.0");
    assertThat(constants("2-x", "x=3")).containsExactly("2.0", "x");
    assertThat(constants("max(0, x)", "x=3")).containsExactly("0.0", "x");
    assertThat(constants("x^2", "x=3")).containsExactly("x", "2.0");
    assertThat(constants("1/x", "x=3")).containsExactly("x");
    assertThat(constants("(1+1)/x", "x=3")).containsExactly("2.0", "x");
    assertThat(constants("pi*x", "x=3")).containsExactly(StrictMath.PI + "", "x");
  }

  private static List<String> constants(String text, String values) {
    return graph(evaluate(text, values)).gates().getLast().inputs().stream()
        .map(source ->
            switch (source) {
              case Source.Constant constant -> constant.value() + "";
              case Source.Wire wire -> wire.from();
            })
        .toList();
  }

  @Test
  void matrices_of_the_course() {
    var f = evaluate("sum((W@x)^2)", "W=[[.1,.5],[-.3,.8]]; x=[.2,.4]");
    f.output().backward();
    assertThat(f.output().item()).isEqualTo(0.116, within(1e-12));
    assertThat(f.value("W").grad().toDoubles())
        .containsExactly(new double[] {.088, .176, .104, .208}, within(1e-12));
    assertThat(f.value("x").grad().toDoubles())
        .containsExactly(new double[] {-.112, .636}, within(1e-12));
  }

  @Test
  void a_statement_without_names_is_an_input_with_a_value_at_hand() {
    var circuit = evaluate("x = -2; y = 5\nz = -(2+2); q = x+y; f = q*z", "");
    assertThat(circuit.inputs().keySet()).containsExactly("x", "y", "z");
    assertThat(circuit.inputs().values())
        .allMatch(input -> input.isLeaf() && input.isGradRequired());
    circuit.output().backward();
    assertThat(circuit.value("z").grad().item()).isEqualTo(3);
    var other = evaluate("x = -2; y = 5; x*y", "x=7");
    assertThat(other.output().item()).isEqualTo(35);
    assertThat(other.inputs().keySet()).containsExactly("x", "y");
    var matrix = evaluate("W = [[1, 2], [3, 4]]; sum(W)", "");
    assertThat(matrix.value("W").isGradRequired()).isTrue();
    var folded = evaluate("s = softmax([1, 1]); sum(s * x)", "x=4");
    assertThat(folded.inputs().keySet()).containsExactly("x", "s");
    assertThat(folded.output().item()).isEqualTo(4);
  }

  @Test
  void a_circuit_of_numbers_alone_has_them_as_leaves() {
    var circuit = evaluate("(-2 + 5) * -4", "");
    assertThat(gates(circuit)).containsExactly("add", "mul");
    assertThat(graph(circuit).leaves())
        .extracting(leaf -> leaf.tensor().item())
        .containsExactly(-2., 5., -4.);
    assertThat(circuit.output().item()).isEqualTo(-12);
    assertThat(gates(evaluate("max(2, 2)", ""))).containsExactly("maximum");
    assertThat(gates(evaluate("f = 1/0", ""))).containsExactly("div");
    assertThat(evaluate("f = 1/0", "").output().item()).isInfinite();
    assertThat(gates(evaluate("sum([1, 2] * 3)", ""))).containsExactly("mul", "sum");
    assertThat(evaluate("3", "").output().isLeaf()).isTrue();
    assertThat(gates(evaluate("a = 1 + 2; a * 3", ""))).containsExactly("mul");
  }

  @Test
  void known_constants_give_way_to_values_and_assignments() {
    assertThat(evaluate("pi + e*x", "x=0").output().item()).isEqualTo(StrictMath.PI);
    assertThat(evaluate("pi + e*x", "x=2; e=10; pi=1").output().item()).isEqualTo(21);
    assertThat(evaluate("e = y - 1; e^2", "y=4").output().item()).isEqualTo(9);
    assertThat(evaluate("π*x", "x=1").inputs().keySet()).containsExactly("x");
  }

  @Test
  void a_name_for_a_name_is_the_same_tensor() {
    var result = evaluate("q = x; f = q", "x=3");
    assertThat(result.output()).isSameAs(result.value("x"));
    assertThat(result.named().keySet()).containsExactly("x", "q", "f");
  }

  @Test
  void another_output_may_be_chosen() {
    var notation = Notation.parse("q = x+y; f = q*z").withOutput("q");
    var result = notation.evaluate(Assignments.parse("x=-2; y=5; z=-4"));
    assertThat(result.output().item()).isEqualTo(3);
    assertThat(result.value("f").item()).isEqualTo(-12);
    assertThatThrownBy(() -> result.value("g"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("[x, y, z, q, f]");
  }

  @Test
  void given_tensors_are_used_as_they_are() {
    var x = Tensor.of(DType.F64, 1, 2);
    var result = Notation.parse("2*x").evaluate(Map.of("x", x));
    assertThat(result.inputs().get("x")).isSameAs(x);
    assertThat(result.output().call()).isEmpty();
    var graph =
        Graph.capture(() -> Notation.parse("q = 2*x; q + 1").evaluate(Map.of("x", x)).output());
    assertThat(graph.gates()).hasSize(2);
    assertThat(graph.leaves()).hasSize(1);
  }

  @Test
  void gates_are_made_in_the_order_in_which_people_compute() {
    assertThat(gates(evaluate("a*b + c*d - sin(e)*x", "a=1;b=2;c=3;d=4;e=5;x=6")))
        .containsExactly("mul", "mul", "add", "sin", "mul", "sub");
  }

  @Test
  void random_arithmetic_is_that_of_java() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      Map<String, Double> numbers =
          Map.of("x", random.nextDouble(-3, 3), "y", random.nextDouble(-3, 3));
      var terms = new Arithmetic(random, numbers);
      double expected = terms.term(5);
      Map<String, Tensor> values = new HashMap<>();
      var notation = Notation.parse(terms.text() + " + 0*x + 0*y");
      numbers.forEach((name, number) -> values.put(name, Tensor.scalar(DType.F64, number)));
      assertThat(notation.evaluate(values).output().item())
          .as("seed %d: %s", seed, terms.text())
          .isEqualTo(expected + 0 * numbers.get("x") + 0 * numbers.get("y"));
    }
  }

  /** Arithmetic written as text while it is computed. */
  private static final class Arithmetic {
    private final SplittableRandom random;
    private final Map<String, Double> numbers;
    private final StringBuilder text = new StringBuilder();

    Arithmetic(SplittableRandom random, Map<String, Double> numbers) {
      this.random = random;
      this.numbers = numbers;
    }

    String text() {
      return text.toString();
    }

    double term(int depth) {
      if (depth == 0 || random.nextInt(6) == 0) {
        return leaf();
      }
      text.append('(');
      int kind = random.nextInt(5);
      if (kind == 4) {
        text.append('-');
        double value = -term(depth - 1);
        text.append(')');
        return value;
      }
      double left = term(depth - 1);
      text.append("+-*/".charAt(kind));
      double right = term(depth - 1);
      text.append(')');
      return switch (kind) {
        case 0 -> left + right;
        case 1 -> left - right;
        case 2 -> left * right;
        default -> left / right;
      };
    }

    private double leaf() {
      if (random.nextBoolean()) {
        String name = random.nextBoolean() ? "x" : "y";
        text.append(name);
        return numbers.get(name);
      }
      double number = random.nextInt(1, 9) / 4.0;
      text.append(number);
      return number;
    }
  }
}
