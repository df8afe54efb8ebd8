// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * The largest or smallest elements along an axis, in order.
 *
 * @param values the elements; gradients pass to where they came from
 * @param indices their places along the axis, I64
 */
public record TopK(Tensor values, Tensor indices) {}
