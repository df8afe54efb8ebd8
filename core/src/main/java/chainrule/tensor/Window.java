// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * Operations on what lies under windows that slide over the space axes of [n, channels, space ..]:
 * one, two or three of them.
 */
public sealed interface Window extends Op permits Unfolding, Pooling, Resizing {}
