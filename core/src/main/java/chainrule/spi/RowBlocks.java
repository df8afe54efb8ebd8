// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/** Each block from the elements of its own result, read in place or gathered in scratch. */
final class RowBlocks implements Blocks {

  private final Parts parts;
  private final boolean direct;
  private final int blocks;
  private final int total;
  private final int step;

  RowBlocks(Parts parts) {
    this.parts = parts;
    direct = parts.isDirect() && (parts.inner().step(0) == 1 || parts.reduced() == 1);
    blocks = parts.blocks();
    total = parts.outputs() * blocks;
    step = CHUNK / Math.clamp(parts.reduced(), 1, SumTree.BLOCK);
  }

  @Override
  public int chunks() {
    return Math.ceilDiv(total, step);
  }

  @Override
  public Scratch scratch() {
    return Scratch.of(direct ? 0 : SumTree.BLOCK, BlockKernel.LANES, Math.min(step, total));
  }

  @Override
  public void run(int chunk, Object array, BlockKernel kernel, Scratch scratch, Results results) {
    int first = chunk * step;
    int end = first + Math.min(step, total - first);
    if (blocks > 1) {
      for (int index = first; index < end; index++) {
        block(index / blocks, index % blocks, array, kernel, scratch);
        results.put(index / blocks, index % blocks, 1, scratch);
      }
      return;
    }
    if (direct) {
      rows(first, end, array, kernel, scratch);
    } else {
      gathered(first, end, array, kernel, scratch);
    }
    results.put(first, 0, end - first, scratch);
  }

  /** Results of one block each, as long as they lie evenly. */
  private void rows(int first, int end, Object array, BlockKernel kernel, Scratch scratch) {
    Merged outer = parts.outer();
    int count = (int) parts.reduced();
    int row = first;
    while (row < end) {
      int left = (int) (outer.length() - row % outer.length());
      int rows = Math.min(end - row, left);
      int start = parts.start() + outer.element(0, row);
      double[] results = scratch.results();
      kernel.rows(
          parts.work().monoid(),
          array,
          start,
          outer.step(0),
          rows,
          count,
          scratch.lanes(),
          results,
          row - first);
      row += rows;
    }
  }

  /** Results of one block each, some at a time. */
  private void gathered(int first, int end, Object array, BlockKernel kernel, Scratch scratch) {
    int count = (int) parts.reduced();
    int most = SumTree.BLOCK / count;
    for (int row = first; row < end; row += most) {
      int rows = Math.min(most, end - row);
      for (int i = 0; i < rows; i++) {
        gather(array, row + i, 0, scratch.values(), i * count, count);
      }
      parts.map(scratch, rows * count);
      join(kernel, scratch, rows, count, row - first);
    }
  }

  private void join(BlockKernel kernel, Scratch scratch, int rows, int count, int at) {
    kernel.rows(
        parts.work().monoid(),
        scratch.values(),
        0,
        count,
        rows,
        count,
        scratch.lanes(),
        scratch.results(),
        at);
  }

  private void block(int result, int block, Object array, BlockKernel kernel, Scratch scratch) {
    int count = parts.blockSize(block);
    if (direct) {
      int start = parts.start() + parts.outer().element(0, result) + block * SumTree.BLOCK;
      kernel.rows(
          parts.work().monoid(), array, start, 0, 1, count, scratch.lanes(), scratch.results(), 0);
    } else {
      gather(array, result, (long) block * SumTree.BLOCK, scratch.values(), 0, count);
      parts.map(scratch, count);
      join(kernel, scratch, 1, count, 0);
    }
  }

  /** Copies elements from {@code first} on, a piece of the innermost axis at a time. */
  private void gather(Object array, int result, long first, double[] values, int at, int count) {
    Merged inner = parts.inner();
    int start = parts.start() + parts.outer().element(0, result);
    long length = inner.length();
    int done = 0;
    while (done < count) {
      long index = first + done;
      int piece = (int) Math.min(count - done, length - index % length);
      int position = start + inner.element(0, index);
      Gather.copy(array, position, inner.step(0), values, at + done, piece);
      done += piece;
    }
  }
}
