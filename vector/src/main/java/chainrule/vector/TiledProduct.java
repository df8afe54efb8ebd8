// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Task;
import chainrule.spi.Workers;
import java.util.function.IntConsumer;

/**
 * A matrix product run by tiles: chains of 512 steps, strips of columns, tiles of rows.
 *
 * <p>The rows of a are read where they lie. So is b where its columns lie side by side and it is
 * read by few rows; else each strip is first copied so that its rows follow one another. Packing a
 * too gained nothing (Zen 5, 1024 by 1024 by 1024, 2026-11: 92 % of the fma peak either way; b
 * unpacked 79 %).
 *
 * <p>What the bodies of chunks need besides their number stands in fields: one caller at a time
 * runs it, and a run allocates nothing.
 */
final class TiledProduct implements Task {

  /** The length of one fma chain. */
  static final int CHAIN = 512;

  /** Multiplications worth a chunk of their own: some ten microseconds. */
  private static final long CHUNK = 1 << 20;

  /** Rows of a chunk at most: their part of a, 96 kB, stays in the second cache. */
  private static final int MOST_ROWS = 2 * Tiling.ROWS;

  /**
   * Elements of b packed at a time at most: half a megabyte of F32. More of them, for the third
   * cache, are no faster (1024 by 2048 by 2048, Zen 5, 2026-11), and a step needs the memory.
   */
  private static final int MOST_PACKED = 1 << 17;

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
  private final Epilogue epilogue;
  private final Object[] arrays;
  private final int rows;
  private final int inner;
  private final int columns;
  private final boolean packs;

  /** Products of a chunk, or 0 where one is worth several chunks. */
  private final int group;

  /** Strips that are packed at a time. */
  private final int most;

  /** Rows and strips of a chunk. */
  private final int height;

  private final int wide;

  private final IntConsumer products = this::products;
  private final IntConsumer copies = this::copy;
  private final IntConsumer tiles = this::tiles;

  // What is being done.
  private int matrix;
  private int from;
  private int depth;
  private int first;
  private int end;
  private Object source;
  private int sourceAt;

  TiledProduct(Factors factors, Tiling tiling, Packing packing, Scratch scratch) {
    this(factors, tiling, packing, scratch, Epilogue.NONE);
  }

  /**
   * The product of some factors.
   *
   * @param epilogue what is done with each part of the output; only for one product
   */
  TiledProduct(
      Factors factors, Tiling tiling, Packing packing, Scratch scratch, Epilogue epilogue) {
    this.factors = factors;
    this.tiling = tiling;
    this.packing = packing;
    this.scratch = scratch;
    this.epilogue = epilogue;
    arrays = new Object[] {factors.a(), factors.b(), factors.out()};
    source = factors.b();
    rows = factors.rows();
    inner = factors.inner();
    columns = factors.columns();
    int deep = Math.min(inner, CHAIN);
    packs =
        factors.bAcross() != 1
            || (rows >= MANY_ROWS && (long) deep * Math.abs(factors.bDeep()) > NEAR);
    long each = (long) rows * inner * columns;
    boolean many = factors.matrices() > 1 && each < CHUNK;
    group = many ? (int) Math.min(factors.matrices(), CHUNK / each) : 0;
    int packed = Math.max(1, MOST_PACKED / (deep * tiling.width()));
    most = packs ? Math.min(packed, tiling.count()) : tiling.count();
    long row = (long) deep * most * tiling.width();
    height = (int) Math.min(MOST_ROWS, (CHUNK / row + 1) * Tiling.ROWS);
    long strip = (long) deep * Math.min(rows, height) * tiling.width();
    wide = (int) Math.min(most, 2 * CHUNK / strip + 1);
    epilogue.begin(chunks(most));
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
    epilogue.rebind(from, to);
  }

