// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.tensor.Tensor;

/**
 * Samples that take one step together.
 *
 * @param inputs [batch, ..]
 * @param targets [batch] or [batch, outputs]
 */
public record Batch(Tensor inputs, Tensor targets) {

  /** The number of samples. */
  public long count() {
    return inputs.size(0);
  }
}
