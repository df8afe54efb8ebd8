// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;

/** A chunk of {@link Lines}: runs a loop block after block, from one to the next by counting. */
final class Cursor {

  private final Merged merged;
  private final int[] first;
  private final int[] firstIndices;
  private final int[] starts;
  private final int[] indices;
  private final int[] steps;
  private final int[] jumps;
  private final int blocks;
  private final int lines;
  private final int count;

  /**
   * A chunk.
   *
   * @param first where the first of its elements lies in each array
   * @param block the first of its blocks
   */
  Cursor(Merged merged, int[] first, int block, int blocks, int lines, int count) {
    this.merged = merged;
    this.first = first;
    this.blocks = blocks;
    this.lines = lines;
    this.count = count;
    starts = first.clone();
    steps = new int[first.length];
    jumps = new int[first.length];
    for (int number = 0; number < first.length; number++) {
      steps[number] = merged.step(number);
      jumps[number] = merged.jump(number);
    }
    firstIndices = new int[Math.max(0, merged.sizes().length - 2)];
    int left = block;
    for (int axis = firstIndices.length - 1; axis >= 0; axis--) {
      firstIndices[axis] = (int) (left % merged.sizes()[axis]);
      left = (int) (left / merged.sizes()[axis]);
    }
    indices = firstIndices.clone();
  }

  void run(Loop loop, Object[] arrays) {
    if (blocks == 1) {
      loop.run(arrays, first, steps, jumps, lines, count);
      return;
    }
    System.arraycopy(first, 0, starts, 0, first.length);
    System.arraycopy(firstIndices, 0, indices, 0, indices.length);
    for (int block = 0; block < blocks; block++) {
      loop.run(arrays, starts, steps, jumps, lines, count);
      next();
    }
  }

  /** Goes to the next block. */
  private void next() {
    for (int axis = indices.length - 1; axis >= 0; axis--) {
      int index = ++indices[axis];
      boolean whole = index == merged.sizes()[axis];
      int steps = whole ? 1 - index : 1;
      for (int number = 0; number < starts.length; number++) {
        starts[number] += steps * (int) merged.strides()[number][axis];
      }
      if (!whole) {
        return;
      }
      indices[axis] = 0;
    }
  }
}
