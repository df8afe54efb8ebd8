// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.tensor.Tensor;
import java.util.List;

/**
 * How much is written on the wires of a drawing.
 *
 * @param digits the most significant digits
 * @param few the most elements of a tensor that are written out
 * @param namesAll whether gates that nobody named show what stands for a name
 */
record Detail(int digits, int few, boolean namesAll) {

  /** The kinds of drawings that are tried, the best first. */
  static final List<Detail> ALL =
      List.of(new Detail(6, 4, true), new Detail(6, 4, false), new Detail(4, 1, false));

  /** A value on a wire: its number or elements, or its sizes and the range of its elements. */
  String value(Tensor tensor) {
    return isWritten(tensor) ? Numbers.of(tensor, digits) : Numbers.brief(tensor, digits);
  }

  /** A gradient on a wire, whose sizes are those of the value. */
  String gradient(Tensor tensor) {
    return isWritten(tensor) ? Numbers.of(tensor, digits) : Numbers.range(tensor, digits);
  }

  private boolean isWritten(Tensor tensor) {
    return tensor.rank() == 0 || tensor.count() <= few;
  }
}
