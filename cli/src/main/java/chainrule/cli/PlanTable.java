// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.array.Shape;
import chainrule.error.StateException;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.plan.Compiled;
import chainrule.plan.Plan;
import chainrule.plan.PlanStep;
import chainrule.tensor.Backward;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The plan by which something compiled runs, as it is printed. */
record PlanTable(Plan plan) {

  private static final int WIDEST = 36;

  static PlanTable of(Plan plan) {
    return new PlanTable(plan);
  }

  /** The plan of a circuit: its value, and its gradients for all inputs that want one. */
  static PlanTable of(Graph graph, Tensor upstream, Invocation call) {
    List<Node.Leaf> leaves = graph.leaves();
    Tensor[] values = leaves.stream().map(leaf -> leaf.tensor().detach()).toArray(Tensor[]::new);
    Compiled compiled = Compiled.of(inputs -> pass(graph, leaves, inputs, upstream));
    compiled.apply(values);
    compiled.apply(values);
    return new PlanTable(
        compiled
            .plan(values)
            .orElseThrow(() ->
                new StateException(
                    call.console().text("plan.refused", compiled.refusal(values).orElseThrow()))));
  }

  private static List<Tensor> pass(
      Graph graph, List<Node.Leaf> leaves, List<Tensor> inputs, Tensor upstream) {
    Map<String, Tensor> values = new HashMap<>();
    List<Tensor> wanted = new ArrayList<>();
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      boolean wants = leaves.get(leaf).tensor().isGradRequired();
      Tensor value = wants ? inputs.get(leaf).detach().requiresGrad() : inputs.get(leaf);
      values.put(leaves.get(leaf).id(), value);
      if (wants) {
        wanted.add(value);
      }
    }
    Tensor output = graph.apply(values);
    List<Tensor> results = new ArrayList<>();
    results.add(output.detach());
    if (!wanted.isEmpty()) {
      results.addAll(
          Backward.from(output)
              .upstream(upstream)
              .orZero()
              .gradients(wanted.toArray(Tensor[]::new)));
    }
    return results;
  }

  /** Prints it, as a table or as one JSON object. */
  void print(Invocation call) {
    Console console = call.console();
    if (call.has("--json")) {
      console.json(json());
      return;
    }
    Table table = Table.of("rlllrr").row(console.text("plan.columns").split("\\|", -1));
    List<PlanStep> steps = plan.steps();
    for (int number = 0; number < steps.size(); number++) {
      PlanStep step = steps.get(number);
      table.row(
          Integer.toString(number + 1),
          step.kind(),
          shortened(step.what()),
          sizes(step.outputs()),
          amount(step.bytes()),
          amount(step.flops()));
    }
    console.lines(table.lines());
    console.line("");
    long flops = steps.stream().mapToLong(PlanStep::flops).sum();
    console.wrapped(
        console.text(
            "plan.total", plan.count(), plan.traced(), amount(plan.bytes()) + "B", amount(flops)));
  }

  private JsonObject json() {
    List<Json> steps = new ArrayList<>();
    for (PlanStep step : plan.steps()) {
      steps.add(
          Json.object()
              .with("kernel", step.kind())
              .with("operations", step.what())
              .with("reads", shapes(step.inputs()))
              .with("writes", shapes(step.outputs()))
              .with("bytes", step.bytes())
              .with("flops", step.flops()));
    }
    return Json.object()
        .with("v", 1)
        .with("event", "plan")
        .with("works", plan.traced())
        .with("bytes", plan.bytes())
        .with("steps", Json.array(steps));
  }

  private static Json shapes(List<Shape> shapes) {
    return Json.array(
        shapes.stream()
            .map(shape -> Json.array(Arrays.stream(shape.sizes()).mapToObj(Json::of).toList()))
            .toList());
  }

  private static String sizes(List<Shape> shapes) {
    return shapes.stream().map(Shape::toString).collect(Collectors.joining(" "));
  }

  private static String shortened(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 2) + "..";
  }

  /** Three digits and a unit: 1.23 M. */
  private static String amount(long value) {
    String[] units = {"", " k", " M", " G", " T"};
    double rest = value;
    int unit = 0;
    while (rest >= 1000 && unit < units.length - 1) {
      rest /= 1000;
      unit++;
    }
    String digits = unit == 0 ? Long.toString(value) : String.format(Locale.ROOT, "%.3g", rest);
    return digits + units[unit];
  }
}
