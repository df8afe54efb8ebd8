// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Loop;
import chainrule.array.jit.Frame;
import chainrule.array.jit.Pool;

/** Whole vectors of all lines by one loop and the elements left over by another. */
final class SplitLoop implements Loop {

  private final Loop vectors;
  private final Loop plain;
  private final int lanes;
  private final Pool<Frame> pool;

  /**
   * A loop of two.
   *
   * @param lanes the elements of a vector
   * @param arrays how many arrays there are
   */
  SplitLoop(Loop vectors, Loop plain, int lanes, int arrays) {
    this.vectors = vectors;
    this.plain = plain;
    this.lanes = lanes;
    pool = new Pool<>(() -> Frame.of(arrays));
  }

  @Override
  public void run(Object[] arrays, int[] starts, int[] steps, int[] jumps, int lines, int count) {
    int left = count % lanes;
    int whole = count - left;
    vectors.run(arrays, starts, steps, jumps, lines, whole);
    if (left > 0) {
      Frame frame = pool.take();
      int[] moved = frame.starts();
      for (int number = 0; number < moved.length; number++) {
        moved[number] = starts[number] + whole * steps[number];
      }
      plain.run(arrays, moved, steps, jumps, lines, left);
      pool.give(frame);
    }
  }
}
