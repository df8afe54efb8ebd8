// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.code.JavaClass;
import chainrule.graph.Pass;

/**
 * A circuit as Java that stands on its own, in the staged form of the course: every gate a numbered
 * line, then the matching lines backward in reverse order, with {@code +=} where a value is used
 * more than once.
 *
 * <pre>{@code
 * double q = x + y;  // (1)
 * double f = q * z;  // (2)
 *
 * double df = 1.0;     // the gradient at the output
 * double dq = df * z;  // (2) backward of f
 * }</pre>
 *
 * <p>Single numbers are {@code double}; everything else is an array of its elements row by row.
 * Computed in {@code double} whatever the type of the graph; of a graph in F64 the numbers agree
 * with the engine's to the last few digits.
 */
public final class JavaCode {

  private final Pass pass;

  private JavaCode(Pass pass) {
    this.pass = pass;
  }

  /** Of a pass; with the lines backward if it has been run backward. */
  public static JavaCode of(Pass pass) {
    return new JavaCode(pass);
  }

  /**
   * The text of a class without a package, for Java 21 and later. Its {@code main} prints a line
   * for every leaf and gate: name, value and gradient, {@code -} where there is none; elements as
   * in {@code [1.0,2.0]}.
   *
   * @throws chainrule.error.ArgumentException if the name is none for a class, or a gate is an
   *     operation that is not written or holds no elements; it is named
   * @throws chainrule.error.LimitException if there are more than 2,000 gates, or more than a
   *     million numbers in the leaves
   */
  public String source(String className) {
    return JavaClass.of(pass, className);
  }
}
