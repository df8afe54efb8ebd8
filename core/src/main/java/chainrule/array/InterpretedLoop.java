// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.lang.reflect.Array;

/**
 * Runs a program element by element through the {@link Interpreter}: for places where no class can
 * be defined, and as the judge of the compiled loops.
 */
public record InterpretedLoop(Program program) implements Loop {

  @Override
  public void run(Object[] arrays, int[] starts, int[] steps, int[] jumps, int lines, int count) {
    double[] element = new double[program.sources().size()];
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < count; i++) {
        for (int source = 0; source < element.length; source++) {
          int position = starts[source] + line * jumps[source] + i * steps[source];
          element[source] = read(arrays[source], position);
        }
        double[] values = Interpreter.run(program, element);
        for (int result = 0; result < values.length; result++) {
          int array = element.length + result;
          write(arrays[array], starts[array] + line * jumps[array] + i, values[result]);
        }
      }
    }
  }

  private static double read(Object array, int index) {
    return array instanceof boolean[] flags
        ? (flags[index] ? 1 : 0)
        : Array.getDouble(array, index);
  }

  private static void write(Object array, int index, double value) {
    switch (array) {
      case float[] floats -> floats[index] = (float) value;
      case double[] doubles -> doubles[index] = value;
      case boolean[] flags -> flags[index] = value != 0;
      default -> throw new AssertionError(array.getClass());
    }
  }
}
