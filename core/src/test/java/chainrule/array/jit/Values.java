// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.DType;
import chainrule.array.Loop;
import java.util.List;
import java.util.stream.DoubleStream;

/** Arrays of numbers on which implementations like to differ. */
final class Values {

  /** Zeros, halves, limits of both types, infinities and NaN. */
  static final double[] EDGES = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    0.49999997,
    -0.3,
    3.7,
    -3.7,
    100.25,
    -126,
    127,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    0x1p23 - 0.5,
    0x1p23 + 1,
    -0x1p22 - 0.5,
    0x1p52 - 0.5,
    0x1p52 + 1,
    1e300,
    -1e-310,
    Double.MIN_VALUE
  };

  /** Exponents, what 2^x is specified for. */
  static final double[] EXPONENTS = DoubleStream.iterate(-126, x -> x + 1).limit(254).toArray();

  /** Positive normal numbers of both types. */
  static final double[] NORMALS = {
    1, 1.5, 2, 0.75, 3.1415927, Float.MIN_NORMAL, Float.MAX_VALUE, 1e-30, 1e30, 0x1.fffffep0, 10
  };

  private Values() {}

  /** Runs a loop along one line. */
  static void run(
      Loop loop,
      Object[] sources,
      int[] starts,
      int[] steps,
      Object[] results,
      int[] resultStarts,
      int count) {
    Frame frame = Frame.of(sources.length + results.length);
    for (int source = 0; source < sources.length; source++) {
      frame.set(source, sources[source], starts[source], steps[source], 0);
    }
    for (int result = 0; result < results.length; result++) {
      frame.set(sources.length + result, results[result], resultStarts[result], 1, 0);
    }
    frame.run(loop, 1, count);
  }

  /** Numbers as an array of a type, conditions where they are not zero. */
  static Object array(DType dtype, double... numbers) {
    switch (dtype) {
      case F32 -> {
        float[] array = new float[numbers.length];
        for (int i = 0; i < array.length; i++) {
          array[i] = (float) numbers[i];
        }
        return array;
      }
      case F64 -> {
        return numbers.clone();
      }
      case BOOL -> {
        boolean[] array = new boolean[numbers.length];
        for (int i = 0; i < array.length; i++) {
          array[i] = numbers[i] != 0;
        }
        return array;
      }
      default -> throw new AssertionError(dtype);
    }
  }

  /** The bits of an array's elements; every NaN alike. */
  static List<Long> bits(Object array) {
    return switch (array) {
      case float[] floats -> {
        Long[] bits = new Long[floats.length];
        for (int i = 0; i < bits.length; i++) {
          bits[i] = (long) Float.floatToIntBits(floats[i]);
        }
        yield List.of(bits);
      }
      case double[] doubles -> DoubleStream.of(doubles).mapToObj(Double::doubleToLongBits).toList();
      case boolean[] flags -> {
        Long[] bits = new Long[flags.length];
        for (int i = 0; i < bits.length; i++) {
          bits[i] = flags[i] ? 1L : 0L;
        }
        yield List.of(bits);
      }
      default -> throw new AssertionError(array.getClass());
    };
  }
}
