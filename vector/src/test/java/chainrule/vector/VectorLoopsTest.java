// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static chainrule.array.Letters.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.InterpretedLoop;
import chainrule.array.Loop;
import chainrule.array.Loop.Access;
import chainrule.array.Program;
import chainrule.array.jit.Frame;
import chainrule.array.jit.PlainLoops;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interpreted, plain and vector loops give the same bits. */
class VectorLoopsTest {

  private static final DType[] TYPES = {DType.F32, DType.F64};

  @Test
  void random_programs_have_the_same_bits_in_every_evaluator() {
    assertThat(compareSeeds(0, 500)).isGreaterThan(200);
  }

  @Test
  @Tag("long")
  void many_random_programs_have_the_same_bits_in_every_evaluator() {
    assertThat(compareSeeds(500, 40_000)).isGreaterThan(20_000);
  }

  /** Returns how many ran in vectors. */
  private static int compareSeeds(int first, int end) {
    int vectors = 0;
    for (int seed = first; seed < end; seed++) {
      vectors += compare(seed) ? 1 : 0;
    }
    return vectors;
  }

  private static boolean compare(int seed) {
    Random random = new Random(seed);
    DType dtype = TYPES[random.nextInt(2)];
    int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 25);
    Program program = RandomProgram.of(dtype, random, length, random.nextInt(4) == 0);
    int count = random.nextInt(30) == 0 ? 1000 + random.nextInt(100) : random.nextInt(101);
    int[] strides = new int[RandomProgram.SOURCES.size()];
    int[] starts = new int[strides.length];
    Object[] sources = new Object[strides.length];
    List<Access> accesses = new ArrayList<>();
    int most = random.nextInt(3) == 0 ? 4 : 2;
    for (int source = 0; source < strides.length; source++) {
      strides[source] = random.nextInt(most);
      starts[source] = random.nextInt(5);
      accesses.add(Access.of(strides[source]));
      sources[source] =
          RandomProgram.array(
              program.sourceType(source), starts[source] + count * strides[source] + 1, random);
    }
    int[] resultStarts = {random.nextInt(3), random.nextInt(3), random.nextInt(3)};
    List<Loop> loops = new ArrayList<>();
    loops.add(new InterpretedLoop(program));
    loops.add(PlainLoops.of(program, accesses));
    VectorLoops.of(program, accesses, count).ifPresent(loop -> loops.add(loop.loop()));
    Object[] wanted = new Object[0];
    for (Loop loop : loops) {
      Object[] results = results(program, count + 4);
      run(loop, sources, starts, strides, results, resultStarts, count);
      wanted = wanted.length == 0 ? results : wanted;
      for (int result = 0; result < results.length; result++) {
        int place = Bits.mismatch(wanted[result], results[result]);
        if (place >= 0) {
          fail("seed %s: result %s at %s by %s of %s", seed, result, place, loop, program);
        }
      }
    }
    return loops.size() == 3;
  }

  /** The elements before and behind those computed must stay as they are. */
  private static Object[] results(Program program, int length) {
    Object[] results = new Object[program.outputs().size()];
    for (int result = 0; result < results.length; result++) {
      results[result] = RandomProgram.array(program.outputType(result), length, new Random(1));
    }
    return results;
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void every_code_runs_in_vectors_unless_it_is_strict(Code code) {
    for (DType dtype : TYPES) {
      List<Expr> operands = new ArrayList<>();
      for (int operand = 0; operand < code.arity(); operand++) {
        boolean condition = code.kind() == Code.Kind.LOGIC || (code == Code.CHOOSE && operand == 0);
        operands.add(condition ? Expr.flag(operand) : new Expr.Input(operand));
      }
      Program program = Program.of(dtype, new Expr.Apply(code, operands));
      List<Access> accesses = program.sources().stream().map(_ -> Access.DENSE).toList();
      assertThat(VectorLoops.of(program, accesses, 100).isPresent())
          .isEqualTo(code.kind() != Code.Kind.STRICT);
    }
  }

  @Test
  void a_result_may_replace_its_source() {
    Program program = Program.of(DType.F32, a.times(a).then(Code.EXP));
    float[] numbers = new float[77];
    float[] wanted = new float[77];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / 30f;
    }
    List<Access> dense = List.of(Access.DENSE);
    int[] start = new int[1];
    int[] stride = {1};
    Object[] sources = {numbers};
    Loop plain = PlainLoops.of(program, dense);
    run(plain, sources, start, stride, new Object[] {wanted}, start, numbers.length);
    Loop vectors = VectorLoops.of(program, dense, 77).orElseThrow().loop();
    run(vectors, sources, start, stride, new Object[] {numbers}, start, numbers.length);
    assertThat(numbers).containsExactly(wanted);
  }

  @Test
  void rounding_is_exact_over_the_whole_range_of_f32() {
    float[] numbers = new float[1 << 16];
    for (Code code : new Code[] {Code.ROUND, Code.FLOOR, Code.CEIL, Code.TRUNCATE}) {
      Program program = Program.of(DType.F32, a.then(code));
      Loop vectors = VectorLoops.of(program, List.of(Access.DENSE), 100).orElseThrow().loop();
      Loop plain = PlainLoops.of(program, List.of(Access.DENSE));
      for (int first = 0; first < 3; first++) {
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Float.intBitsToFloat((i << 16) + (first * 0x5555 + i * 31 & 0xffff));
        }
        float[][] results = new float[2][numbers.length];
        Object[] sources = {numbers};
        int[] start = new int[1];
        int[] stride = {1};
        run(plain, sources, start, stride, new Object[] {results[0]}, start, numbers.length);
        run(vectors, sources, start, stride, new Object[] {results[1]}, start, numbers.length);
        assertThat(Bits.mismatch(results[0], results[1])).isEqualTo(-1);
      }
    }
  }

  private static void run(
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
}
