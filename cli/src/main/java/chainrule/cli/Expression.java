// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.explain.notation.Assignments;
import chainrule.explain.notation.CircuitValues;
import chainrule.explain.notation.Limits;
import chainrule.explain.notation.Notation;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The circuit that an expression and values for its names stand for.
 *
 * @param graph the circuit
 * @param upstream the gradient at its output
 */
record Expression(Graph graph, Tensor upstream) {

  private static final Limits LIMITS = Limits.standard().withGates(100_000);

  /** Adds the words to a verb. */
  static Words words(Words words, String label) {
    return words
        .formulas()
        .operand(label, "1", List.of())
        .operand("NAME=VALUE", "0..*", List.of())
        .option("--output", "NAME")
        .option("--upstream", "VALUE")
        .option("--wrt", "NAMES");
  }

  /** Reads them, and captures the circuit. */
  static Expression of(Invocation call) {
    Notation notation = Notation.parse(call.operand(0).orElseThrow(), LIMITS);
    if (call.gave("--output")) {
      notation = notation.withOutput(call.value("--output"));
    }
    List<String> assignments = call.operands().stream().skip(1).toList();
    Graph graph = capture(notation, Assignments.parse(assignments), call);
    return new Expression(graph, upstream(graph, call));
  }

  private static Graph capture(Notation notation, Map<String, Tensor> values, Invocation call) {
    SequencedMap<String, Tensor> names = new LinkedHashMap<>();
    return Graph.capture(
        names,
        () -> {
          CircuitValues computed = notation.evaluate(values);
          names.putAll(computed.named());
          call.text("--wrt").ifPresent(wanted -> keep(computed.inputs(), wanted, call));
          return computed.output();
        });
  }

  /** Takes the wish for a gradient from all inputs but those named. */
  private static void keep(Map<String, Tensor> inputs, String names, Invocation call) {
    List<String> wanted = List.of(names.strip().split("[,，\\s]+"));
    List<String> known = List.copyOf(inputs.keySet());
    wanted.forEach(name -> call.choice("--wrt", name, known));
    inputs.forEach((name, tensor) -> tensor.requiresGrad(wanted.contains(name)));
  }

  private static Tensor upstream(Graph graph, Invocation call) {
    Node output = graph.output();
    if (call.gave("--upstream")) {
      return Assignments.parse("upstream = " + call.value("--upstream"))
          .lastEntry()
          .getValue()
          .requiresGrad(false);
    }
    if (output.shape().count() != 1) {
      throw new ArgumentException(
          call.console().text("graph.upstream", output.id(), output.shape()),
          call.console().text("graph.upstream.fix"));
    }
    return Tensor.full(DType.F64, output.shape(), 1);
  }
}
