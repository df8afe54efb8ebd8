// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.graph.Event;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Rows 12 and 13: f = (x + σ(y)) / (σ(x) + (x + y)²) at x = 3, y = -4, in eight stages, each with a
 * gradient of its own. The backward pass reuses the values of the forward pass; x is used three
 * times and y twice, and what comes back from each use is added.
 */
public final class StagedExpression {

  /** The stages, in the order in which they are computed. */
  static final List<String> STAGES =
      List.of("sigy", "num", "sigx", "xpy", "xpysqr", "den", "invden", "f");

  private StagedExpression() {}

  /** The circuit; its leaves are x and y. */
  static Graph graph() {
    Tensor x = Tensor.scalar(DType.F64, 3).requiresGrad();
    Tensor y = Tensor.scalar(DType.F64, -4).requiresGrad();
    Tensor sigy = y.sigmoid();
    Tensor num = x.plus(sigy);
    Tensor sigx = x.sigmoid();
    Tensor xpy = x.plus(y);
    Tensor xpysqr = xpy.square();
    Tensor den = sigx.plus(xpysqr);
    Tensor invden = den.reciprocal();
    Tensor f = num.times(invden);
    Map<String, Tensor> names =
        Map.of(
            "x", x, "y", y, "sigy", sigy, "num", num, "sigx", sigx, "xpy", xpy, "xpysqr", xpysqr,
            "den", den, "invden", invden, "f", f);
    return Graph.of(f, names);
  }

  /** What came back to a leaf from each of its uses, in the order in which it was added. */
  static List<Double> contributions(Pass pass, String leaf) {
    Event single = pass.arrivals(leaf).getFirst();
    return pass.arrivals(single.gate()).stream().map(use -> use.contribution().item()).toList();
  }

  /** Prints the stages, then how the gradients of x and y come together. */
  public static void main() {
    Pass pass = graph().forward().backward();
    Print.words("", "value", "gradient");
    for (String stage : STAGES) {
      Print.row(stage, pass.value(stage).item(), pass.gradient(stage).item());
    }
    for (String leaf : List.of("x", "y")) {
      Print.row("back to " + leaf, contributions(pass, leaf));
      Print.row("  their sum, d" + leaf, pass.gradient(leaf).item());
    }
  }
}
