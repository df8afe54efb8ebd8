// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** What a quantile is where it falls between two elements. */
public enum Interpolation {
  /** On the straight line between them. */
  LINEAR,
  /** The lower. */
  LOWER,
  /** The higher. */
  HIGHER,
  /** The nearer; of equally near ones the one at the even place. */
  NEAREST,
  /** Half way between them. */
  MIDPOINT
}
