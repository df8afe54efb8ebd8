// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Row 56: max(x, y) as a gate of its own. Its derivative by x is 1 where x >= y and else 0; by y, 1
 * where y >= x. Read literally, a tie gives 1 to both, and the upstream gradient is counted twice.
 * Here a tie gives half to each, so that what is passed on is always what came.
 */
public final class MaxGate {

  private MaxGate() {}

  /** 3 max(x, y): the gradient that comes to the max gate is 3. */
  static Pass passes(double x, double y) {
    Tensor one = Tensor.scalar(DType.F64, x).requiresGrad();
    Tensor other = Tensor.scalar(DType.F64, y).requiresGrad();
    Tensor larger = one.maximum(other);
    return Graph.of(larger.times(3), Map.of("x", one, "y", other, "max", larger))
        .forward()
        .backward();
  }

  /** What the gate passes to x and to y. */
  static List<Double> contributions(Pass pass) {
    return Stream.of("x", "y").map(input -> pass.gradient(input).item()).toList();
  }

  /** The same by the indicators 1{x >= y} and 1{y >= x}. */
  static List<Double> byIndicators(double x, double y) {
    return List.of(x >= y ? 3.0 : 0.0, y >= x ? 3.0 : 0.0);
  }

  /** What the gate says of a tie. */
  static String tieRule() {
    return passes(2, 2).graph().gates().getFirst().operation().meaning().kink();
  }

  /** Prints what the gate passes on, by its rule and by the indicators. */
  public static void main() {
    Print.words("max(x, y), upstream 3", "x", "y", "dx", "dy", "1{x>=y}", "1{y>=x}");
    for (double y : new double[] {1, 2, 4}) {
      List<Double> found = contributions(passes(2, y));
      List<Double> plain = byIndicators(2, y);
      Print.row("", 2, y, found.get(0), found.get(1), plain.get(0), plain.get(1));
    }
    IO.println(tieRule());
  }
}
