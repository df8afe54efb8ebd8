// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.spi.Workers;

/**
 * A matrix product run by tiles: chains of 512 steps, strips of columns, tiles of rows.
 *
 * <p>The rows of a are read where they lie. So is b where its columns lie side by side and it is
 * read by few rows; else each strip is first copied so that its rows follow one another. Packing a
 * too gained nothing (Zen 5, 1024 by 1024 by 1024, 2026-11: 92 % of the fma peak either way; b
 * unpacked 79 %).
 */
final class TiledProduct {

  /** The length of one fma chain. */
  static final int CHAIN = 512;

  /** Multiplications worth a chunk of their own: some ten microseconds. */
  private static final long CHUNK = 1 << 20;

  /** Rows of a chunk at most: their part of a, 96 kB, stays in the second cache. */
  private static final int MOST_ROWS = 2 * Tiling.ROWS;

  /** Elements of b packed at a time at most: 4 MB of F32, for the third cache. */
  private static final int MOST_PACKED = 1 << 20;

  /** Elements of b that are packed by the calling thread alone. */
  private static final int FEW_PACKED = 1 << 16;

  /** Rows from which the copy of b pays, if its strips reach over more than {@link #NEAR}. */
  private static final int MANY_ROWS = 160;

  /** From the first to the last row of a strip: 256 kB of F32 are 64 pages, the nearest TLB. */
  private static final int NEAR = 1 << 16;

  private final Factors factors;
  private final Tiling tiling;
  private final Packing packing;
  private final Scratch scratch;
  private final int rows;
  private final int inner;
  private final int columns;
  private final boolean packs;

  TiledProduct(Factors factors, Tiling tiling, Packing packing, DType dtype) {
    this.factors = factors;
    this.tiling = tiling;
    this.packing = packing;
    scratch = Scratch.of(dtype);
    rows = factors.rows();
    inner = factors.inner();
    columns = factors.columns();
    long reach = (long) Math.min(inner, CHAIN) * Math.abs(factors.bDeep());
    packs = factors.bAcross() != 1 || (rows >= MANY_ROWS && reach > NEAR);
  }

  void run(Workers workers) {
    int matrices = factors.matrices();
    long each = (long) rows * inner * columns;
    if (matrices == 1 || each >= CHUNK) {
      for (int matrix = 0; matrix < matrices; matrix++) {
        multiply(matrix, workers);
      }
      return;
    }
    int group = (int) Math.min(matrices, CHUNK / each);
    Workers alone = Workers.of(1);
    workers.run(
        Math.ceilDiv(matrices, group),
        chunk -> {
          int first = chunk * group;
          int end = first + Math.min(group, matrices - first);
          for (int matrix = first; matrix < end; matrix++) {
            multiply(matrix, alone);
          }
        });
  }

  private void multiply(int matrix, Workers workers) {
    for (int from = 0; from < inner; from += CHAIN) {
      int depth = Math.min(CHAIN, inner - from);
      if (packs) {
        int most = Math.max(1, MOST_PACKED / (depth * tiling.width()));
        for (int strip = 0; strip < tiling.count(); strip += most) {
          int end = strip + Math.min(most, tiling.count() - strip);
          packed(new Part(matrix, from, depth, strip, end), workers);
        }
      } else {
        Part part = new Part(matrix, from, depth, 0, tiling.count());
        run(part, factors.b(), factors.bAt(matrix) + from * factors.bDeep(), workers);
      }
    }
  }

  /** Some strips of a product over one block of steps. */
  private record Part(int matrix, int from, int depth, int first, int end) {

    /** How many strips there are. */
    int strips() {
      return end - first;
    }
  }

  /** Copies strips of b one after another, then runs them. */
  private void packed(Part part, Workers workers) {
    int start = tiling.column(part.first);
    int length = (tiling.column(part.end) - start) * part.depth;
    int across = factors.bAcross();
    int at = factors.bAt(part.matrix) + part.from * factors.bDeep();
    Object copy = scratch.take(length);
    Workers team = length <= FEW_PACKED ? Workers.of(1) : workers;
    team.run(
        part.strips(),
        index -> {
          int strip = part.first + index;
          int column = tiling.column(strip);
          packing.strip(
              factors.b(),
              at + column * across,
              factors.bDeep(),
              across,
              copy,
              (column - start) * part.depth,
              part.depth,
              tiling.width(strip));
        });
    run(part, copy, -start * part.depth, workers);
    scratch.give(length, copy);
  }

  /** Runs the tiles in chunks of rows and strips. */
  private void run(Part part, Object b, int bAt, Workers workers) {
    long row = (long) part.depth * part.strips() * tiling.width();
    int height = (int) Math.min(MOST_ROWS, (CHUNK / row + 1) * Tiling.ROWS);
    int down = Math.ceilDiv(rows, height);
    long strip = (long) part.depth * Math.min(rows, height) * tiling.width();
    int wide = (int) Math.min(part.strips(), 2 * CHUNK / strip + 1);
    int across = Math.ceilDiv(part.strips(), wide);
    workers.run(
        down * across,
        chunk -> {
          int top = chunk % down * height;
          int bottom = top + Math.min(height, rows - top);
          int first = part.first + chunk / down * wide;
          for (int index = first; index < Math.min(part.end, first + wide); index++) {
            tiles(part, index, b, bAt, top, bottom);
          }
        });
  }

  /** Runs the tiles of some rows of one strip. */
  private void tiles(Part part, int index, Object b, int bAt, int top, int bottom) {
    Tiling.Strip strip = tiling.strip(index);
    int column = tiling.column(index);
    int width = tiling.width(index);
    int aRow = factors.aRow();
    int aDeep = factors.aDeep();
    int aAt = factors.aAt(part.matrix) + part.from * aDeep;
    int bColumn = bAt + column * (packs ? part.depth : 1);
    int bDeep = packs ? width : factors.bDeep();
    int outAt = factors.outAt(part.matrix) + column;
    int height = strip.height();
    for (int row = top; row < bottom; row += height) {
      WarmTile tile = row + height <= bottom ? strip.tile() : strip.rest();
      tile.tile()
          .run(
              factors.a(),
              aAt + row * aRow,
              aRow,
              aDeep,
              b,
              bColumn,
              bDeep,
              part.depth,
              factors.out(),
              outAt + row * columns,
              columns,
              part.from > 0,
              width - tiling.lanes());
    }
  }
}
