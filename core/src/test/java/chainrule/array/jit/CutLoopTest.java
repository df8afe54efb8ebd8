// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.InterpretedLoop;
import chainrule.array.Loop;
import chainrule.array.Loop.Access;
import chainrule.array.Program;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long programs are cut into methods that HotSpot compiles, with the same bits. */
class CutLoopTest {

  private static final List<Access> DENSE = List.of(Access.DENSE, Access.DENSE);

  /** Many values and conditions live across any cut. */
  private static Program program(DType dtype, int length) {
    List<Expr> values = new ArrayList<>(List.of(a, b));
    Expr condition = a.less(b);
    for (int i = 0; i < length; i++) {
      Expr early = values.get(i * 7 % values.size());
      Expr next = values.getLast().fma(Expr.of(0.5 + i), early);
      values.add(Expr.choose(condition, next, early.minus(i)));
      if (i % 10 == 0) {
        condition = condition.or(next.less(early));
      }
    }
    return Program.of(dtype, values.getLast(), condition, a, values.get(length / 2));
  }

  private static Object[] results(DType dtype, int count) {
    double[] zeros = new double[count];
    return new Object[] {
      Values.array(dtype, zeros),
      Values.array(DType.BOOL, zeros),
      Values.array(dtype, zeros),
      Values.array(dtype, zeros)
    };
  }

  @Test
  void a_cut_program_has_the_interpreters_bits() {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      for (int count : new int[] {1, 511, 512, 513, 1500}) {
        double[] numbers = new double[count + 1];
        for (int i = 0; i <= count; i++) {
          numbers[i] = StrictMath.sin(i) * 3;
        }
        Object[] sources = {Values.array(dtype, numbers), Values.array(dtype, numbers)};
        Program program = program(dtype, 300);
        Object[] wanted = results(dtype, count);
        Object[] found = results(dtype, count);
        int[] starts = {0, 1};
        int[] steps = {1, 1};
        Loop plain = PlainLoops.of(program, DENSE);
        Values.run(new InterpretedLoop(program), sources, starts, steps, wanted, new int[4], count);
        Values.run(plain, sources, starts, steps, found, new int[4], count);
        for (int result = 0; result < wanted.length; result++) {
          assertThat(Values.bits(found[result])).isEqualTo(Values.bits(wanted[result]));
        }
      }
    }
  }

  @Test
  void results_may_replace_the_sources_of_a_cut_program() {
    double[] first = {1, 2, 3};
    double[] second = {0.5, 0.25, 5};
    Program program = program(DType.F64, 300);
    Object[] wanted = results(DType.F64, 3);
    Object[] sources = {first, second};
    int[] steps = {1, 1};
    Values.run(new InterpretedLoop(program), sources, new int[2], steps, wanted, new int[4], 3);
    Object[] inPlace = {first, new boolean[3], new double[3], second};
    Loop plain = PlainLoops.of(program, DENSE);
    Values.run(plain, sources, new int[2], steps, inPlace, new int[4], 3);
    assertThat(Values.bits(first)).isEqualTo(Values.bits(wanted[0]));
    assertThat(Values.bits(second)).isEqualTo(Values.bits(wanted[3]));
  }

  @Test
  void a_short_program_stays_whole_and_a_long_one_does_not() {
    assertThat(PlainLoops.of(program(DType.F32, 10), DENSE)).isNotInstanceOf(CutLoop.class);
    assertThat(PlainLoops.of(program(DType.F32, 300), DENSE)).isInstanceOf(CutLoop.class);
  }

  @Test
  void no_piece_is_longer_than_hotspot_compiles() {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      Program program = program(dtype, 2000);
      Cutter cutter = new Cutter(program, PlainLoops::bytes, PlainLoops.MOST);
      List<Piece> pieces = cutter.pieces();
      assertThat(pieces.size()).isGreaterThan(10);
      for (Piece piece : pieces) {
        List<Loop.Access> accesses = piece.accesses(DENSE);
        byte[] bytes =
            new LoopClass(piece.program(), accesses, new PlainArithmetic(dtype), Form.WHOLE)
                .bytes("test");
        ClassFile.of().parse(bytes).methods().stream()
            .flatMap(method -> method.code().stream())
            .forEach(code -> assertThat(((CodeAttribute) code).codeLength()).isLessThan(8000));
      }
    }
  }
}
