// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.tensor.Tensor;

/** Where a gate has one of its inputs from. */
public sealed interface Source {

  /**
   * Another node.
   *
   * @param from its id
   */
  record Wire(String from) implements Source {}

  /**
   * A number that belongs to the gate, as 2 in 2x: no node, and no gradient.
   *
   * @param tensor the number, 0-d
   */
  record Constant(Tensor tensor) implements Source {

    /** The number itself. */
    public double value() {
      return tensor.item();
    }
  }
}
