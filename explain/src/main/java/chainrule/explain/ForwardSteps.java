// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.explain.formula.GateFormulas;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens on the way from the leaves to the output. */
final class ForwardSteps {

  private final Scene scene;
  private final List<Step> steps = new ArrayList<>();
  private int number;

  private ForwardSteps(Scene scene) {
    this.scene = scene;
  }

  /** The leaves with their values. */
  static List<Step> leaves(Scene scene) {
    return scene.pass().graph().leaves().stream().map(leaf -> given(scene, leaf)).toList();
  }

  /** Every gate and copy in its order. */
  static List<Step> gates(Scene scene) {
    ForwardSteps forward = new ForwardSteps(scene);
    scene.pass().graph().nodes().forEach(forward::add);
    return forward.steps;
  }

  private static Step given(Scene scene, Node.Leaf leaf) {
    Formula name = new Formula.Name(leaf.id());
    Tensor value = scene.pass().value(leaf.id());
    return new Step.Given(
        leaf,
        Scene.equality(List.of(Optional.of(name), Scene.shortValue(value))),
        beside(name, value, List.of()));
  }

  private void add(Node node) {
    switch (node) {
      case Node.Leaf _ -> {}
      case Node.Copy copy -> steps.add(new Step.Copied(next(), copy));
      case Node.Gate gate -> steps.add(computed(gate));
    }
  }

  private int next() {
    number++;
    return number;
  }

  private Step computed(Node.Gate gate) {
    Formula name = new Formula.Name(gate.id());
    Formula formula = new GateFormulas(scene.pass(), gate).value();
    Tensor value = scene.pass().value(gate.id());
    Formula.Equality equation =
        Scene.equality(
            List.of(
                Optional.of(name),
                Optional.of(formula),
                Scene.isShort(value) ? scene.withNumbers(formula) : Optional.empty(),
                Scene.shortValue(value)));
    List<Tensor> inputs = gate.wires().stream().map(scene.pass()::value).toList();
    return new Step.Computed(next(), gate, equation, beside(name, value, inputs));
  }

  private static List<Remark> beside(Formula name, Tensor value, List<Tensor> inputs) {
    List<Remark> remarks = new ArrayList<>(Scene.portrait(value));
    remarks.addAll(Scene.nonFinite(name, value, inputs));
    return List.copyOf(remarks);
  }
}
