// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Shape;
import java.util.List;

/**
 * The key of a {@link Work.Routine} that a backend may do its own way, with the same bits: what
 * convolution, its adjoint and the gradient of its weight share. Of a large side, a weight and a
 * small side, two are its inputs, in this order, and the third is its output, all row-major.
 *
 * <ul>
 *   <li>The small side: for each image and group a product of the weight [filters / groups,
 *       channels / groups * window] and the windows of the large side, padding among them as zeros.
 *   <li>The large side: the product of the transposed weight and the small side, rounded, added
 *       from +0 to where the windows lie, in ascending order of the place in a window.
 *   <li>The weight: the product of the small side and the windows, summed over (image, window).
 * </ul>
 *
 * @param result the side that comes out
 * @param large [n, channels, space ..], one to three space axes
 * @param weight [filters, channels / groups, window ..]
 * @param small [n, filters, windows ..]
 * @param stride from one window to the next, for each space axis
 * @param before zeros before the first element of each; as many after the last as windows reach
 * @param dilation from one element under a window to the next
 */
public record WindowProduct(
    Side result,
    Shape large,
    Shape weight,
    Shape small,
    long groups,
    List<Long> stride,
    List<Long> before,
    List<Long> dilation) {

  /** What may come out. */
  public enum Side {
    /** The images under the windows. */
    LARGE,
    /** The filters. */
    WEIGHT,
    /** A number for each filter and window. */
    SMALL
  }

  /** Keeps its own copies. */
  public WindowProduct {
    stride = List.copyOf(stride);
    before = List.copyOf(before);
    dilation = List.copyOf(dilation);
  }
}
