// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.List;

/**
 * A generated loop and whether HotSpot has compiled it yet.
 *
 * @param arithmetic whether HotSpot can vectorize the plain loop as well
 * @param operations the vector operations of a step
 */
record VectorLoop(Loop loop, boolean arithmetic, int operations, Warmup warmup) {

  /** Operations on elements: a few hundredths of a second in plain loops. */
  private static final long WORTH = 1 << 28;

  /** Nanoseconds of a vector operation; warm it takes at most a quarter, cold a hundred. */
  private static final int SLOW = 4;

  private static final int VECTORS = 16;
  private static final boolean WARMING = Settings.read().warming();

  static VectorLoop of(Program program, List<Loop.Access> accesses, SplitLoop loop) {
    int operations = program.instructions().stream().mapToInt(VectorLoops::operations).sum();
    long slow = (long) SLOW * (operations + SLOW) * VECTORS;
    Runnable call = call(program, accesses, loop, VECTORS * loop.lanes());
    return new VectorLoop(
        loop, isArithmetic(program), operations, new Warmup(call, slow, WARMING ? WORTH : 0));
  }

  private static boolean isArithmetic(Program program) {
    return program.instructions().stream()
        .noneMatch(instruction ->
            instruction instanceof Program.Compute compute
                && compute.code().kind() != Code.Kind.ARITHMETIC);
  }

  private static Runnable call(Program program, List<Loop.Access> accesses, Loop loop, int count) {
    Object[] sources = new Object[accesses.size()];
    int[] strides = new int[sources.length];
    for (int source = 0; source < sources.length; source++) {
      sources[source] = array(program.sourceType(source), count);
      strides[source] = accesses.get(source) == Loop.Access.FIXED ? 0 : 1;
    }
    Object[] results = new Object[program.outputs().size()];
    for (int result = 0; result < results.length; result++) {
      results[result] = array(program.outputType(result), count);
    }
    int[] starts = new int[sources.length];
    int[] resultStarts = new int[results.length];
    return () -> loop.run(sources, starts, strides, results, resultStarts, count);
  }

  private static Object array(DType dtype, int length) {
    return switch (dtype) {
      case F32 -> new float[length];
      case F64 -> new double[length];
      case BOOL -> new boolean[length];
      case I32, I64, U8 -> throw new AssertionError(dtype);
    };
  }

  /**
   * Whether to run it now; if not, that much was asked of it.
   *
   * @param even whether HotSpot can vectorize plain arithmetic over these elements
   */
  boolean isReady(long elements, boolean even) {
    boolean needless = WARMING && arithmetic && even;
    return !needless && warmup.isDone(elements * operations);
  }
}
