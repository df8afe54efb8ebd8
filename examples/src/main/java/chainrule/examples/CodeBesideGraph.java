// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.explain.Circuit;
import chainrule.explain.JavaCode;
import chainrule.explain.notation.CircuitValues;
import chainrule.explain.notation.Notation;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.Map;

/**
 * Row 33: the graph of a formula, and beside it the code of both passes, a numbered line for each
 * gate forward and the lines with the same numbers backward, in reverse. Any formula will do; here
 * those of rows 12 and 17.
 */
public final class CodeBesideGraph {

  static final String QUOTIENT = "f = (x + sigmoid(y)) / (sigmoid(x) + (x + y)^2)";
  static final String NORM = "q = W @ x; f = sum(q^2)";

  private CodeBesideGraph() {}

  private static Tensor leaf(double[][] rows) {
    return Tensor.of(DType.F64, rows).requiresGrad();
  }

  /** The quotient at x = 3, y = -4, both passes. */
  static Pass quotient() {
    Tensor x = Tensor.scalar(DType.F64, 3).requiresGrad();
    Tensor y = Tensor.scalar(DType.F64, -4).requiresGrad();
    return passes(QUOTIENT, Map.of("x", x, "y", y));
  }

  /** The squared norm of a matrix times a column, both passes. */
  static Pass norm() {
    Tensor w = leaf(new double[][] {{.1, .5}, {-.3, .8}});
    return passes(NORM, Map.of("W", w, "x", leaf(new double[][] {{.2}, {.4}})));
  }

  private static Pass passes(String formula, Map<String, Tensor> values) {
    CircuitValues computed = Notation.parse(formula).evaluate(values);
    return Graph.of(computed.output(), computed.named()).forward().backward();
  }

  /** The code of a pass: a class of its own, whose main prints what the graph holds. */
  static String code(Pass pass, String className) {
    return JavaCode.of(pass).source(className);
  }

  private static void print(String formula, Pass pass, String className) {
    IO.println(formula + "\n");
    IO.println(Circuit.of(pass));
    IO.println(code(pass, className));
  }

  /** Prints graph and code of both formulas. */
  public static void main() {
    print(QUOTIENT, quotient(), "Quotient");
    print(NORM, norm(), "Norm");
  }
}
