// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.graph.Perturbation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a small change of leaves does at every node it reaches, in the order in which it travels:
 * what forward mode predicts, and what computing again finds.
 *
 * @param rows one for each node the change reaches, leaves first
 */
public record Nudge(List<Row> rows) {

  /** Below this part of the change an error is rounding and has no order. */
  private static final double ROUNDING = 1e-10;

  /**
   * The change at one node.
   *
   * @param id the node
   * @param op its operation
   * @param before its value before the change
   * @param predicted the change by forward mode
   * @param actual the change found by computing again
   * @param error the largest difference between the two
   * @param order the power of the change with which the error shrinks, 2 for a smooth function;
   *     nothing where there is no error but rounding
   */
  public record Row(
      String id,
      String op,
      Tensor before,
      Tensor predicted,
      Tensor actual,
      double error,
      OptionalDouble order) {}

  /** Keeps its own copy of the rows. */
  public Nudge {
    rows = List.copyOf(rows);
  }

  /**
   * A change of some leaves.
   *
   * <p>Shapes: each change has that of its leaf.
   *
   * @param changes by the id of the leaf
   * @throws chainrule.error.ArgumentException if there is no such leaf
   * @throws chainrule.error.ShapeException if a shape differs
   */
  public static Nudge of(Pass pass, Map<String, Tensor> changes) {
    Perturbation whole = pass.nudge(changes);
    Map<String, Tensor> smaller = new HashMap<>();
    changes.forEach((id, change) -> smaller.put(id, change.times(0.5)));
    Perturbation half = pass.nudge(smaller);
    List<Row> rows = new ArrayList<>();
    for (Node node : pass.graph().nodes()) {
      whole.predicted(node.id()).ifPresent(change -> rows.add(row(node, change, whole, half)));
    }
    return new Nudge(rows);
  }

  private static Row row(Node node, Tensor predicted, Perturbation whole, Perturbation half) {
    String id = node.id();
    Tensor actual = whole.actual(id);
    double error = distance(predicted, actual);
    double smaller = distance(half.predicted(id).orElseThrow(), half.actual(id));
    double scale = Math.max(largest(predicted), largest(whole.before().value(id)));
    boolean rounding = !(smaller > ROUNDING * scale);
    OptionalDouble order =
        rounding
            ? OptionalDouble.empty()
            : OptionalDouble.of(StrictMath.log(error / smaller) / StrictMath.log(2));
    return new Row(id, node.op(), whole.before().value(id), predicted, actual, error, order);
  }

  private static double distance(Tensor a, Tensor b) {
    return largest(a.minus(b));
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (double value : tensor.toDoubles()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
