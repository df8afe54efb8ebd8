// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.InterpretedLoop;
import chainrule.array.Loop;
import chainrule.array.Loop.Access;
import chainrule.array.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiled loops have the bits of the interpreter. */
class PlainLoopsTest {

  static Stream<Arguments> codes() {
    return Stream.of(Code.values())
        .flatMap(code -> Stream.of(DType.F32, DType.F64).map(dtype -> Arguments.of(code, dtype)));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void every_code_has_the_interpreters_bits_on_every_combination_of_edge_values(
      Code code, DType dtype) {
    Program program = program(code, dtype);
    Object[] sources = combinations(program, values(code));
    List<Access> accesses = program.sources().stream().map(_ -> Access.DENSE).toList();
    assertThat(run(PlainLoops.of(program, accesses), program, sources))
        .isEqualTo(run(new InterpretedLoop(program), program, sources));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void every_code_is_compiled(Code code, DType dtype) {
    Program program = program(code, dtype);
    List<Access> accesses = program.sources().stream().map(_ -> Access.DENSE).toList();
    assertThat(PlainLoops.of(program, accesses)).isNotInstanceOf(InterpretedLoop.class);
  }

  @Test
  void sources_move_by_their_strides_from_their_starts() {
    List<Expr> leaves = List.of(a, b, c, Expr.flag(3));
    Expr chosen = Expr.choose(Expr.flag(3), a, b);
    List<Program> programs =
        List.of(
            Program.of(DType.F64, leaves, List.of(a.fma(b, c), chosen, a.less(c))),
            Program.of(DType.F64, leaves, List.of(a.fma(b, c))));
    int[][] starts = {{5, 0, 70, 3}, {0, 0, 0, 0}, {4, 4, 4, 4}};
    int[][] strides = {{1, 0, 3, 1}, {0, 0, 0, 0}, {2, 1, -1, 2}, {1, 1, 1, 1}, {1, 1, 0, 0}};
    for (Program program : programs) {
      for (int[] start : starts) {
        for (int[] stride : strides) {
          for (int count : new int[] {0, 1, 2, 15, 64}) {
            int first = stride[2] < 0 ? 70 : start[2];
            check(program, new int[] {start[0], start[1], first, start[3]}, stride, count);
          }
        }
      }
    }
  }

  private static void check(Program program, int[] starts, int[] strides, int count) {
    double[] numbers = new double[300];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Math.scalb(i % 7 - 3, i % 5);
    }
    Object[] sources = {numbers, numbers, numbers, Values.array(DType.BOOL, numbers)};
    List<Access> accesses = Stream.of(0, 1, 2, 3).map(i -> Access.of(strides[i])).toList();
    int[] resultStarts = {4, 5, 1};
    Object[][] results = new Object[2][];
    Loop[] loops = {PlainLoops.of(program, accesses), new InterpretedLoop(program)};
    for (int which = 0; which < 2; which++) {
      results[which] = new Object[program.outputs().size()];
      for (int result = 0; result < results[which].length; result++) {
        results[which][result] = Values.array(program.outputType(result), new double[70]);
      }
      Values.run(loops[which], sources, starts, strides, results[which], resultStarts, count);
    }
    for (int result = 0; result < results[0].length; result++) {
      assertThat(Values.bits(results[0][result])).isEqualTo(Values.bits(results[1][result]));
    }
  }

  @Test
  void a_source_may_be_its_own_result() {
    float[] numbers = {1, -2, 3, -4, 5};
    Program program = Program.of(DType.F32, a.times(b).plus(a));
    Loop loop = PlainLoops.of(program, List.of(Access.DENSE, Access.DENSE));
    Values.run(
        loop,
        new Object[] {numbers, numbers},
        new int[2],
        new int[] {1, 1},
        new Object[] {numbers},
        new int[1],
        5);
    assertThat(numbers).containsExactly(2, 2, 12, 12, 30);
  }

  @Test
  void results_may_be_a_source_a_literal_or_the_same_twice() {
    Program program = Program.of(DType.F32, a, Expr.of(7), a.plus(a), a.plus(a));
    float[][] results = new float[4][3];
    Loop loop = PlainLoops.of(program, List.of(Access.DENSE));
    Values.run(
        loop,
        new Object[] {new float[] {1, 2, 3}},
        new int[1],
        new int[] {1},
        results,
        new int[4],
        3);
    assertThat(results).isDeepEqualTo(new float[][] {{1, 2, 3}, {7, 7, 7}, {2, 4, 6}, {2, 4, 6}});
  }

  @Test
  void equal_programs_share_a_loop_for_long_runs_and_one_for_short() {
    List<Access> fixed = List.of(Access.DENSE, Access.FIXED);
    Loop loop = PlainLoops.of(Program.of(DType.F32, a.plus(b)), fixed);
    assertThat(PlainLoops.of(Program.of(DType.F32, a.plus(b)), fixed)).isSameAs(loop);
    assertThat(PlainLoops.of(Program.of(DType.F32, a.plus(b)), fixed, 64)).isSameAs(loop);
    assertThat(PlainLoops.of(Program.of(DType.F32, a.plus(b)), fixed, 63)).isNotSameAs(loop);
    assertThat(PlainLoops.of(Program.of(DType.F64, a.plus(b)), fixed)).isNotSameAs(loop);
    List<Access> dense = List.of(Access.DENSE, Access.DENSE);
    assertThat(PlainLoops.of(Program.of(DType.F32, a.plus(b)), dense)).isNotSameAs(loop);
  }

  private static Program program(Code code, DType dtype) {
    List<Expr> operands = new ArrayList<>();
    for (int operand = 0; operand < code.arity(); operand++) {
      boolean condition = code.kind() == Code.Kind.LOGIC || (code == Code.CHOOSE && operand == 0);
      operands.add(condition ? Expr.flag(operand) : new Expr.Input(operand));
    }
    return Program.of(dtype, operands, List.of(new Expr.Apply(code, operands)));
  }

  private static double[] values(Code code) {
    return switch (code) {
      case POWER_OF_TWO -> Values.EXPONENTS;
      case SCALE, EXPONENT, SIGNIFICAND -> Values.NORMALS;
      default -> Values.EDGES;
    };
  }

  /** Every tuple of values, one array a source. */
  private static Object[] combinations(Program program, double[] values) {
    int sources = program.sources().size();
    int count = (int) Math.round(StrictMath.pow(values.length, sources));
    Object[] arrays = new Object[sources];
    for (int source = 0, step = 1; source < sources; source++, step *= values.length) {
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = values[i / step % values.length];
      }
      arrays[source] = Values.array(program.sourceType(source), numbers);
    }
    return arrays;
  }

  private static List<Long> run(Loop loop, Program program, Object[] sources) {
    int count = java.lang.reflect.Array.getLength(sources[0]);
    Object result = Values.array(program.outputType(0), new double[count]);
    int[] ones = new int[sources.length];
    java.util.Arrays.fill(ones, 1);
    Values.run(
        loop, sources, new int[sources.length], ones, new Object[] {result}, new int[1], count);
    return Values.bits(result);
  }
}
