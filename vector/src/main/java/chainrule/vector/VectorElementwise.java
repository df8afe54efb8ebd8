// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Work;
import chainrule.spi.Workers;

/** Elementwise programs by generated loops of vectors. */
final class VectorElementwise {

  private VectorElementwise() {}

  /** Does the work, or returns false without having written anything. */
  static boolean run(Work.Elementwise work, Workers workers) {
    return false;
  }
}
