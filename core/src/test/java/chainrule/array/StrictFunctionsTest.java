// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions that call {@link StrictFunctions}, and the roots, beside higher precision. */
class StrictFunctionsTest {

  private static final double CONTRACT = 2;
  private static final long SEED = 11;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  @ParameterizedTest
  @MethodSource("functions")
  void every_function_is_within_two_ulps(Code code, DType dtype) {
    assertThat(worst(code, dtype, 20_000)).isLessThan(CONTRACT);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("functions")
  void every_function_is_within_two_ulps_at_a_million_points(Code code, DType dtype) {
    assertThat(worst(code, dtype, 1_000_000)).isLessThan(CONTRACT);
  }

  @ParameterizedTest
  @MethodSource("types")
  void one_over_the_root_is_within_two_ulps(DType dtype) {
    Program program = Program.of(dtype, Expr.of(1).over(a.then(Code.SQRT)));
    SplittableRandom random = new SplittableRandom(SEED);
    double worst = 0;
    for (int point = 0; point < 20_000; point++) {
      double x = Math.abs(anything(random, dtype));
      if (x > 0 && x < INF) {
        Precise root = PreciseRare.of(Code.SQRT, x);
        DoubleDouble over = DoubleDouble.ONE.over(root.significand());
        double result = Interpreter.run(program, x)[0];
        worst = Math.max(worst, new Precise(over, -root.exponent()).ulps(result, dtype));
      }
    }
    System.out.printf(Locale.ROOT, "rsqrt %s: at most %.3f ulp (seed %d)%n", dtype, worst, SEED);
    assertThat(worst).isLessThan(CONTRACT);
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_sum_of_exponentials_near_one_keeps_its_digits(DType dtype) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int point = 0; point < 300; point++) {
      double x = dtype.round(-random.nextDouble(0.001, 3));
      double change = random.nextInt(-20, 21) * 0x1p-30 * random.nextInt(2);
      double y = dtype.round(StrictMath.log(-StrictMath.expm1(x)) + change);
      double result = Interpreter.apply(Code.LOGADDEXP, dtype, x, y, 0);
      BigDecimal exact = BigReference.of(Code.LOGADDEXP, x, y);
      double size = Math.abs(exact.doubleValue());
      double ulp = dtype == DType.F32 ? Math.ulp((float) size) : Math.ulp(size);
      double error = exact.subtract(new BigDecimal(result)).abs().doubleValue();
      assertThat(error)
          .as("logaddexp of %s and %s, seed %s", x, y, SEED)
          .isLessThan(Math.max(2 * ulp, 0x1p-100));
    }
  }

  @Test
  void special_arguments_give_the_limits() {
    assertLimits(Code.SINH, -INF, -0.0, 0, INF, NAN);
    assertLimits(Code.COSH, INF, 1, 1, INF, NAN);
    assertLimits(Code.ASINH, -INF, -0.0, 0, INF, NAN);
    assertLimits(Code.ACOSH, NAN, NAN, NAN, INF, NAN);
    assertLimits(Code.ATANH, NAN, -0.0, 0, NAN, NAN);
    assertLimits(Code.CBRT, -INF, -0.0, 0, INF, NAN);
    assertLimits(Code.LOG10, NAN, -INF, -INF, INF, NAN);
    assertLimits(Code.SIN, NAN, -0.0, 0, NAN, NAN);
    assertLimits(Code.COS, NAN, 1, 1, NAN, NAN);
    assertLimits(Code.TAN, NAN, -0.0, 0, NAN, NAN);
    assertLimits(Code.ASIN, NAN, -0.0, 0, NAN, NAN);
    assertLimits(Code.ATAN, -Math.PI / 2, -0.0, 0, Math.PI / 2, NAN);
  }

