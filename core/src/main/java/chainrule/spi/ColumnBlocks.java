// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import java.util.Arrays;

/**
 * Blocks of neighbouring results together: rows of neighbouring elements are joined into sixteen
 * rows of lanes. Used where results lie side by side and the elements of one do not, as in sums
 * over a batch.
 */
final class ColumnBlocks implements Blocks {

  /** Results in a strip: sixteen rows of lanes fit the nearest cache. */
  private static final int STRIP = 128;

  /** Fewer results than this are gathered. */
  private static final int FEWEST = 8;

  private final Parts parts;
  private final boolean direct;
  private final int blocks;
  private final int columns;
  private final int strips;
  private final int together;

  ColumnBlocks(Parts parts) {
    this.parts = parts;
    direct = parts.isDirect();
    blocks = parts.blocks();
    columns = (int) parts.outer().length();
    strips = Math.ceilDiv(columns, STRIP);
    int tall = (int) Math.min(parts.reduced(), SumTree.BLOCK);
    together = Math.clamp(CHUNK / ((long) tall * STRIP), 1, strips);
  }

  static boolean suit(Parts parts) {
    return parts.reduced() > 1
        && parts.outputs() > 0
        && parts.outer().step(0) == 1
        && parts.outer().length() >= FEWEST
        && parts.inner().step(0) != 1;
  }

  @Override
  public int chunks() {
    return parts.outputs() / columns * Math.ceilDiv(strips, together) * blocks;
  }

  @Override
  public Scratch scratch() {
    int width = Math.min(STRIP, columns);
    return Scratch.of(direct ? 0 : SumTree.BLOCK, BlockKernel.LANES * width, width);
  }

  @Override
  public void run(int chunk, Object array, BlockKernel kernel, Scratch scratch, Results results) {
    int block = chunk % blocks;
    int groups = Math.ceilDiv(strips, together);
    int strip = chunk / blocks % groups * together;
    int line = chunk / blocks / groups;
    int start = parts.start() + parts.outer().line(0, line);
    for (int i = strip; i < Math.min(strips, strip + together); i++) {
      int first = i * STRIP;
      int width = Math.min(STRIP, columns - first);
      if (direct) {
        join(start + first, block, width, array, kernel, scratch);
      } else {
        gather(start + first, block, width, array, scratch);
      }
      results.put(line * columns + first, block, width, scratch);
    }
  }

  private void join(
      int start, int block, int width, Object array, BlockKernel kernel, Scratch scratch) {
    int jump = parts.inner().step(0);
    kernel.columns(
        parts.work().monoid(),
        array,
        start + block * SumTree.BLOCK * jump,
        jump,
        parts.blockSize(block),
        width,
        scratch.lanes(),
        scratch.results(),
        0);
  }

  private void gather(int start, int block, int width, Object array, Scratch scratch) {
    Monoid monoid = parts.work().monoid();
    int count = parts.blockSize(block);
    int most = SumTree.BLOCK / width;
    Arrays.fill(scratch.lanes(), 0, BlockKernel.LANES * width, monoid.start());
    for (int row = 0; row < count; row += most) {
      int rows = Math.min(most, count - row);
      for (int i = 0; i < rows; i++) {
        long index = (long) block * SumTree.BLOCK + row + i;
        int position = start + parts.inner().element(0, index);
        Gather.copy(array, position, 1, scratch.values(), i * width, width);
      }
      parts.map(scratch, rows * width);
      for (int i = 0; i < rows; i++) {
        int lane = (row + i) % BlockKernel.LANES * width;
        PlainBlock.join(monoid, scratch.lanes(), lane, scratch.values(), i * width, width);
      }
    }
    PlainBlock.fold(monoid, scratch.lanes(), Math.min(count, BlockKernel.LANES), width);
    System.arraycopy(scratch.lanes(), 0, scratch.results(), 0, width);
  }
}
