// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.graph.Graph;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Row 6: four gates of one input, 1/x, c + x, e^x and a x, with their derivatives -1/x², 1, e^x and
 * a: the rule each one carries, and the number it gives beside a central difference.
 */
public final class ScalarGates {

  /**
   * A gate.
   *
   * @param text how it is written
   * @param function the gate itself
   */
  record Gate(String text, UnaryOperator<Tensor> function) {

    /** The rule, with input a, constant b, upstream g and output out. */
    String rule() {
      Tensor x = Tensor.scalar(DType.F64, 1).requiresGrad();
      Graph graph = Graph.of(function.apply(x));
      return graph.gates().getFirst().operation().partial(0).formula();
    }

    double slope(double x) {
      Tensor at = Tensor.scalar(DType.F64, x).requiresGrad();
      return Autograd.of(function.apply(at)).gradient(at).item();
    }

    double difference(double x) {
      double h = 1e-5;
      return (at(x + h) - at(x - h)) / (2 * h);
    }

    private double at(double x) {
      return function.apply(Tensor.scalar(DType.F64, x)).item();
    }
  }

  private ScalarGates() {}

  static List<Gate> gates() {
    return List.of(
        new Gate("1/x", Tensor::reciprocal),
        new Gate("3 + x", x -> x.plus(3)),
        new Gate("e^x", Tensor::exp),
        new Gate("3 x", x -> x.times(3)));
  }

  /** Prints each gate's rule, its derivative at 1.5, and the central difference. */
  public static void main() {
    for (Gate gate : gates()) {
      Print.row(gate.text() + "    " + gate.rule(), gate.slope(1.5), gate.difference(1.5));
    }
  }
}
