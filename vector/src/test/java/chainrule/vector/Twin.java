// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.spi.Task;
import chainrule.spi.Work;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;

/**
 * The same work on memory of its own.
 *
 * @param arrays the arrays of the original and those of the twin
 */
record Twin(Work work, Map<Object, Object> arrays) {

  static Twin of(Work original) {
    Map<Object, Object> arrays = new IdentityHashMap<>();
    Work work =
        original.with(
            operand -> operand.over(arrays.computeIfAbsent(operand.array(), Twin::copied)));
    return new Twin(work, arrays);
  }

  private static Object copied(Object array) {
    return switch (array) {
      case float[] floats -> floats.clone();
      case double[] doubles -> doubles.clone();
      case boolean[] flags -> flags.clone();
      case long[] longs -> longs.clone();
      default -> throw new AssertionError(array.getClass());
    };
  }

  /** Exchanges the values of the original's floating arrays for others. */
  static void change(Work original, Random random) {
    original
        .operands()
        .map(operand -> operand.array())
        .distinct()
        .forEach(array -> {
          switch (array) {
            case float[] floats -> {
              for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) random.nextGaussian();
              }
            }
            case double[] doubles -> {
              for (int i = 0; i < doubles.length; i++) {
                doubles[i] = random.nextGaussian();
              }
            }
            default -> {}
          }
        });
  }

  /** Lets a task for another twin do this one's work. */
  void bind(Task task, Twin other) {
    other.arrays.forEach((original, array) -> task.rebind(array, arrays.get(original)));
  }

  void checkSame(Twin wanted, String description) {
    arrays.forEach((original, array) ->
        assertThat(Bits.mismatch(array, wanted.arrays.get(original)))
            .as(description)
            .isEqualTo(-1));
  }
}
