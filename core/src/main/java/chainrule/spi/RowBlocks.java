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

  /** Scratch for so many results of one block. */
  Scratch scratch(int rows) {
    return Scratch.of(direct ? 0 : SumTree.BLOCK, BlockKernel.LANES, rows);
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
    results(first, end, parts.start(), array, kernel, scratch);
    results.put(first, 0, end - first, scratch);
  }

  /**
   * Results of one block each, into scratch.
   *
   * @param start where the elements of the whole reduction begin
   */
  void results(int first, int end, int start, Object array, BlockKernel kernel, Scratch scratch) {
    if (direct) {
      rows(first, end, start, array, kernel, scratch);
    } else {
      gathered(first, end, start, array, kernel, scratch);
    }
  }

  /** Results of one block each, as long as they lie evenly. */
  private void rows(
      int first, int end, int begin, Object array, BlockKernel kernel, Scratch scratch) {
    Merged outer = parts.outer();
    int count = (int) parts.reduced();
    int row = first;
    while (row < end) {
      int left = (int) (outer.length() - row % outer.length());
      int rows = Math.min(end - row, left);
      int start = begin + outer.element(0, row);
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
  private void gathered(
      int first, int end, int start, Object array, BlockKernel kernel, Scratch scratch) {
    int count = (int) parts.reduced();
    int most = SumTree.BLOCK / count;
    for (int row = first; row < end; row += most) {
      int rows = Math.min(most, end - row);
      for (int i = 0; i < rows; i++) {
        int begin = start + parts.outer().element(0, row + i);
        gather(array, begin, 0, scratch.values(), i * count, count);
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
    int begin = parts.start() + parts.outer().element(0, result);
    if (direct) {
      int start = begin + block * SumTree.BLOCK;
      kernel.rows(
          parts.work().monoid(), array, start, 0, 1, count, scratch.lanes(), scratch.results(), 0);
    } else {
      gather(array, begin, (long) block * SumTree.BLOCK, scratch.values(), 0, count);
      parts.map(scratch, count);
      join(kernel, scratch, 1, count, 0);
    }
  }

  /** Copies elements from {@code first} on, a piece of the innermost axis at a time. */
  private void gather(Object array, int start, long first, double[] values, int at, int count) {
    Merged inner = parts.inner();
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
