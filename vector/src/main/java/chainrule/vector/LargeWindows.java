// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.WindowProduct;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.function.IntConsumer;

/**
 * What filters spread over their windows. For some places in a window at a time, ascending, the
 * product of the filters and the small side is added to a padded image.
 */
final class LargeWindows implements Task {

  /** Places in a window at a time; the heights of tiles divide it. */
  private static final int ROWS = 2 * Tiling.ROWS;

  private static final int CHAIN = TiledProduct.CHAIN;

  private final Windows windows;
  private final Tiling tiling;
  private final Runs runs;
  private final Scratch scratch;
  private final Object[] arrays;
  private final int weightAt;
  private final int smallAt;
  private final int largeAt;
  private final int inner;
  private final int places;
  private final IntConsumer parts = this::part;

  LargeWindows(WindowProduct product, Work.Routine work, Tiles tiles, Tiling tiling) {
    windows = Windows.of(product);
    this.tiling = tiling;
    Operand weight = work.inputs().get(0);
    Operand small = work.inputs().get(1);
    Operand large = work.outputs().getFirst();
    runs = tiles.runs(small.dtype());
    scratch = Scratch.of(small.dtype());
    arrays = new Object[] {weight.array(), small.array(), large.array()};
    weightAt = (int) weight.view().offset();
    smallAt = (int) small.view().offset();
    largeAt = (int) large.view().offset();
    inner = windows.taps.length;
    places = windows.places();
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }

  @Override
  public void run(Workers workers) {
    workers.run(windows.images * windows.groups, parts);
  }

  /** A group of an image. */
  private void part(int part) {
    int size = windows.depth * windows.channel;
    int length = Math.min(inner, ROWS) * places;
    Object sums = scratch.take(size);
    Object addends = scratch.take(length);
    Windows.zero(sums, 0, size);
    for (int top = 0; top < inner; top += ROWS) {
      int bottom = Math.min(inner, top + ROWS);
      multiply(part, top, bottom, addends);
      for (int tap = top; tap < bottom; tap++) {
        int from = (tap - top) * places;
        runs.add(addends, from, windows.width, sums, windows.taps[tap], windows.rows);
      }
    }
    int plain = windows.plainImage() / windows.groups;
    windows.cut(sums, 0, windows.depth, arrays[2], largeAt + part * plain);
    scratch.give(length, addends);
    scratch.give(size, sums);
  }

  private void multiply(int part, int top, int bottom, Object addends) {
    int filters = windows.filters;
    int weight = weightAt + part % windows.groups * filters * inner;
    int small = smallAt + part * filters * places;
    for (int strip = 0; strip < tiling.count(); strip++) {
      int column = tiling.column(strip);
      for (int from = 0; from < filters; from += CHAIN) {
        tiling.run(
            strip,
            top,
            bottom,
            arrays[0],
            weight + from * inner,
            1,
            inner,
            arrays[1],
            small + from * places + column,
            places,
            Math.min(CHAIN, filters - from),
            addends,
            column - top * places,
            places,
            from > 0);
      }
    }
  }
}
