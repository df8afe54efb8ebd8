// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the elementary functions are tested: everywhere, and thickly where something changes. */
final class ElementaryPoints {

  static final long SEED = 42;

  /** Neighbors taken on either side of a point of change. */
  private static final int NEIGHBORS = 20;

  private ElementaryPoints() {}

  /** The given number of random points of a type, and the neighborhoods, in a function's domain. */
  static double[] of(Code code, DType dtype, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    DoubleStream everywhere =
        DoubleStream.generate(() -> random(code, dtype, random))
            .map(dtype::round)
            .filter(x -> inside(code, x))
            .limit(count);
    DoubleStream changes =
        changes().flatMap(x -> neighbors(dtype.round(x), dtype)).filter(x -> inside(code, x));
    return DoubleStream.concat(everywhere, changes).toArray();
  }

  /** By turns any bits, the range in which the result changes, around one, and small. */
  private static double random(Code code, DType dtype, SplittableRandom random) {
    double sign = code == Code.LOG || code == Code.LOG2 || random.nextBoolean() ? 1 : -1;
    double power = code == Code.EXP2 ? 1.5 : 1;
    double range = power * (dtype == DType.F32 ? 110 : 750);
    return switch (random.nextInt(4)) {
      case 0 ->
          dtype == DType.F32
              ? Float.intBitsToFloat(random.nextInt())
              : Double.longBitsToDouble(random.nextLong());
      case 1 -> sign * random.nextDouble(range);
      case 2 -> sign * random.nextDouble(4);
      default -> sign * Math.scalb(random.nextDouble(1, 2), random.nextInt(-60, 3));
    };
  }

  private static boolean inside(Code code, double x) {
    return Double.isFinite(x)
        && switch (code) {
          case LOG, LOG2 -> x > 0;
          case LOG1P -> x > -1;
          default -> true;
        };
  }

  /** Ends of ranges, thresholds of choices, and where the power of two or its parity changes. */
  private static DoubleStream changes() {
    double ln2 = StrictMath.log(2);
    DoubleStream thresholds =
        DoubleStream.of(
            0,
            Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Float.MAX_VALUE,
            Double.MAX_VALUE,
            0x1p-26,
            0x1p-55,
            0x1p-25,
            0x1p-54,
            0.7,
            0.5495,
            0.84,
            1,
            2,
            4,
            6,
            10,
            10.06,
            10.5,
            20,
            27.2265,
            27.5,
            40,
            88.722839,
            89,
            103.97208,
            104,
            128,
            128.4,
            149,
            150,
            1024,
            1024.3,
            1074,
            1075,
            709.782712893384,
            710,
            745.1332191019412,
            746,
            Math.nextDown(1.0),
            1 - 0x1p-24,
            Math.sqrt(2) - 1,
            1 - Math.sqrt(0.5));
    DoubleStream halves =
        DoubleStream.iterate(0.25, k -> k < 1100, k -> k < 8 ? k + 0.25 : k * 1.5)
            .map(k -> k * StrictMath.log(2));
    DoubleStream roots =
        IntStream.of(-1074, -1022, -300, -150, -127, -20, -2, -1, 0, 1, 2, 20, 126, 127, 1023)
            .mapToDouble(k -> Math.scalb(Math.sqrt(2), k));
    return Stream.of(thresholds, halves, roots)
        .flatMapToDouble(points -> points)
        .flatMap(x -> DoubleStream.of(x, -x));
  }

  private static DoubleStream neighbors(double x, DType dtype) {
    double[] around = new double[2 * NEIGHBORS + 1];
    double up = x;
    double down = x;
    around[0] = x;
    for (int i = 1; i <= NEIGHBORS; i++) {
      up = next(up, Double.POSITIVE_INFINITY, dtype);
      down = next(down, Double.NEGATIVE_INFINITY, dtype);
      around[2 * i - 1] = up;
      around[2 * i] = down;
    }
    return Arrays.stream(around);
  }

  private static double next(double x, double towards, DType dtype) {
    return dtype == DType.F32 ? Math.nextAfter((float) x, towards) : Math.nextAfter(x, towards);
  }
}
