// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** How an axis of another size is filled; the names in brackets are PyTorch's. */
public enum Resampling {
  /** Element floor(i * from / to) ("nearest"). */
  NEAREST,
  /** The element whose middle is nearest: floor((i + 1/2) * from / to) ("nearest-exact"). */
  NEAREST_EXACT,
  /** Between the two neighbors of (i + 1/2) * from / to - 1/2 ("linear", "bilinear", ...). */
  LINEAR,
  /** Between the two neighbors of i * (from - 1) / (to - 1): corners fall on corners. */
  LINEAR_CORNERS,
  /** The mean of elements floor(i * from / to) to below ceil((i + 1) * from / to) ("area"). */
  AREA
}
