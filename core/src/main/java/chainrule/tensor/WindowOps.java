// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;

/** Windows laid out as columns, and back. Windows slide over one to three space axes. */
public sealed interface WindowOps extends Operations permits Tensor {

  /**
   * Each window as a column: its elements by channel, then by place in the window; what the
   * convolution multiplies.
   *
   * <p>Shapes: [n, c, space ..] gives [n, c * window, windows].
   *
   * @throws chainrule.error.ShapeException if a window is larger than the padded input
   */
  default Tensor unfoldWindows(Shape window, Sliding sliding) {
    Steps steps = sliding.plain("unfoldWindows", window, false);
    return Engine.apply(
        new Unfolding.Unfold(
            window, steps.stride(), steps.before(), steps.after(), steps.dilation()),
        this);
  }

  /**
   * The columns of {@link #unfoldWindows} added back to where their windows lie: its adjoint, not
   * its inverse. Additions run in ascending order of the place in the window.
   *
   * <p>Shapes: [n, c * window, windows] gives [n, c, size ..].
   *
   * @param size of the space axes of the result
   * @throws chainrule.error.ShapeException if there are not as many columns as windows over the
   *     size
   */
  default Tensor foldWindows(Shape size, Shape window, Sliding sliding) {
    Steps steps = sliding.plain("foldWindows", window, false);
    return Engine.apply(
        new Unfolding.Fold(
            size, window, steps.stride(), steps.before(), steps.after(), steps.dilation()),
        this);
  }
}
