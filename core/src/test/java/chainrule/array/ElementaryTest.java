// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.jit.PlainLoops;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ElementaryTest {

  private static final double CONTRACT = 2;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @MethodSource("kernels")
  void every_kernel_is_within_two_ulps(Code code, DType dtype) {
    assertThat(worst(code, dtype, 20_000)).isLessThan(CONTRACT);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("kernels")
  void every_kernel_is_within_two_ulps_at_a_million_points(Code code, DType dtype) {
    assertThat(worst(code, dtype, 1_000_000)).isLessThan(CONTRACT);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void the_interpreter_gives_the_same_bits(Code code, DType dtype) {
    Program program = Program.of(dtype, Expr.of(code, Letters.a));
    double[] points = ElementaryPoints.of(code, dtype, 3_000);
    double[] compiled = run(program, points);
    double[] interpreted = Arrays.stream(points).map(x -> Interpreter.run(program, x)[0]).toArray();
    assertThat(compiled).isEqualTo(interpreted);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void special_arguments_give_the_limits(Code code, DType dtype) {
    double[] arguments = {-INFINITY, -0.0, 0, INFINITY, Double.NaN};
    assertThat(run(Program.of(dtype, Expr.of(code, Letters.a)), arguments))
        .isEqualTo(limits(code, dtype));
  }

  private static double[] limits(Code code, DType dtype) {
    double nan = Double.NaN;
    double log2 = dtype.round(StrictMath.log(2));
    return switch (code) {
      case EXP, EXP2 -> new double[] {0, 1, 1, INFINITY, nan};
      case EXPM1 -> new double[] {-1, -0.0, 0, INFINITY, nan};
      case LOG, LOG2 -> new double[] {nan, -INFINITY, -INFINITY, INFINITY, nan};
      case LOG1P -> new double[] {nan, -0.0, 0, INFINITY, nan};
      case TANH, ERF -> new double[] {-1, -0.0, 0, 1, nan};
      case ERFC -> new double[] {2, 1, 1, 0, nan};
      case SIGMOID -> new double[] {0, 0.5, 0.5, 1, nan};
      case SOFTPLUS -> new double[] {0, log2, log2, INFINITY, nan};
      default -> throw new AssertionError(code);
    };
  }

  @ParameterizedTest
  @MethodSource("types")
  void logarithms_end_where_their_arguments_do(DType dtype) {
    double least = dtype == DType.F32 ? Float.MIN_VALUE : Double.MIN_VALUE;
    double step = dtype == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    assertThat(run(Program.of(dtype, Expr.of(Code.LOG, Letters.a)), -least, -1, 1))
        .containsExactly(Double.NaN, Double.NaN, 0);
    assertThat(run(Program.of(dtype, Expr.of(Code.LOG1P, Letters.a)), -1, -1 - step, -INFINITY))
        .containsExactly(-INFINITY, Double.NaN, Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("types")
  void powers_of_two_are_exact(DType dtype) {
    int least = dtype == DType.F32 ? -149 : -1074;
    int most = dtype == DType.F32 ? 127 : 1023;
    double[] exponents = IntStream.rangeClosed(least, most).asDoubleStream().toArray();
    double[] powers = Arrays.stream(exponents).map(k -> Math.scalb(1.0, (int) k)).toArray();
    assertThat(run(Program.of(dtype, Expr.of(Code.EXP2, Letters.a)), exponents)).isEqualTo(powers);
    assertThat(run(Program.of(dtype, Expr.of(Code.LOG2, Letters.a)), powers)).isEqualTo(exponents);
  }

  @ParameterizedTest
  @MethodSource("types")
  void far_tails_are_tiny_and_not_zero(DType dtype) {
    assertThat(run(Program.of(dtype, Expr.of(Code.SIGMOID, Letters.a)), -100)[0])
        .isCloseTo(StrictMath.exp(-100), within(dtype));
    assertThat(run(Program.of(dtype, Expr.of(Code.SOFTPLUS, Letters.a)), -50)[0])
        .isCloseTo(StrictMath.exp(-50), within(dtype));
  }

  @ParameterizedTest
  @MethodSource("types")
  void odd_functions_are_odd_to_the_bit(DType dtype) {
    for (Code code : List.of(Code.TANH, Code.ERF)) {
      Program program = Program.of(dtype, Expr.of(code, Letters.a));
      double[] points = ElementaryPoints.of(code, dtype, 2_000);
      double[] negative = run(program, Arrays.stream(points).map(x -> -x).toArray());
      assertThat(Arrays.stream(negative).map(y -> -y).toArray()).isEqualTo(run(program, points));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void kernels_are_short_and_made_of_primitives(Code code, DType dtype) {
    List<Code> steps =
        Program.of(dtype, Expr.of(code, Letters.a)).instructions().stream()
            .flatMap(step ->
                step instanceof Program.Compute compute
                    ? Stream.of(compute.code())
                    : Stream.empty())
            .toList();
    int rare = code == Code.ERFC ? 40 : 0;
    assertThat(steps).hasSizeLessThanOrEqualTo((dtype == DType.F32 ? 40 : 60) + rare);
    assertThat(steps).extracting(Code::kind).doesNotContain(Code.Kind.ELEMENTARY, Code.Kind.STRICT);
  }

  private static Offset<Double> within(DType dtype) {
    return Offset.offset(dtype == DType.F32 ? 1e-28 : 1e-55);
  }

  private static double worst(Code code, DType dtype, int count) {
    double[] points = ElementaryPoints.of(code, dtype, count);
    double[] results = run(Program.of(dtype, Expr.of(code, Letters.a)), points);
    double worst = 0;
    double where = 0;
    for (int i = 0; i < points.length; i++) {
      double error = Precise.of(code, points[i]).ulps(results[i], dtype);
      if (error > worst) {
        worst = error;
        where = points[i];
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s %s: at most %.3f ulp, at %s (%d points, seed %d)%n",
        code.symbol(),
        dtype,
        worst,
        where,
        points.length,
        ElementaryPoints.SEED);
    return worst;
  }

  private static double[] run(Program program, double... points) {
    Loop loop = PlainLoops.of(program, List.of(Loop.Access.DENSE));
    boolean single = program.dtype() == DType.F32;
    Object results = single ? new float[points.length] : new double[points.length];
    Object sources = single ? floats(points) : points;
    int[] zeros = new int[2];
    loop.run(new Object[] {sources, results}, zeros, new int[] {1, 1}, zeros, 1, points.length);
    return results instanceof float[] array ? doubles(array) : (double[]) results;
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  static Stream<DType> types() {
    return Stream.of(DType.F32, DType.F64);
  }

  static Stream<Arguments> kernels() {
    return Arrays.stream(Code.values())
        .filter(code -> code.kind() == Code.Kind.ELEMENTARY)
        .flatMap(code -> types().map(dtype -> Arguments.of(code, dtype)));
  }
}
