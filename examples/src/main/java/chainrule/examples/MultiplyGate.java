// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.error.StateException;
import java.util.List;
import java.util.Optional;

/**
 * Row 4: a gate is local. This one multiplies; it knows its two inputs, its output and the gradient
 * that comes back to it, and nothing of the circuit around. The forward pass keeps the inputs,
 * because the backward pass needs them.
 */
public final class MultiplyGate {

  private record Inputs(double x, double y) {}

  private Optional<Inputs> kept = Optional.empty();

  /** A gate that has not seen inputs yet. */
  public MultiplyGate() {}

  /** z = x y; keeps x and y. */
  public double forward(double x, double y) {
    kept = Optional.of(new Inputs(x, y));
    return x * y;
  }

  /**
   * From the gradient for z to those for x and y: each is the other input times dz.
   *
   * @throws StateException if there was no forward pass
   */
  public List<Double> backward(double dz) {
    Inputs inputs =
        kept.orElseThrow(() ->
            new StateException("multiply gate: no inputs are kept", "call forward(x, y) first"));
    return List.of(inputs.y() * dz, inputs.x() * dz);
  }

  /** Prints both passes of one gate. */
  public static void main() {
    MultiplyGate gate = new MultiplyGate();
    Print.row("x, y", 3, -4);
    Print.row("z = x y", gate.forward(3, -4));
    Print.row("upstream dz", 2);
    Print.row("dx = y dz, dy = x dz", gate.backward(2));
  }
}