  private static void assertLimits(Code code, double... limits) {
    double[] arguments = {-INF, -0.0, 0, INF, NAN};
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      for (int i = 0; i < limits.length; i++) {
        double result = Interpreter.apply(code, dtype, arguments[i], 0, 0);
        assertThat(Double.valueOf(result))
            .as("%s of %s", code, arguments[i])
            .isEqualTo(Double.valueOf(dtype.round(limits[i])));
      }
    }
  }

  @Test
  void the_power_of_ten_and_its_logarithm_agree() {
    for (int k = 0; k <= 22; k++) {
      assertThat(StrictFunctions.log10(Math.pow(10, k))).isEqualTo(k);
    }
  }

  private static double worst(Code code, DType dtype, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    Program program = Program.of(dtype, code.arity() == 1 ? Expr.of(code, a) : Expr.of(code, a, b));
    double worst = 0;
    String where = "";
    int done = 0;
    while (done < count) {
      double x = dtype.round(draw(code, 0, random, dtype));
      double y = code.arity() == 1 ? 0 : dtype.round(draw(code, 1, random, dtype));
      if (!isInside(code, x, y)) {
        continue;
      }
      done++;
      double[] sources = code.arity() == 1 ? new double[] {x} : new double[] {x, y};
      Precise exact = code.arity() == 1 ? Precise.of(code, x) : PreciseRare.of(code, x, y);
      double error = exact.ulps(Interpreter.run(program, sources)[0], dtype);
      if (!(error <= worst)) {
        worst = error;
        where = x + (code.arity() == 1 ? "" : " and " + y);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s %s: at most %.3f ulp, at %s (%d points, seed %d)%n",
        code.symbol(),
        dtype,
        worst,
        where,
        count,
        SEED);
    return worst;
  }

  /** By turns any bits, around one, where the result overflows, and small. */
  private static double draw(Code code, int slot, SplittableRandom random, DType dtype) {
    double sign = random.nextBoolean() ? 1 : -1;
    double range = code == Code.POW && slot == 1 ? 30 : dtype == DType.F32 ? 95 : 720;
    DoubleSupplier near = () -> 1 + sign * Math.scalb(random.nextDouble(), -random.nextInt(40));
    return switch (random.nextInt(5)) {
      case 0 -> anything(random, dtype);
      case 1 -> sign * random.nextDouble(range);
      case 2 -> sign * random.nextDouble(2);
      case 3 -> near.getAsDouble();
      default -> sign * Math.scalb(random.nextDouble(1, 2), random.nextInt(-60, 3));
    };
  }

  private static double anything(SplittableRandom random, DType dtype) {
    return dtype == DType.F32
        ? Float.intBitsToFloat(random.nextInt())
        : Double.longBitsToDouble(random.nextLong());
  }

  /** Where the function is, and its judge has the digits. */
  private static boolean isInside(Code code, double x, double y) {
    return Double.isFinite(x)
        && Double.isFinite(y)
        && switch (code) {
          case ASIN, ACOS -> Math.abs(x) <= 1;
          case ATANH -> Math.abs(x) < 1;
          case ACOSH -> x > 1;
          case LOG10, SQRT -> x > 0;
          case CBRT -> x != 0;
          case POW -> Math.abs(y) < 1e300 && (x > 0 || (x < 0 && y == Math.rint(y)));
          case XLOGY -> x != 0 && y > 0;
          case XLOG1PY -> x != 0 && y > -1 && Math.abs(y) > 1e-250;
          case LOGADDEXP -> Math.abs(StrictFunctions.logaddexp(x, y)) > 0x1p-20;
          case ATAN2 -> x != 0 || y > 0;
          default -> true;
        };
  }

  static Stream<DType> types() {
    return Stream.of(DType.F32, DType.F64);
  }

  static Stream<Arguments> functions() {
    return Stream.concat(
            Stream.of(Code.SQRT),
            Stream.of(Code.values())
                .filter(code -> code.kind() == Code.Kind.STRICT && code != Code.FMOD))
        .flatMap(code -> types().map(dtype -> Arguments.of(code, dtype)));
  }
}
