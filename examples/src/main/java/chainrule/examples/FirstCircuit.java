// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Row 1: values forward, gradients backward: f = (x + y) z at x = -2, y = 5, z = -4. */
public final class FirstCircuit {

  private FirstCircuit() {}

  /** Both passes; the nodes are x, y, z, q and f. */
  static Pass passes() {
    Tensor x = Tensor.scalar(-2).requiresGrad();
    Tensor y = Tensor.scalar(5).requiresGrad();
    Tensor z = Tensor.scalar(-4).requiresGrad();
    Tensor q = x.plus(y);
    Tensor f = q.times(z);
    return Graph.of(f, Map.of("x", x, "y", y, "z", z, "q", q, "f", f)).forward().backward();
  }

  /** Prints the circuit: over each wire its value, under it the gradient of f. */
  public static void main() {
    Pass passes = passes();
    Object[] numbers =
        Stream.concat(
                Stream.of("x", "q", "y", "f", "z").map(passes::value),
                Stream.of("x", "q", "y", "f", "z").map(passes::gradient))
            .map(Tensor::item)
            .toArray();
    IO.println(
        String.format(
            Locale.ROOT,
            """
            x = %1$3.0f ──┐
                %6$3.0f   (+)── q = %2$3.0f ──┐
            y = %3$3.0f ──┘         %7$3.0f   (*)── f = %4$3.0f
                %8$3.0f                   │         %9$3.0f
            z = %5$3.0f ──────────────────┘
                %10$3.0f\
            """,
            numbers));
  }
}
