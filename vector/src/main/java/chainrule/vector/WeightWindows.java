// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.WindowProduct;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.function.IntConsumer;

/**
 * The products of windows and what came back for them, summed over all windows of all images. Some
 * chains at a time are computed side by side, then added in order.
 */
final class WeightWindows implements Task {

  /** Multiplications worth a chunk of their own. */
  private static final long CHUNK = 1 << 20;

  /** Places in a window of a chunk at most. */
  private static final int ROWS = 2 * Tiling.ROWS;

  /** Elements that are padded, turned or summed at a time, unless one chain needs more. */
  private static final int MOST = 1 << 20;

  /** Elements added by a chunk. */
  private static final int PIECE = 4096;

  private static final int CHAIN = TiledProduct.CHAIN;
  private static final int[] START = {0};

  private final Windows windows;
  private final Tiling tiling;
  private final Packing packing;
  private final Runs runs;
  private final Scratch scratch;
  private final Object[] arrays;
  private final int largeAt;
  private final int smallAt;
  private final int weightAt;
  private final int inner;
  private final int places;
  private final int image;
  private final int weights;
  private final int columns;
  private final int round;
  private final int images;
  private final int blocks;
  private final int share;
  private final IntConsumer pads = this::pad;
  private final IntConsumer turns = this::turn;
  private final IntConsumer units = this::units;
  private final IntConsumer sums = this::sum;

  // What is being done.
  private int first;
  private int count;
  private int base;
  private Object padded;
  private Object turned;
  private Object chains;
  private Object total;

  WeightWindows(WindowProduct product, Work.Routine work, Tiles tiles, Tiling tiling) {
    windows = Windows.of(product);
    this.tiling = tiling;
    Operand large = work.inputs().get(0);
    Operand small = work.inputs().get(1);
    Operand weight = work.outputs().getFirst();
    packing = tiles.packing(small.dtype());
    runs = tiles.runs(small.dtype());
    scratch = Scratch.of(small.dtype());
    arrays = new Object[] {large.array(), small.array(), weight.array()};
    largeAt = (int) large.view().offset();
    smallAt = (int) small.view().offset();
    weightAt = (int) weight.view().offset();
    inner = windows.taps.length;
    places = windows.places();
    image = windows.image();
    weights = windows.groups * windows.filters * inner;
    columns = windows.images * places;
    long each = Math.max(weights, (long) CHAIN * windows.filters * windows.groups);
    each = Math.max(each, (long) CHAIN * image / places);
    round = Math.clamp(MOST / each, 1, Math.ceilDiv(columns, CHAIN));
    images = Math.min(windows.images, (round * CHAIN - 2) / places + 2);
    blocks = Math.ceilDiv(inner, ROWS);
    long unit = (long) CHAIN * windows.filters * Math.min(inner, ROWS);
    share = (int) Math.max(1, CHUNK / unit);
    padded = arrays[0];
    turned = arrays[1];
    chains = arrays[2];
    total = arrays[2];
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }

  @Override
  public void run(Workers workers) {
    int paddedLength = images * image + runs.slack();
    int turnedLength = round * CHAIN * windows.groups * windows.filters;
    padded = scratch.take(paddedLength);
    turned = scratch.take(turnedLength);
    chains = scratch.take(round * weights);
    total = scratch.take(weights);
    int all = Math.ceilDiv(columns, CHAIN);
    for (first = 0; first < all; first += round) {
      count = Math.min(round, all - first);
      base = first * CHAIN / places;
      int end = Math.min(columns, (first + count) * CHAIN);
      workers.run(Math.ceilDiv(end, places) - base, pads);
      workers.run(count, turns);
      workers.run(Math.ceilDiv(count * windows.groups * blocks, share), units);
      workers.run(Math.ceilDiv(weights, PIECE), sums);
    }
    for (int group = 0; group < windows.groups; group++) {
      int start = group * windows.filters * inner;
      packing.strip(
          total, start, 1, windows.filters, arrays[2], weightAt + start, windows.filters, inner);
    }
    scratch.give(weights, total);
    scratch.give(round * weights, chains);
    scratch.give(turnedLength, turned);
    scratch.give(paddedLength, padded);
  }

  private void pad(int number) {
    int from = largeAt + (base + number) * windows.plainImage();
    windows.pad(arrays[0], from, windows.channels, padded, number * image);
  }

  /** The steps of a chain. */
  private int depth(int chain) {
    return Math.min(CHAIN, columns - (first + chain) * CHAIN);
  }

  /** Lays the small side of a chain out with the filters side by side. */
  private void turn(int chain) {
    int filters = windows.filters;
    int start = (first + chain) * CHAIN;
    int end = start + depth(chain);
    for (int at = start; at < end; ) {
      int place = at % places;
      int length = Math.min(places - place, end - at);
      for (int group = 0; group < windows.groups; group++) {
        int from = (at / places * windows.groups + group) * filters * places + place;
        int to = ((chain * windows.groups + group) * CHAIN + at - start) * filters;
        packing.strip(arrays[1], smallAt + from, 1, places, turned, to, length, filters);
      }
      at += length;
    }
  }

  private void units(int chunk) {
    int step = CHAIN + runs.slack();
    int length = Math.min(inner, ROWS) * step;
    Object gathered = scratch.take(length);
    int end = Math.min(count * windows.groups * blocks, (chunk + 1) * share);
    for (int unit = chunk * share; unit < end; unit++) {
      unit(unit / blocks, unit % blocks * ROWS, gathered);
    }
    scratch.give(length, gathered);
  }

  /** Some places in the windows of a group, for one chain. */
  private void unit(int part, int top, Object gathered) {
    int bottom = Math.min(inner, top + ROWS);
    int step = CHAIN + runs.slack();
    int chain = part / windows.groups;
    gather(part, top, bottom, gathered);
    int filters = windows.filters;
    for (int strip = 0; strip < tiling.count(); strip++) {
      int column = tiling.column(strip);
      tiling.run(
          strip,
          top,
          bottom,
          gathered,
          -top * step,
          step,
          1,
          turned,
          part * CHAIN * filters + column,
          filters,
          depth(chain),
          chains,
          part * inner * filters + column,
          filters,
          false);
    }
  }

  private void gather(int part, int top, int bottom, Object gathered) {
    int chain = part / windows.groups;
    int group = part % windows.groups;
    int start = (first + chain) * CHAIN;
    int end = start + depth(chain);
    for (int at = start; at < end; ) {
      int place = at % places;
      int across = place % windows.width;
      int length = Math.min(windows.width - across, end - at);
      int from =
          (at / places - base) * image
              + group * windows.depth * windows.channel
              + windows.rows[place / windows.width]
              + across;
      runs.copy(
          padded,
          from,
          windows.taps,
          top,
          bottom - top,
          gathered,
          at - start,
          CHAIN + runs.slack(),
          length);
      at += length;
    }
  }

  /** Adds the chains of some outputs, in order. */
  private void sum(int piece) {
    int from = piece * PIECE;
    int length = Math.min(PIECE, weights - from);
    for (int chain = 0; chain < count; chain++) {
      if (first + chain == 0) {
        System.arraycopy(chains, from, total, from, length);
      } else {
        runs.add(chains, chain * weights + from, length, total, from, START);
      }
    }
  }
}
