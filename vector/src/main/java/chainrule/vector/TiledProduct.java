// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.spi.Workers;

/** A matrix product run by tiles: blocks of 512 steps, strips of columns, tiles of rows. */
final class TiledProduct {

  /** The length of one fma chain. */
  static final int CHAIN = 512;

  /** Multiplications worth a chunk of their own: some ten microseconds. */
  private static final long CHUNK = 1 << 20;

  /** Rows of a chunk at most: their part of a, 240 kB, stays in the second cache. */
  private static final int MOST_ROWS = 2 * Tiling.ROWS;

  /** Elements of b packed at a time at most: 4 MB of F32, for the third cache. */
  private static final int MOST_PACKED = 1 << 20;

  private final Factors factors;
  private final Tiling tiling;
  private final DType dtype;
  private final int rows;
  private final int inner;
  private final Object a;
  private final int aRow;
  private final int aDeep;
  private final Object out;
  private final int outRow;

  TiledProduct(Factors factors, Tiling tiling, DType dtype) {
    this.factors = factors;
    this.tiling = tiling;
    this.dtype = dtype;
    rows = factors.rows();
    inner = factors.inner();
    a = factors.a();
    aRow = factors.aRow();
    aDeep = factors.aDeep();
    out = factors.out();
    outRow = factors.columns();
  }

  void run(Workers workers) {
    int matrices = factors.matrices();
    long each = (long) rows * inner * outRow;
    if (matrices == 1 || each >= CHUNK) {
      for (int matrix = 0; matrix < matrices; matrix++) {
        multiply(matrix, workers);
      }
      return;
    }
    int group = (int) Math.min(matrices, CHUNK / each);
    Workers alone = Workers.of(1);
    workers.run(
        (matrices + group - 1) / group,
        chunk -> {
          int end = Math.min(matrices, (chunk + 1) * group);
          for (int matrix = chunk * group; matrix < end; matrix++) {
            multiply(matrix, alone);
          }
        });
  }

  private void multiply(int matrix, Workers workers) {
    boolean packs = packs();
    for (int from = 0; from < inner; from += CHAIN) {
      int depth = Math.min(CHAIN, inner - from);
      int most = packs ? Math.max(1, MOST_PACKED / (depth * tiling.columns())) : tiling.strips();
      for (int first = 0; first < tiling.strips(); first += most) {
        int end = Math.min(tiling.strips(), first + most);
        if (packs) {
          packed(matrix, from, depth, first, end, workers);
        } else {
          int bAt = factors.bAt(matrix) + from * factors.bDeep();
          stage(
              new Stage(matrix, from, depth, first, end, factors.b(), bAt, tiling.columns(), false),
              workers);
        }
      }
    }
  }

  private boolean packs() {
    return factors.bAcross() != 1 || rows >= 128;
  }

  /** Copies strips of b to lie one after another, then runs them. */
  private void packed(int matrix, int from, int depth, int first, int end, Workers workers) {
    int length = (end - first) * tiling.columns() * depth;
    Object panels = Scratch.of(dtype).take(length);
    int across = factors.bAcross();
    int bAt = factors.bAt(matrix) + from * factors.bDeep();
    int size = tiling.columns() * depth;
    Workers team = (long) length < 65536 ? Workers.of(1) : workers;
    team.run(
        end - first,
        index -> {
          int strip = first + index;
          Packing.panel(
              factors.b(),
              bAt + strip * tiling.columns() * across,
              factors.bDeep(),
              across,
              panels,
              index * size,
              depth,
              strip(strip).width());
        });
    stage(new Stage(matrix, from, depth, first, end, panels, -first * size, size, true), workers);
    Scratch.of(dtype).give(length, panels);
  }

  /**
   * Strips over one block of steps.
   *
   * @param bStrip from one strip of b to the next
   * @param packed whether the rows of a strip of b are as long as it is wide
   */
  private record Stage(
      int matrix,
      int from,
      int depth,
      int first,
      int end,
      Object b,
      int bAt,
      int bStrip,
      boolean packed) {}

  private void stage(Stage stage, Workers workers) {
    long perRow =
        (long) stage.depth * Math.min(outRow, (stage.end - stage.first) * tiling.columns());
    long tall = (CHUNK / perRow + Tiling.ROWS) / Tiling.ROWS * Tiling.ROWS;
    int height = (int) Math.min(MOST_ROWS, tall);
    int down = (rows + height - 1) / height;
    long perStrip = (long) stage.depth * Math.min(rows, height) * tiling.columns();
    int strips = (int) Math.min(stage.end - stage.first, Math.max(1, 4 * CHUNK / perStrip));
    int across = (stage.end - stage.first + strips - 1) / strips;
    workers.run(
        down * across,
        chunk -> {
          int row = chunk % down * height;
          int strip = stage.first + chunk / down * strips;
          for (int s = strip; s < Math.min(stage.end, strip + strips); s++) {
            tiles(stage, s, row, Math.min(rows, row + height));
          }
        });
  }

  private Tiling.Strip strip(int strip) {
    return strip == tiling.strips() - 1 ? tiling.last() : tiling.whole();
  }

  private void tiles(Stage stage, int index, int top, int bottom) {
    Tiling.Strip strip = strip(index);
    int bAt = stage.bAt + index * stage.bStrip;
    int bDeep = stage.packed ? strip.width() : factors.bDeep();
    int aAt = factors.aAt(stage.matrix) + stage.from * aDeep;
    int outAt = factors.outAt(stage.matrix) + index * tiling.columns();
    Tile tile = strip.tile().tile();
    int height = strip.height();
    boolean add = stage.from > 0;
    int row = top;
    for (; row + height <= bottom; row += height) {
      tile.run(
          a,
          aAt + row * aRow,
          aRow,
          aDeep,
          stage.b,
          bAt,
          bDeep,
          stage.depth,
          out,
          outAt + row * outRow,
          outRow,
          add,
          strip.lanes());
    }
    if (row < bottom) {
      strip
          .rest()
          .tile()
          .run(
              a,
              aAt + row * aRow,
              aRow,
              aDeep,
              stage.b,
              bAt,
              bDeep,
              stage.depth,
              out,
              outAt + row * outRow,
              outRow,
              add,
              strip.lanes());
    }
  }
}
