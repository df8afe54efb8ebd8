// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.graph.Pass;
import chainrule.graph.Perturbation;
import chainrule.tensor.Tensor;
import java.util.Map;

/**
 * Row 3: what the sign of a gradient says. The gradients of f = (x + y) z for x and y are -4 each:
 * lowering both by h lowers q by 2h, and yet raises f, by 8h.
 */
public final class SignOfGradient {

  private SignOfGradient() {}

  /** What happens if x and y both become smaller by a step. */
  static Perturbation lowered(double step) {
    Pass circuit = FirstCircuit.passes();
    return circuit.nudge(Map.of("x", Tensor.scalar(-step), "y", Tensor.scalar(-step)));
  }

  /** Prints how far q and f move for three steps. */
  public static void main() {
    Print.words("x and y lowered by", "q moves by", "f moves by");
    for (double step : new double[] {0.25, 0.5, 1}) {
      Perturbation change = lowered(step);
      Print.row("  " + step, change.actual("q").item(), change.actual("f").item());
    }
  }
}
