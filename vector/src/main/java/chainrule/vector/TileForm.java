// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;

/**
 * What tells one {@link Tile} from another.
 *
 * @param dtype F32 or F64
 * @param bits the width of a vector
 * @param rows the rows of outputs
 * @param vectors the vectors in a row
 */
record TileForm(DType dtype, int bits, int rows, int vectors) {

  /** The elements of one vector. */
  int lanes() {
    return bits / (Byte.SIZE * dtype.bytes());
  }

  /** The vector operations of one step of the chain: loads, broadcasts, fmas. */
  int operations() {
    return vectors + rows + rows * vectors;
  }
}
