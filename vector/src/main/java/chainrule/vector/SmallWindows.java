// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.WindowProduct;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.function.IntConsumer;

/**
 * The products of filters and the windows of images. Some images at a time are padded; the windows
 * of one strip of columns are then gathered for one chain and used by all filters.
 */
final class SmallWindows implements Task {

  /** Multiplications worth a chunk of their own. */
  private static final long CHUNK = 1 << 20;

  /** Elements that are padded at a time, if a single image has fewer. */
  private static final int MOST_PADDED = 1 << 20;

  private static final int CHAIN = TiledProduct.CHAIN;

  private final Windows windows;
  private final Tiling tiling;
  private final Runs runs;
  private final Scratch scratch;
  private final Object[] arrays;
  private final int largeAt;
  private final int weightAt;
  private final int smallAt;
  private final int inner;
  private final int places;
  private final int image;
  private final int round;
  private final int share;
  private final IntConsumer pads = this::pad;
  private final IntConsumer units = this::units;

  // What is being done.
  private int first;
  private int count;
  private Object padded;

  SmallWindows(WindowProduct product, Work.Routine work, Tiles tiles, Tiling tiling) {
    windows = Windows.of(product);
    this.tiling = tiling;
    Operand large = work.inputs().get(0);
    Operand weight = work.inputs().get(1);
    Operand small = work.outputs().getFirst();
    runs = tiles.runs(small.dtype());
    scratch = Scratch.of(small.dtype());
    arrays = new Object[] {large.array(), weight.array(), small.array()};
    largeAt = (int) large.view().offset();
    weightAt = (int) weight.view().offset();
    smallAt = (int) small.view().offset();
    inner = windows.taps.length;
    places = windows.places();
    image = windows.image();
    round = Math.clamp(MOST_PADDED / image, 1, windows.images);
    long unit = (long) windows.filters * inner * Math.min(places, tiling.width());
    share = (int) Math.max(1, CHUNK / unit);
    padded = arrays[0];
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }

  @Override
  public void run(Workers workers) {
    int length = round * image + runs.slack();
    padded = scratch.take(length);
    for (first = 0; first < windows.images; first += round) {
      count = Math.min(round, windows.images - first);
      workers.run(count, pads);
      workers.run(Math.ceilDiv(units(), share), units);
    }
    scratch.give(length, padded);
  }

  private void pad(int number) {
    int from = largeAt + (first + number) * windows.plainImage();
    windows.pad(arrays[0], from, windows.channels, padded, number * image);
  }

  /** Strips of the outputs of a group and an image. */
  private int units() {
    return count * windows.groups * tiling.count();
  }

  private void units(int chunk) {
    int length = Math.min(inner, CHAIN) * (tiling.width() + runs.slack()) + runs.slack();
    Object gathered = scratch.take(length);
    for (int unit = chunk * share; unit < Math.min(units(), (chunk + 1) * share); unit++) {
      strip(unit / tiling.count(), unit % tiling.count(), gathered);
    }
    scratch.give(length, gathered);
  }

  /** Computes a strip of the outputs. */
  private void strip(int part, int strip, Object gathered) {
    int group = part % windows.groups;
    int source = part / windows.groups * image + group * windows.depth * windows.channel;
    int column = tiling.column(strip);
    int step = tiling.width(strip) + runs.slack();
    int rows = windows.filters;
    for (int from = 0; from < inner; from += CHAIN) {
      int depth = Math.min(CHAIN, inner - from);
      gather(source, strip, from, depth, gathered);
      tiling.run(
          strip,
          0,
          rows,
          arrays[1],
          weightAt + group * rows * inner + from,
          inner,
          1,
          gathered,
          0,
          step,
          depth,
          arrays[2],
          smallAt + (first * windows.groups + part) * rows * places + column,
          places,
          from > 0);
    }
  }

  private void gather(int source, int strip, int from, int depth, Object gathered) {
    int column = tiling.column(strip);
    int width = tiling.width(strip);
    int end = column + width;
    for (int at = column; at < end; ) {
      int across = at % windows.width;
      int length = Math.min(windows.width - across, end - at);
      int start = source + windows.rows[at / windows.width] + across;
      runs.copy(
          padded,
          start,
          windows.taps,
          from,
          depth,
          gathered,
          at - column,
          width + runs.slack(),
          length);
      at += length;
    }
  }
}
