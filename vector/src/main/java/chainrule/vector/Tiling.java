// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;

/**
 * How the outputs of a product are cut into tiles: strips of columns, each cut into tiles of one
 * height and what is left.
 *
 * <p>The first strip may be narrower than the others. The last one may be less than a whole number
 * of vectors wide: then its last vector overlaps the one before it.
 *
 * @param count the number of strips
 * @param first the first strip
 * @param other the strips after it
 * @param width the columns of all of those but the last
 * @param lastWidth the columns of the last strip
 * @param lanes the elements of a vector
 */
record Tiling(int count, Strip first, Strip other, int width, int lastWidth, int lanes) {

  /** The heights of tiles divide it, so that chunks of as many rows cut no tile. */
  static final int ROWS = 24;

  /** Rows of a tile by its vectors where there are 32 registers: 24 sums, a row of b, a factor. */
  private static final int[] HEIGHTS_OF_32 = {0, 12, 8, 8, 6};

  /** The same for 16 registers: six rows of two would spill. */
  private static final int[] HEIGHTS_OF_16 = {0, 8, 4};

  private static final int LONGEST = 512;

  /**
   * A strip.
   *
   * @param width its columns, rounded up to vectors
   * @param height the rows of a tile
   * @param tile the tile
   * @param rest the tile for the rows left over
   */
  record Strip(int width, int height, WarmTile tile, WarmTile rest) {

    boolean isWarm(long work) {
      boolean whole = tile.warmup().isDone(work);
      return rest.warmup().isDone(work) && whole;
    }
  }

  /** The tiling of rows by columns, of which there are at least two. */
  static Tiling of(Tiles tiles, DType dtype, int rows, int columns, TileForm.Walk walk) {
    int bits = bits(tiles.bits(), dtype, columns);
    int lanes = bits / (Byte.SIZE * dtype.bytes());
    int[] heights = tiles.bits() == LONGEST ? HEIGHTS_OF_32 : HEIGHTS_OF_16;
    // One or two rows leave registers free for longer ones, which hide the latency of the fma.
    int most = rows <= 2 ? 2 * (heights.length - 1) : heights.length - 1;
    int vectors = Math.ceilDiv(columns, lanes);
    int count = Math.ceilDiv(vectors, most);
    int narrow = vectors - (count - 1) * most;
    Cutter cutter = new Cutter(tiles, dtype, bits, rows, heights, walk);
    Strip first = cutter.strip(narrow, lanes);
    Strip other = count == 1 || narrow == most ? first : cutter.strip(most, lanes);
    int width = most * lanes;
    int last = count == 1 ? columns : columns - narrow * lanes - (count - 2) * width;
    return new Tiling(count, first, other, width, last, lanes);
  }

  /** The longest vectors that are not longer than a row. */
  private static int bits(int longest, DType dtype, int columns) {
    int bits = longest;
    while (bits > (long) columns * Byte.SIZE * dtype.bytes()) {
      bits /= 2;
    }
    return bits;
  }

  private record Cutter(
      Tiles tiles, DType dtype, int bits, int rows, int[] heights, TileForm.Walk walk) {

    Strip strip(int vectors, int lanes) {
      int height = vectors < heights.length ? heights[vectors] : 2;
      if (rows <= ROWS) {
        height = Math.ceilDiv(rows, Math.ceilDiv(rows, height));
      }
      int rest = rows % height == 0 ? height : rows % height;
      return new Strip(vectors * lanes, height, tile(height, vectors), tile(rest, vectors));
    }

    private WarmTile tile(int height, int vectors) {
      return tiles.get(new TileForm(dtype, bits, height, vectors, walk.of(height)));
    }
  }

  /** A strip by its number. */
  Strip strip(int index) {
    return index == 0 ? first : other;
  }

  /** The first column of a strip, or of the one after the last. */
  int column(int index) {
    return index == 0 ? 0 : first.width + (index - 1) * width;
  }

  /** The columns of a strip. */
  int width(int index) {
    return index == count - 1 ? lastWidth : strip(index).width;
  }

  /** Whether all tiles run at full speed; if not, this much more work was asked of them. */
  boolean isWarm(long work) {
    boolean begin = first.isWarm(work);
    return other.isWarm(work) && begin;
  }

  /**
   * Computes some rows of a strip: {@code out[i, j] = sum over p of a[i, p] * b[p, j]}.
   *
   * @param index the strip
   * @param top the first row, a multiple of {@link #ROWS}
   * @param bottom the row after the last
   * @param aAt the position of a[0, 0]
   * @param bAt the position of b[0, j] at the first column of the strip
   * @param outAt the position of out[0, j] there
   * @param add whether to add the sums to what out holds
   */
  void run(
      int index,
      int top,
      int bottom,
      Object a,
      int aAt,
      int aRow,
      int aDeep,
      Object b,
      int bAt,
      int bDeep,
      int depth,
      Object out,
      int outAt,
      int outRow,
      boolean add) {
    Strip strip = strip(index);
    int height = strip.height();
    int tail = width(index) - lanes;
    for (int row = top; row < bottom; row += height) {
      WarmTile tile = row + height <= bottom ? strip.tile() : strip.rest();
      tile.tile()
          .run(
              a,
              aAt + row * aRow,
              aRow,
              aDeep,
              b,
              bAt,
              bDeep,
              depth,
              out,
              outAt + row * outRow,
              outRow,
              add,
              tail);
    }
  }
}