  @Override
  public void run(Workers workers) {
    epilogue.start();
    if (group > 0) {
      share(Math.ceilDiv(factors.matrices(), group), products, workers);
      return;
    }
    for (matrix = 0; matrix < factors.matrices(); matrix++) {
      for (from = 0; from < inner; from += CHAIN) {
        depth = Math.min(CHAIN, inner - from);
        for (first = 0; first < tiling.count(); first = end) {
          end = Math.min(tiling.count(), first + most);
          if (packs) {
            packed(workers);
          } else {
            source = arrays[1];
            sourceAt = factors.bAt(matrix) + from * factors.bDeep();
            share(chunks(end - first), tiles, workers);
          }
        }
      }
    }
  }

  private static void share(int chunks, IntConsumer body, Workers workers) {
    if (chunks == 1) {
      body.accept(0);
    } else {
      workers.run(chunks, body);
    }
  }

  /** The chunks of some strips. */
  private int chunks(int strips) {
    return Math.ceilDiv(rows, height) * Math.ceilDiv(strips, wide);
  }

  /** Some products of a batch from beginning to end, on one thread. */
  private void products(int chunk) {
    int last = Math.min(factors.matrices(), (chunk + 1) * group);
    int length = packs ? Math.min(inner, CHAIN) * columns : 0;
    Object copy = packs ? scratch.take(length) : arrays[1];
    for (int number = chunk * group; number < last; number++) {
      for (int start = 0; start < inner; start += CHAIN) {
        int deep = Math.min(CHAIN, inner - start);
        int at = factors.bAt(number) + start * factors.bDeep();
        for (int strip = 0; strip < tiling.count(); strip++) {
          if (packs) {
            copy(at, deep, strip, copy, 0);
          }
          strip(number, start, deep, strip, copy, packs ? 0 : at, 0, rows);
        }
      }
    }
    if (packs) {
      scratch.give(length, copy);
    }
  }

  /** Copies strips of b one after another, then runs them. */
  private void packed(Workers workers) {
    int start = tiling.column(first);
    int length = (tiling.column(end) - start) * depth;
    source = scratch.take(length);
    sourceAt = -start * depth;
    int strips = end - first;
    if (length <= FEW_PACKED) {
      for (int strip = 0; strip < strips; strip++) {
        copy(strip);
      }
    } else {
      workers.run(strips, copies);
    }
    share(chunks(strips), tiles, workers);
    scratch.give(length, source);
  }

  /** Copies a strip of those being packed. */
  private void copy(int chunk) {
    copy(factors.bAt(matrix) + from * factors.bDeep(), depth, first + chunk, source, sourceAt);
  }

  private void copy(int at, int deep, int strip, Object target, int targetAt) {
    int column = tiling.column(strip);
    int across = factors.bAcross();
    packing.strip(
        arrays[1],
        at + column * across,
        factors.bDeep(),
        across,
        target,
        targetAt + column * deep,
        deep,
        tiling.width(strip));
  }

  /** Runs the tiles of a chunk of rows and strips. */
  private void tiles(int chunk) {
    int down = Math.ceilDiv(rows, height);
    int top = chunk % down * height;
    int bottom = top + Math.min(height, rows - top);
    int left = first + chunk / down * wide;
    int right = Math.min(end, left + wide);
    for (int strip = left; strip < right; strip++) {
      strip(matrix, from, depth, strip, source, sourceAt, top, bottom);
    }
    if (from + depth == inner) {
      int edge = right == tiling.count() ? columns : tiling.column(right);
      epilogue.run(chunk, top, bottom, tiling.column(left), edge);
    }
  }

  /** Runs the tiles of some rows of one strip. */
  private void strip(
      int number, int start, int deep, int index, Object b, int bAt, int top, int bottom) {
    int column = tiling.column(index);
    tiling.run(
        index,
        top,
        bottom,
        arrays[0],
        factors.aAt(number) + start * factors.aDeep(),
        factors.aRow(),
        factors.aDeep(),
        b,
        bAt + column * (packs ? deep : 1),
        packs ? tiling.width(index) : factors.bDeep(),
        deep,
        arrays[2],
        factors.outAt(number) + column,
        columns,
        start > 0);
  }
}
