// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * Whether numbers were read out of tensors, or tensors made of numbers, while this was bound: what
 * is computed of them has no recorded derivative.
 */
final class Reading {

  private boolean happened;

  boolean happened() {
    return happened;
  }

  /** Notes it, if somebody asked. */
  static void note() {
    Reading reading = Context.watching().reading();
    if (reading != null) {
      reading.happened = true;
    }
  }
}
