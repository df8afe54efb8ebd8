// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Shape;
import chainrule.array.View;
import java.util.ArrayList;
import java.util.List;

/**
 * Elementwise work as lines for a compiled loop: axes that lie evenly are merged, the innermost is
 * one line, lines are gathered or parted in chunks set by the shape.
 */
public final class Lines {

  private static final int CHUNK = 16_384;
  private static final int MOST_KEPT = 4096;

  private final Work.Elementwise work;
  private final Merged merged;
  private final List<Loop.Access> accesses;
  private final int length;
  private final int lines;

  private Lines(Work.Elementwise work) {
    this.work = work;
    List<View> views = new ArrayList<>(work.inputs().size());
    for (Operand input : work.inputs()) {
      views.add(input.view());
    }
    Shape shape = work.outputs().getFirst().shape();
    merged = Merged.of(shape, views, 0, shape.rank());
    accesses = new ArrayList<>(views.size());
    for (int input = 0; input < views.size(); input++) {
      accesses.add(Loop.Access.of(merged.step(input)));
    }
    int count = (int) shape.count();
    length = count == 0 ? 0 : (int) merged.length();
    lines = count == 0 ? 0 : count / length;
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
    return lines * length;
  }

  /**
   * Whether it is one line that begins at the same position in all arrays: plain arithmetic is then
   * vectorized by HotSpot.
   */
  public boolean isEven() {
    long start = work.outputs().getFirst().view().offset();
    for (Operand output : work.outputs()) {
      if (output.view().offset() != start) {
        return false;
      }
    }
    for (int input = 0; input < accesses.size(); input++) {
      if (accesses.get(input) == Loop.Access.DENSE
          && work.inputs().get(input).view().offset() != start) {
        return false;
      }
    }
    return lines == 1;
  }

  /** Runs a loop made for the work's program and for these accesses. */
  public void run(Loop loop, Workers workers) {
    if (length > CHUNK) {
      int parts = Math.ceilDiv(length, CHUNK);
      workers.run(
          lines * parts,
          chunk -> {
            int from = chunk % parts * CHUNK;
            part(loop, chunk / parts, from, Math.min(CHUNK, length - from));
          });
    } else if (lines > 0) {
      int step = CHUNK / length;
      workers.run(
          Math.ceilDiv(lines, step),
          chunk -> whole(loop, chunk * step, Math.min(step, lines - chunk * step)));
    }
  }

  /** The steps of the sources along a line. */
  int[] strides() {
    return new Cursor(work, merged).steps();
  }

  /** Whether there are few enough lines to remember where each begins. */
  public boolean areFew() {
    return lines <= MOST_KEPT;
  }

  /** Every run of a loop, in order. */
  LineTask.Segment[] segments() {
    int parts = length == 0 ? 0 : Math.ceilDiv(length, CHUNK);
    LineTask.Segment[] segments = new LineTask.Segment[lines * parts];
    for (int index = 0; index < segments.length; index++) {
      Cursor cursor = new Cursor(work, merged);
      int from = index % parts * CHUNK;
      cursor.move(index / parts, from);
      segments[index] = cursor.segment(Math.min(CHUNK, length - from));
    }
    return segments;
  }

  /** The first segment of each chunk, and the end. */
  int[] chunks(LineTask.Segment[] segments) {
    int step = length == 0 || length > CHUNK ? 1 : CHUNK / length;
    int[] firsts = new int[Math.ceilDiv(segments.length, step) + 1];
    for (int chunk = 0; chunk < firsts.length; chunk++) {
      firsts[chunk] = Math.min(segments.length, chunk * step);
    }
    return firsts;
  }

  private void part(Loop loop, int line, int from, int count) {
    Cursor cursor = new Cursor(work, merged);
    cursor.move(line, from);
    cursor.run(loop, count);
  }

  private void whole(Loop loop, int first, int count) {
    Cursor cursor = new Cursor(work, merged);
    for (int line = 0; line < count; line++) {
      cursor.move(first + line, 0);
      cursor.run(loop, length);
    }
  }
}
