// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.DType;
import chainrule.array.Loop;
import java.util.Arrays;

/**
 * What is passed to a loop, kept to be filled anew for each of its runs.
 *
 * @param arrays as in {@link Loop#run}, like the others
 */
public record Frame(Object[] arrays, int[] starts, int[] steps, int[] jumps) {

  /** A frame for a number of arrays. */
  public static Frame of(int size) {
    return new Frame(new Object[size], new int[size], new int[size], new int[size]);
  }

  /** Sets what belongs to one array. */
  public void set(int number, Object array, int start, int step, int jump) {
    arrays[number] = array;
    starts[number] = start;
    steps[number] = step;
    jumps[number] = jump;
  }

  /** Runs a loop. */
  public void run(Loop loop, int lines, int count) {
    loop.run(arrays, starts, steps, jumps, lines, count);
  }

  /** Holds on to no array any longer. */
  @SuppressWarnings("NullAway")
  public void clear() {
    Arrays.fill(arrays, null);
  }

  /** An array of numbers or conditions. */
  public static Object strip(DType dtype, int length) {
    return switch (dtype) {
      case F32 -> new float[length];
      case F64 -> new double[length];
      case BOOL -> new boolean[length];
      case I32, I64, U8 -> throw new AssertionError(dtype);
    };
  }
}
