// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Work;
import chainrule.spi.Workers;

/** Reductions by the fixed tree, sixteen lanes in vectors. */
final class VectorReduce {

  private VectorReduce() {}

  /** Does the reduction, or returns false without having written anything. */
  static boolean run(Work.Reduce work, Workers workers) {
    return false;
  }
}
