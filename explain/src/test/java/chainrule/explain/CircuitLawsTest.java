// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.text.TextWidth;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for the drawing of any circuit. */
class CircuitLawsTest {

  private static final Circuit.Options STANDARD = Circuit.Options.standard();
  private static final int MOST_NODES = 60;

  private static Pass any(long seed) {
    return seed % 2 == 0 ? RandomCircuits.scalars(seed) : RandomCircuits.matrices(seed);
  }

  private static boolean isDrawn(Graph graph) {
    return graph.nodes().size() <= MOST_NODES;
  }

  private static String value(Graph graph, String id) {
    return graph.node(id) instanceof Node.Copy copy ? copy.of() : id;
  }

  private static Map<String, List<String>> sources(Graph graph) {
    var sources = new HashMap<String, List<String>>();
    for (Node.Gate gate : graph.gates()) {
      sources.put(gate.id(), gate.wires().stream().map(wire -> value(graph, wire)).toList());
    }
    return sources;
  }

  @Test
  void wires_lead_where_the_graph_says() {
    RandomCircuits.each(
        150,
        seed -> {
          var pass = any(seed);
          var text = Circuit.of(pass).toText(STANDARD.withColumns(4000));
          if (isDrawn(pass.graph())) {
            assertThat(new WireTracer(text).inputs()).isEqualTo(sources(pass.graph()));
          }
        });
  }

  /** Whether a name is shown wherever the node is. */
  private static boolean isNamed(String id) {
    return id.matches("[nx]\\d+");
  }

  @Test
  void wires_that_go_on_below_do_so_too() {
    int cut = 0;
    for (long seed = 1; seed <= 150; seed++) {
      var pass = RandomCircuits.named(seed);
      var text = Circuit.of(pass).toText(STANDARD.withColumns(150));
      if (isDrawn(pass.graph()) && text.contains("→")) {
        cut++;
        var found = new HashMap<String, List<String>>();
        for (var band : text.split("\n\n")) {
          found.putAll(new WireTracer(band).inputs());
        }
        sources(pass.graph())
            .forEach((id, wanted) -> {
              for (int i = 0; isNamed(id) && i < wanted.size(); i++) {
                if (isNamed(wanted.get(i))) {
                  assertThat(found.get(id).get(i))
                      .as("%s in\n%s", id, text)
                      .isEqualTo(wanted.get(i));
                }
              }
            });
      }
    }
    assertThat(cut).isGreaterThan(20);
  }

  @Test
  void no_line_is_wider_than_wanted_and_none_ends_with_a_space() {
    RandomCircuits.each(
        30,
        seed -> {
          var circuit = Circuit.of(any(seed));
          for (int columns : new int[] {20, 33, 40, 80, 120}) {
            for (var language : Language.values()) {
              var options = STANDARD.withColumns(columns).withLanguage(language);
              assertThat(circuit.toText(options).lines())
                  .allMatch(line -> TextWidth.of(line) <= columns, columns + " columns")
                  .noneMatch(line -> line.endsWith(" "));
            }
          }
        });
  }

  @Test
  void names_of_any_length_and_script_fit() {
    for (var name :
        List.of("x".repeat(300), "层".repeat(150), "e\u0301".repeat(60), "\u0301", "🙂")) {
      var x = Sample.leaf(1);
      var pass = Sample.run(x.times(x).plus(2), Map.of(name, x));
      for (int columns : new int[] {20, 21, 80, 500}) {
        for (var isAscii : List.of(true, false)) {
          var options = STANDARD.withColumns(columns).withAscii(isAscii);
          assertThat(Circuit.of(pass).toText(options).lines())
              .as("%s at %s columns", name, columns)
              .allMatch(line -> TextWidth.of(line) <= columns)
              .hasSizeGreaterThan(2);
        }
      }
    }
  }

  @Test
  void escapes_come_with_colors_alone_and_seven_bits_are_seven() {
    RandomCircuits.each(
        20,
        seed -> {
          var circuit = Circuit.of(any(seed));
          for (int columns : new int[] {40, 80, 400}) {
            var plain = STANDARD.withColumns(columns);
            var text = circuit.toText(plain);
            assertThat(text).doesNotContain("\033", "\r", "\t");
            assertThat(circuit.toText(plain.withColor(true)).replaceAll("\033\\[\\d+m", ""))
                .isEqualTo(text);
            var chinese = circuit.toText(plain.withLanguage(Language.CHINESE));
            assertThat(chinese).doesNotContain("─", "│", "●", "–", "σ", "Σ");
            assertThat(circuit.toText(plain.withAscii(true)).chars())
                .allMatch(letter -> letter == '\n' || (letter >= ' ' && letter <= '~'));
          }
        });
  }

  @Test
  void the_same_circuit_gives_the_same_text() {
    RandomCircuits.each(
        20,
        seed ->
            assertThat(Circuit.of(any(seed)).toString())
                .isEqualTo(Circuit.of(any(seed)).toString()));
  }

  @Test
  void every_step_fills_in_what_is_missing_and_moves_nothing() {
    RandomCircuits.each(
        20,
        seed -> {
          var graph = RandomCircuits.scalars(seed).graph();
          var steps = graph.steps();
          var end = Circuit.of(graph.forward().backward()).toText(STANDARD);
          for (int i = 0; i <= steps.size(); i += 5) {
            steps.moveTo(i);
            var text = Circuit.of(steps).toText(STANDARD);
            if (isDrawn(graph) && end.contains("─")) {
              assertThat(text.lines().map(line -> line.indexOf('─')))
                  .containsExactlyElementsOf(end.lines().map(line -> line.indexOf('─')).toList());
            }
          }
        });
  }
}
