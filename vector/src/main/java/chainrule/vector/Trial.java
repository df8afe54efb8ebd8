// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.Form;
import chainrule.array.jit.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run of a loop on made-up data: lines that end within their arrays, and one with them. */
final class Trial {

  /** Nanoseconds of a vector operation; warm it takes at most a quarter, cold a hundred. */
  private static final int SLOW = 4;

  private static final int VECTORS = 16;

  private final Program program;
  private final List<Loop.Access> accesses;
  private final int lines;
  private final int count;
  private @Nullable Frame frame;

  /** No run yet, for which memory is taken at the first. */
  Trial(Program program, List<Loop.Access> accesses, Form form, int lanes) {
    this.program = program;
    this.accesses = accesses;
    boolean brief = form == Form.SHORT;
    lines = brief ? 2 * VECTORS : 2;
    count = brief ? lanes - 1 : VECTORS * lanes + lanes / 2;
  }

  /** What a compiled run stays under, in nanoseconds. */
  long slow(int operations) {
    return (long) SLOW * (operations + SLOW) * 2 * VECTORS;
  }

  void run(Loop loop) {
    Frame known = frame;
    if (known == null) {
      known = frame();
      frame = known;
    }
    known.run(loop, lines, count);
  }

  private Frame frame() {
    int sources = accesses.size();
    Frame fresh = Frame.of(sources + program.outputs().size());
    for (int source = 0; source < sources; source++) {
      boolean fixed = accesses.get(source) == Loop.Access.FIXED;
      Object array = Frame.strip(program.sourceType(source), fixed ? lines : lines * count);
      fresh.set(source, array, 0, fixed ? 0 : 1, fixed ? 1 : count);
    }
    for (int result = 0; result < program.outputs().size(); result++) {
      Object array = Frame.strip(program.outputType(result), lines * count);
      fresh.set(sources + result, array, 0, 1, count);
    }
    return fresh;
  }
}
