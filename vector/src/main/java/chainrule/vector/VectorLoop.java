// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.Form;
import chainrule.array.jit.Frame;
import java.util.List;

/**
 * A generated loop and whether HotSpot has compiled it yet.
 *
 * @param operations the vector operations of a step
 */
record VectorLoop(Loop loop, int operations, Warmup warmup) {

  /** Operations on elements: a few hundredths of a second in plain loops. */
  private static final long WORTH = 1 << 28;

  /** Nanoseconds of a vector operation; warm it takes at most a quarter, cold a hundred. */
  private static final int SLOW = 4;

  private static final int VECTORS = 16;
  private static final boolean WARMING = Settings.read().warming();

  static VectorLoop of(
      Program program, List<Loop.Access> accesses, Loop loop, Form form, int lanes) {
    int operations = program.instructions().stream().mapToInt(VectorLoops::operations).sum();
    boolean brief = form == Form.SHORT;
    int lines = brief ? 2 * VECTORS : 2;
    int count = brief ? lanes - 1 : VECTORS * lanes + lanes / 2;
    long slow = (long) SLOW * (operations + SLOW) * 2 * VECTORS;
    Runnable call = call(program, accesses, loop, lines, count);
    return new VectorLoop(loop, operations, new Warmup(call, slow, WARMING ? WORTH : 0));
  }

  /** Another loop around this one. */
  VectorLoop with(Loop outer) {
    return new VectorLoop(outer, operations, warmup);
  }

  /** Lines that end within their arrays, and one that ends with them. */
  private static Runnable call(
      Program program, List<Loop.Access> accesses, Loop loop, int lines, int count) {
    int sources = accesses.size();
    Frame frame = Frame.of(sources + program.outputs().size());
    for (int source = 0; source < sources; source++) {
      boolean fixed = accesses.get(source) == Loop.Access.FIXED;
      Object array = Frame.strip(program.sourceType(source), fixed ? lines : lines * count);
      frame.set(source, array, 0, fixed ? 0 : 1, fixed ? 1 : count);
    }
    for (int result = 0; result < program.outputs().size(); result++) {
      Object array = Frame.strip(program.outputType(result), lines * count);
      frame.set(sources + result, array, 0, 1, count);
    }
    return () -> frame.run(loop, lines, count);
  }

  /** Whether to run it now; if not, that many elements were asked of it. */
  boolean isReady(long elements) {
    return warmup.isDone(elements * operations);
  }
}
