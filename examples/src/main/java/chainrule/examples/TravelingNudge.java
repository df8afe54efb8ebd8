// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.graph.Perturbation;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Row 50: a small change of one weight travels through the net: it moves the weighted sum and the
 * activation of its neuron, then the layers behind, then the cost, by about ∂C/∂w Δw. What that
 * leaves out shrinks with the square of Δw: half the change, a quarter of the error.
 */
public final class TravelingNudge {

  /** What the change reaches, in order. */
  static final List<String> WAY = List.of("z1", "a1", "z2", "a2", "z3", "a3", "C");

  private TravelingNudge() {}

  /** The weight from input 0 to neuron 0 of the first layer is changed by a step. */
  static Perturbation nudge(double step) {
    Graph graph = DeltaTable.graph();
    double[] change = new double[20];
    change[0] = step;
    return graph.forward().nudge(Map.of("W1", Tensor.of(Shape.of(5, 4), change)));
  }

  /** The derivative of the cost by that weight. */
  static double slope() {
    Pass pass = DeltaTable.graph().forward().backward();
    return pass.gradient("W1").get(0, 0);
  }

  /** How far the predicted change of a node is from the actual one, at most. */
  static double error(double step, String node) {
    Perturbation change = nudge(step);
    Tensor predicted = change.predicted(node).orElse(Tensor.scalar(DType.F64, 0));
    return change.actual(node).minus(predicted).abs().max().item();
  }

  /** Prints how a nudge travels, and how its error shrinks with the step. */
  public static void main() {
    Perturbation change = nudge(0.01);
    for (String node : WAY) {
      Print.small(node + " moves by", change.actual(node).toDoubles());
      Print.small("   predicted", change.predicted(node).orElseThrow().toDoubles());
    }
    Print.small("∂C/∂w times Δw", slope() * 0.01);
    for (double step : new double[] {0.04, 0.02, 0.01, 0.005}) {
      Print.small("Δw " + step + ", error in C", error(step, "C"));
    }
  }
}
