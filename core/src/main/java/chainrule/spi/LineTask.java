// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Elementwise work made ready: where each run of a loop begins is known beforehand. */
public final class LineTask implements Task {

  private final Supplier<Loop> loops;
  private final Object[] sources;
  private final Object[] results;
  private final int[] strides;
  private final Segment[] segments;
  private final int[] chunks;
  private final IntConsumer body = this::chunk;
  private Loop loop;

  /** One run of the loop. */
  record Segment(int[] starts, int[] resultStarts, int count) {}

  /**
   * The work ready to run.
   *
   * @param loops the loop to use now; asked once a run
   */
  public LineTask(Work.Elementwise work, Lines lines, Supplier<Loop> loops) {
    this.loops = loops;
    sources = work.inputs().stream().map(Operand::array).toArray();
    results = work.outputs().stream().map(Operand::array).toArray();
    strides = lines.strides();
    segments = lines.segments();
    chunks = lines.chunks(segments);
    loop = loops.get();
  }

  @Override
  public void run(Workers workers) {
    loop = loops.get();
    if (chunks.length == 2) {
      chunk(0);
    } else {
      workers.run(chunks.length - 1, body);
    }
  }

  private void chunk(int chunk) {
    for (int index = chunks[chunk]; index < chunks[chunk + 1]; index++) {
      Segment segment = segments[index];
      loop.run(sources, segment.starts, strides, results, segment.resultStarts, segment.count);
    }
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(sources, from, to);
    Task.replace(results, from, to);
  }
}
