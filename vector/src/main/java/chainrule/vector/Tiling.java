// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;

/**
 * How the outputs of a product are cut into tiles: strips of columns, all of one width but the
 * last, each cut into tiles of one height but the last.
 *
 * @param columns the columns of all strips but the last
 * @param strips the number of strips
 * @param whole the strips but the last; the last too where it is as wide
 * @param last the last strip
 */
record Tiling(int columns, int strips, Strip whole, Strip last) {

  /** The heights of tiles divide it, so that chunks of as many rows cut no tile. */
  static final int ROWS = 24;

  /** Rows of a tile by its vectors, where 32 registers hold sums, a row of b and a factor. */
  private static final int[] HEIGHTS_OF_32 = {0, 12, 12, 8, 6};

  /** The same for 16 registers: six rows of two would spill. */
  private static final int[] HEIGHTS_OF_16 = {0, 8, 4};

  /**
   * A strip.
   *
   * @param width its columns
   * @param lanes the lanes that count in its last vector
   * @param height the rows of a tile
   * @param tile the tile
   * @param rest the tile for the rows left over
   */
  record Strip(int width, int lanes, int height, WarmTile tile, WarmTile rest) {

    boolean isWarm(long work) {
      boolean first = tile.warmup().isDone(work);
      return rest.warmup().isDone(work) && first;
    }
  }

  /** The tiling of rows by columns. */
  static Tiling of(Tiles tiles, DType dtype, int rows, int columns) {
    int lanes = tiles.bits() / (Byte.SIZE * dtype.bytes());
    int[] heights = tiles.bits() == 512 ? HEIGHTS_OF_32 : HEIGHTS_OF_16;
    // One or two rows leave registers free for longer ones, which hide the latency of the fma.
    int most = rows <= 2 ? 2 * (heights.length - 1) : heights.length - 1;
    int width = most * lanes;
    int strips = (columns + width - 1) / width;
    Cutter cutter = new Cutter(tiles, dtype, lanes, rows, heights);
    Strip last = cutter.strip(columns - (strips - 1) * width);
    return new Tiling(width, strips, strips == 1 ? last : cutter.strip(width), last);
  }

  private record Cutter(Tiles tiles, DType dtype, int lanes, int rows, int[] heights) {

    Strip strip(int width) {
      int vectors = (width + lanes - 1) / lanes;
      int counting = width - (vectors - 1) * lanes;
      int height = vectors < heights.length ? heights[vectors] : 2;
      if (rows <= ROWS) {
        int count = (rows + height - 1) / height;
        height = (rows + count - 1) / count;
      }
      int rest = rows % height;
      boolean masked = counting < lanes;
      return new Strip(
          width,
          counting,
          height,
          tiles.get(dtype, height, vectors, masked),
          tiles.get(dtype, rest == 0 ? height : rest, vectors, masked));
    }
  }

  /** Whether all tiles run at full speed; if not, this much more work was asked of them. */
  boolean isWarm(long work) {
    boolean first = whole.isWarm(work);
    return last.isWarm(work) && first;
  }
}
