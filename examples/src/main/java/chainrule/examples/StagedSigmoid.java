// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import java.util.List;

/**
 * Row 11: the sigmoid neuron as staged code, without any library: three lines forward, and for the
 * backward pass a line for each of them, in reverse.
 */
public final class StagedSigmoid {

  /**
   * What the backward lines give.
   *
   * @param ddot the gradient of the weighted sum
   * @param dx of both inputs
   * @param dw of the weights and the bias
   */
  record Gradients(double ddot, List<Double> dx, List<Double> dw) {}

  private StagedSigmoid() {}

  /** Both passes, for three weights, of which the last is the bias, and two inputs. */
  static Gradients gradients(List<Double> w, List<Double> x) {
    double dot = w.get(0) * x.get(0) + w.get(1) * x.get(1) + w.get(2);
    double f = 1 / (1 + StrictMath.exp(-dot));
    double ddot = (1 - f) * f;
    List<Double> dx = List.of(w.get(0) * ddot, w.get(1) * ddot);
    List<Double> dw = List.of(x.get(0) * ddot, x.get(1) * ddot, ddot);
    return new Gradients(ddot, dx, dw);
  }

  /** Prints the gradients. */
  public static void main() {
    Gradients gradients = gradients(List.of(2.0, -3.0, -3.0), List.of(-1.0, -2.0));
    Print.row("ddot", gradients.ddot());
    Print.row("dx", gradients.dx());
    Print.row("dw", gradients.dw());
  }
}
