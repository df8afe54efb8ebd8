// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.tensor.Tensor;

/** How far a prediction is from its target: one number. Shapes never broadcast. */
public interface Loss {

  /** The name on the command line and in files. */
  String name();

  /** Whether targets are class numbers, [n] integers, rather than numbers of the output's shape. */
  boolean takesLabels();

  /** Whether a loss that takes class numbers also takes rows of probabilities, [n, classes]. */
  default boolean takesProbabilities() {
    return false;
  }

  /**
   * Whether predictions are what the last layer sums up, without an activation after it; usually so
   * where targets are class numbers.
   */
  default boolean takesLogits() {
    return takesLabels();
  }

  /** Whether the loss of a batch is a sum over its samples, and so grows with them; not a mean. */
  default boolean isSum() {
    return false;
  }

  /** The loss of a batch, a single number that can be differentiated. */
  Tensor of(Tensor prediction, Tensor target);
}
