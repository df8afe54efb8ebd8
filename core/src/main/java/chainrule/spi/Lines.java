// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Shape;
import chainrule.array.View;
import java.util.ArrayList;
import java.util.List;

/**
 * Elementwise work as lines for a compiled loop: axes that lie evenly are merged, the innermost is
 * one line, that around it a block of lines, which a loop runs at once. What is done at a time, a
 * chunk, is set by the shape: some blocks, or some lines of one, or a part of each of them.
 */
public final class Lines {

  private static final int CHUNK = 16_384;

  /** A chunk is no wider than that if a source is not read along the line. */
  private static final int STRIP = 512;

  private final Work.Elementwise work;
  private final Merged merged;
  private final List<Loop.Access> accesses;
  private final int length;
  private final int height;
  private final int blocks;
  private final int wide;
  private final int high;
  private final int deep;

  private Lines(Work.Elementwise work) {
    this.work = work;
    List<View> views = new ArrayList<>();
    for (Operand input : work.inputs()) {
      views.add(input.view());
    }
    for (Operand output : work.outputs()) {
      views.add(output.view());
    }
    Shape shape = work.outputs().getFirst().shape();
    merged = Merged.of(shape, views, 0, shape.rank());
    accesses = new ArrayList<>(work.inputs().size());
    for (int input = 0; input < work.inputs().size(); input++) {
      accesses.add(Loop.Access.of(merged.step(input)));
    }
    int count = (int) shape.count();
    length = count == 0 ? 0 : (int) merged.length();
    height = count == 0 ? 0 : merged.sizes().length == 1 ? 1 : (int) merged.height();
    blocks = count == 0 ? 0 : count / length / height;
    int widest = accesses.contains(Loop.Access.STRIDED) && height > 1 ? STRIP : CHUNK;
    wide = Math.max(1, Math.min(length, widest));
    high = Math.clamp(CHUNK / wide, 1, Math.max(1, height));
    deep = Math.clamp(CHUNK / ((long) wide * high), 1, Math.max(1, blocks));
  }

  /** The lines of a piece of work. */
  public static Lines of(Work.Elementwise work) {
    return new Lines(work);
  }

  /** How the inputs move along a line. */
  public List<Loop.Access> accesses() {
    return accesses;
  }

  /** The elements of a line; 0 if there are none at all. */
  public int length() {
    return length;
  }

  /** The elements of all lines. */
  public int count() {
    return blocks * height * length;
  }

  /** Runs a loop made for the work's program and for these accesses. */
  public void run(Loop loop, Workers workers) {
    Object[] arrays = arrays();
    int chunks = chunks();
    if (chunks == 1) {
      cursor(0).run(loop, arrays);
    } else {
      workers.run(chunks, chunk -> cursor(chunk).run(loop, arrays));
    }
  }

  /** The arrays of the inputs, then those of the outputs. */
  Object[] arrays() {
    Object[] arrays = new Object[accesses.size() + work.outputs().size()];
    for (int number = 0; number < arrays.length; number++) {
      arrays[number] = operand(number).array();
    }
    return arrays;
  }

  private Operand operand(int number) {
    int inputs = accesses.size();
    return number < inputs ? work.inputs().get(number) : work.outputs().get(number - inputs);
  }

  /** What is done at a time. */
  int chunks() {
    return parts() * Math.ceilDiv(height, high) * Math.ceilDiv(blocks, deep);
  }

  private int parts() {
    return Math.ceilDiv(length, wide);
  }

  /** Where a chunk lies. */
  Cursor cursor(int chunk) {
    int from = chunk % parts() * wide;
    int groups = Math.ceilDiv(height, high);
    int line = chunk / parts() % groups * high;
    int block = chunk / parts() / groups * deep;
    int[] starts = new int[accesses.size() + work.outputs().size()];
    for (int number = 0; number < starts.length; number++) {
      starts[number] =
          (int) operand(number).view().offset()
              + merged.line(number, (long) block * height + line)
              + from * merged.step(number);
    }
    return new Cursor(
        merged,
        starts,
        block,
        Math.min(deep, blocks - block),
        Math.min(high, height - line),
        Math.min(wide, length - from));
  }
}
