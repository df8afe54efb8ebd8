// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.graph.Box;
import chainrule.tensor.Role;
import java.util.List;

/**
 * What a graph is made of that is too large to be told gate by gate.
 *
 * @param gates how many gates it has
 * @param copies how many values are used more than once
 * @param limit how many gates are told one by one
 * @param operations the operations, the most frequent first
 * @param boxes the outermost boxes of its gates
 */
public record Overview(int gates, int copies, int limit, List<Tally> operations, List<Box> boxes) {

  /**
   * How often an operation occurs.
   *
   * @param operation its name
   * @param role what it does to a gradient
   * @param count how often
   */
  public record Tally(String operation, Role role, int count) {}

  /** Keeps its own copies. */
  public Overview {
    operations = List.copyOf(operations);
    boxes = List.copyOf(boxes);
  }
}
