// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Work;
import chainrule.spi.Workers;

/** Matrix products by tiles of vectors. */
final class VectorProduct {

  private VectorProduct() {}

  /** Does the product, or returns false without having written anything. */
  static boolean run(Work.Product work, Workers workers) {
    return false;
  }
}
