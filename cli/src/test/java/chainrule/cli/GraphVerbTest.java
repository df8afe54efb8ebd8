// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GraphVerbTest {

  private static final String NEURON = "1/(1+exp(-(w0*x0+w1*x1+w2)))";
  private static final List<String> POINT = List.of("w0=2", "w1=-3", "w2=-3", "x0=-1", "x1=-2");

  private static Shell.Outcome graph(String expression, List<String> more) {
    var words = new ArrayList<>(List.of("graph", expression));
    words.addAll(more);
    return Shell.piped().run(words.toArray(String[]::new));
  }

  @Test
  void the_circuit_of_a_product_has_its_values_and_gradients() {
    var outcome = graph("q=x+y; f=q*z", List.of("x=-2", "y=5", "z=-4"));
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("x  -2 | -4", "q  3 | -4", "z  -4 |  3", "f  -12 | 1");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void fusing_takes_three_gates_from_the_neuron_and_splitting_gives_them_back() {
    assertThat(gates(NEURON)).isEqualTo(8);
    assertThat(gates(NEURON, "--fuse")).isEqualTo(5);
    assertThat(gates("sigmoid(w0*x0+w1*x1+w2)", "--split")).isEqualTo(8);
    assertThat(gates("sigmoid(w0*x0+w1*x1+w2)")).isEqualTo(5);
  }

  private static long gates(String expression, String... more) {
    var words = new ArrayList<>(POINT);
    words.addAll(List.of(more));
    words.add("--json");
    var nodes = Json.parse(graph(expression, words).out()).asObject().array("nodes");
    return nodes.stream().filter(node -> !node.asObject().text("op").equals("leaf")).count();
  }

  @Test
  void numeric_gradients_agree_with_the_exact_ones() {
    var outcome = graph(NEURON, Stream.concat(POINT.stream(), Stream.of("--check")).toList());
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).containsPattern("w1 +-0.393224 +-0.393224");
    assertThat(outcome.out()).contains("allowed: |a - n| <= ");
  }

  @Test
  void a_check_at_a_kink_fails_and_says_where() {
    var outcome = graph("relu(x)", List.of("x=0", "--check"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).containsPattern("x +0 +0.5 +0.5");
  }

  @Test
  void a_nudge_is_predicted_exactly_where_the_function_is_linear() {
    var outcome = graph("3*x+y", List.of("x=1", "y=2", "--nudge", "x=0.5"));
    assertThat(outcome.out()).containsPattern("add2 +add +5 +1.5 +1.5 +no error");
  }

  @Test
  void inputs_not_asked_for_show_no_gradient() {
    var json = graph("x*y", List.of("x=2", "y=3", "--wrt=x", "--json")).out();
    for (var node : Json.parse(json).asObject().array("nodes")) {
      assertThat(node.asObject().find("grad").isPresent())
          .isEqualTo(!node.asObject().text("id").equals("y"));
    }
  }

  @Test
  void another_output_and_an_upstream_can_be_chosen() {
    var output = graph("q=x+y; f=q*z", List.of("x=1", "y=2", "z=3", "--output=q"));
    assertThat(output.out()).contains("q  3 | 1").doesNotContain("z");
    var upstream = graph("x*[1,2]", List.of("x=3", "--upstream", "[10, 100]", "--json"));
    assertThat(upstream.out()).contains("\"id\":\"x\"").contains("\"grad\":210");
    assertThat(graph("q=x", List.of("x=1", "--output=r")).err())
        .startsWith("chainrule: notation: no statement is called \"r\"");
  }

  @Test
  void the_first_value_that_is_not_finite_is_named() {
    var outcome = graph("2*(1/x)", List.of("x=0"));
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err())
        .isEqualTo("note: reciprocal1 is not finite; it is the first such value\n");
  }

  @Test
  void color_is_for_terminals_that_want_it() {
    var words = new String[] {"graph", "x*y", "x=2", "y=3"};
    assertThat(Shell.piped().run(words).out()).doesNotContain("\u001b");
    var forced = new Shell(Map.of("CLICOLOR_FORCE", "1"), false);
    assertThat(forced.run(words).out()).contains("\u001b[");
    var forbidden = new Shell(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"), false);
    assertThat(forbidden.run(words).out()).doesNotContain("\u001b");
  }

  @Test
  void a_big_circuit_is_summed_up() {
    var outcome = graph("x" + "*x+y".repeat(5000), List.of("x=0.5", "y=1"));
    assertThat(outcome.code()).isZero();
    assertThat(outcome.lines()).hasSizeLessThan(20);
    assertThat(outcome.lines().getFirst()).startsWith("gates 10,000");
  }

  @Test
  void the_forms_exclude_one_another() {
    var outcome = graph("x", List.of("x=1", "--json", "--java"));
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("chainrule: --json --java: only one of these");
  }

  @Test
  void the_java_code_compiles_as_it_is() {
    var outcome = graph("x*x+x", List.of("x=3", "--java"));
    assertThat(outcome.out()).contains("class Circuit", "+=");
  }
}
