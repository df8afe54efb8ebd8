// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreciseTest {

  private static final long SEED = 7;
  private static final int POINTS = 60;

  @ParameterizedTest
  @EnumSource(
      names = {
        "EXP",
        "EXP2",
        "EXPM1",
        "LOG",
        "LOG2",
        "LOG10",
        "LOG1P",
        "TANH",
        "SIGMOID",
        "SOFTPLUS",
        "ERF",
        "ERFC",
        "SQRT",
        "CBRT",
        "SIN",
        "COS",
        "TAN",
        "ASIN",
        "ACOS",
        "ATAN",
        "SINH",
        "COSH",
        "ASINH",
        "ACOSH",
        "ATANH"
      })
  void double_double_agrees_with_decimals_to_ninety_bits(Code code) {
    points(code)
        .forEach(
            x -> assertAgree(Precise.of(code, x), BigReference.of(code, x), code + " at " + x));
  }

  @ParameterizedTest
  @EnumSource(names = {"POW", "HYPOT", "XLOGY", "XLOG1PY", "LOGADDEXP", "ATAN2"})
  void so_do_functions_of_two_numbers(Code code) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int point = 0; point < POINTS; point++) {
      double x = random.nextDouble(0.01, 9);
      double y = random.nextDouble(0.01, 9) * (code == Code.XLOGY ? 1 : random.nextInt(2) - 0.1);
      assertAgree(
          PreciseRare.of(code, x, y), BigReference.of(code, x, y), code + " at " + x + ", " + y);
    }
  }

  private static void assertAgree(Precise precise, BigDecimal exact, String where) {
    BigDecimal power = BigDecimal.TWO.pow(Math.abs(precise.exponent()));
    BigDecimal significand =
        new BigDecimal(precise.significand().high())
            .add(new BigDecimal(precise.significand().low()));
    BigDecimal seen =
        precise.exponent() < 0 ? significand.divide(power) : significand.multiply(power);
    double error = seen.subtract(exact).abs().doubleValue();
    assertThat(error)
        .as("%s, seed %s", where, SEED)
        .isLessThanOrEqualTo(0x1p-90 * exact.abs().doubleValue());
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void a_neighbor_of_the_exact_value_is_one_ulp_away(DType dtype) {
    double step = dtype == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    assertThat(Precise.of(Code.EXP, 0).ulps(1, dtype)).isZero();
    assertThat(Precise.of(Code.EXP, 0).ulps(1 + step, dtype)).isOne();
    assertThat(Precise.of(Code.EXP, 0).ulps(1 - step, dtype)).isOne();
    assertThat(Precise.of(DoubleDouble.sum(1, -0x1p-80)).ulps(1 - step, dtype))
        .isCloseTo(2, within(1e-6));
    double most = dtype == DType.F32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    assertThat(Precise.of(DoubleDouble.of(most)).ulps(Double.POSITIVE_INFINITY, dtype)).isOne();
    assertThat(Precise.of(Code.EXP, 1000).ulps(Double.POSITIVE_INFINITY, dtype)).isZero();
  }

  private static DoubleStream points(Code code) {
    SplittableRandom random = new SplittableRandom(SEED);
    double least =
        switch (code) {
          case LOG, LOG2, LOG10, SQRT -> 0;
          case LOG1P, ASIN, ACOS, ATANH -> -1;
          case ACOSH -> 1;
          default -> -6;
        };
    double most = code == Code.ASIN || code == Code.ACOS || code == Code.ATANH ? 1 : 6;
    return DoubleStream.concat(
            random.doubles(POINTS / 2, least, most),
            random
                .ints(POINTS / 2, -30, 2)
                .mapToDouble(exponent -> {
                  double size = Math.scalb(random.nextDouble(0.5, 1), exponent);
                  return least >= 0 || random.nextBoolean() ? size : -size;
                }))
        .filter(x -> x > least && x < most);
  }
}
