// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/** A way to compute the blocks of a reduction, split in chunks set by the shape. */
interface Blocks {

  /** Elements that a chunk should handle at least. */
  int CHUNK = 16_384;

  /** The number of chunks. */
  int chunks();

  /** Computes a chunk of the joined blocks; block b of result r is at {@code r * blocks + b}. */
  void run(int chunk, double[] joined);
}
