// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Elementwise work made ready: where each chunk lies is known beforehand. */
public final class LineTask implements Task {

  private final Supplier<Loop> loops;
  private final Object[] arrays;
  private final Cursor[] chunks;
  private final IntConsumer body = this::chunk;
  private Loop loop;

  /**
   * The work ready to run.
   *
   * @param loops the loop to use now; asked once a run
   */
  public LineTask(Lines lines, Supplier<Loop> loops) {
    this.loops = loops;
    arrays = lines.arrays();
    chunks = new Cursor[lines.chunks()];
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      chunks[chunk] = lines.cursor(chunk);
    }
    loop = loops.get();
  }

  @Override
  public void run(Workers workers) {
    loop = loops.get();
    if (chunks.length == 1) {
      chunk(0);
    } else {
      workers.run(chunks.length, body);
    }
  }

  private void chunk(int chunk) {
    chunks[chunk].run(loop, arrays);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }
}
