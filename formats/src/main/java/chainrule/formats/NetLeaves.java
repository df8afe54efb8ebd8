// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.FormatException;
import chainrule.tensor.Tensor;

/**
 * Makes the leaves of a network that a file describes, as long as they are not far more than the
 * file holds, so that a few words in it cannot ask for all memory.
 */
final class NetLeaves {

  /** For how many more numbers there is room without asking. */
  private static final long SLACK = 1 << 20;

  private final long held;
  private long left;

  /**
   * Leaves for the tensors of a file.
   *
   * @param held how many numbers it holds
   */
  NetLeaves(long held) {
    this.held = held;
    left = held + SLACK;
  }

  /** Numbers that are trained. */
  Tensor trained(long... sizes) {
    return kept(0, sizes).requiresGrad();
  }

  /** Equal numbers that are kept. */
  Tensor kept(double value, long... sizes) {
    Shape shape = Shape.of(sizes);
    if (shape.count() > left) {
      throw new FormatException(
          "chainrule.net: a layer has "
              + shape
              + " numbers; all tensors of the file together hold "
              + held,
          "the file is damaged; save the network again");
    }
    left -= shape.count();
    return Tensor.full(DType.F32, shape, value);
  }
}
