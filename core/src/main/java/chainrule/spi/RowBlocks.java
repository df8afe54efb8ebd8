// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/** Each block from the elements of its own result, read in place or gathered in scratch. */
final class RowBlocks implements Blocks {

  private final Folded folded;
  private final Object array;
  private final boolean inPlace;
  private final int blocks;
  private final int total;
  private final int step;

  RowBlocks(Folded folded) {
    this.folded = folded;
    array = folded.work().input().array();
    inPlace =
        folded.map().isEmpty()
            && folded.inner().sizes().length == 1
            && folded.inner().step(0) == 1
            && (array instanceof float[] || array instanceof double[]);
    blocks = folded.blocks();
    total = folded.outputs() * blocks;
    step = CHUNK / Math.clamp(folded.reduced(), 1, SumTree.BLOCK);
  }

  @Override
  public int chunks() {
    return Math.ceilDiv(total, step);
  }

  @Override
  public void run(int chunk, double[] joined) {
    double[] scratch = new double[inPlace ? 0 : folded.blockSize(0)];
    int first = chunk * step;
    int end = first + Math.min(step, total - first);
    for (int index = first; index < end; index++) {
      joined[index] = block(index / blocks, index % blocks, scratch);
    }
  }

  private double block(int result, int block, double[] scratch) {
    int start = (int) folded.work().input().view().offset() + folded.outer().element(0, result);
    int count = folded.blockSize(block);
    Monoid monoid = folded.work().monoid();
    if (inPlace) {
      int from = start + block * SumTree.BLOCK;
      return array instanceof float[] floats
          ? folded.kernel().block(monoid, floats, from, count)
          : folded.kernel().block(monoid, (double[]) array, from, count);
    }
    gather(start, (long) block * SumTree.BLOCK, scratch, count);
    folded.map(scratch, count);
    return folded.kernel().block(monoid, scratch, 0, count);
  }

  /** Copies elements from {@code first} on, a piece of the innermost axis at a time. */
  private void gather(int start, long first, double[] scratch, int count) {
    Merged inner = folded.inner();
    long length = inner.length();
    int done = 0;
    while (done < count) {
      long index = first + done;
      int piece = (int) Math.min(count - done, length - index % length);
      int position = start + inner.element(0, index);
      Gather.copy(array, position, inner.step(0), scratch, done, piece);
      done += piece;
    }
  }
}
