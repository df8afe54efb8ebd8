// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Interpreter;
import chainrule.array.Program;
import chainrule.array.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reductions follow the tree to the bit, wherever their elements lie. */
class ReducerTest {

  private static final int[] COUNTS = {
    0,
    1,
    2,
    7,
    8,
    9,
    15,
    16,
    17,
    31,
    100,
    4095,
    4096,
    4097,
    8192,
    3 * 4096,
    3 * 4096 + 5,
    5 * 4096 - 1,
    7 * 4096 + 1
  };
  private static final Program SQUARE = Program.of(DType.F64, a.times(a));
  private static final Program MEAN = Program.of(DType.F64, a.over(b));
  private static final Program ROOT = Program.of(DType.F64, a.then(Code.SQRT));

  private final Random random = new Random(42);

  @ParameterizedTest
  @EnumSource(Monoid.class)
  void rows(Monoid monoid) {
    for (DType dtype : DType.values()) {
      for (int count : COUNTS) {
        Operand input = operand(dtype, 3, count);
        check(monoid, Optional.empty(), Optional.empty(), input, 1);
        check(monoid, Optional.of(SQUARE), Optional.of(MEAN), input, 1);
        check(monoid, Optional.empty(), Optional.of(ROOT), input, 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Monoid.class)
  void columns(Monoid monoid) {
    for (DType dtype : DType.values()) {
      for (int count : COUNTS) {
        for (int width : count > 4097 ? new int[] {9} : new int[] {1, 7, 8, 9, 260, 600}) {
          if (count * width < 50_000) {
            Operand input = operand(dtype, count, width);
            Operand turned = input.with(input.view().permute(1, 0));
            check(monoid, Optional.empty(), Optional.of(MEAN), turned, 1);
            check(monoid, Optional.of(SQUARE), Optional.empty(), turned, 1);
          }
        }
      }
    }
  }

  @Test
  void axes_on_both_sides_of_those_kept() {
    Operand input = operand(DType.F32, 5, 12, 70, 3);
    for (int[] order : new int[][] {{1, 0, 2, 3}, {2, 0, 1, 3}, {3, 1, 0, 2}, {1, 3, 2, 0}}) {
      for (int kept = 0; kept <= 4; kept++) {
        Operand turned = input.with(input.view().permute(order));
        check(Monoid.SUM, Optional.empty(), Optional.empty(), turned, kept);
        check(Monoid.SUM, Optional.of(SQUARE), Optional.of(ROOT), turned, kept);
      }
    }
  }

  @Test
  void sliced_flipped_and_repeated_elements() {
    Operand input = operand(DType.F32, 40, 50);
    Operand sliced = input.with(input.view().slice(0, 39, 20, -2).slice(1, 3, 30, 1));
    check(Monoid.SUM, Optional.empty(), Optional.empty(), sliced, 1);
    check(Monoid.SUM, Optional.empty(), Optional.empty(), sliced, 0);
    check(
        Monoid.SUM,
        Optional.empty(),
        Optional.empty(),
        sliced.with(sliced.view().permute(1, 0)),
        1);
    Operand one = operand(DType.F64, 1, 9);
    check(
        Monoid.SUM,
        Optional.empty(),
        Optional.empty(),
        one.with(one.view().expand(Shape.of(5000, 9)).permute(1, 0)),
        1);
  }

  @Test
  @Tag("long")
  void more_elements_than_an_array_can_hold_if_they_are_one_repeated() {
    Operand one = Operand.allocate(DType.F64, Shape.SCALAR);
    one.storage().set(0, 1);
    Operand many = one.with(one.view().expand(Shape.of(3, 1_000_000_000)));
    Operand output = Operand.allocate(DType.F64, Shape.SCALAR);
    Reducer.run(
        new Work.Reduce(Monoid.SUM, Optional.empty(), Optional.empty(), many, output),
        BlockKernel.plain(),
        Workers.of(2));
    assertThat(output.storage().get(0)).isEqualTo(3e9);
  }

  @Test
  void a_sum_of_negative_zeros_is_positive_zero() {
    Operand zeros = Operand.allocate(DType.F32, Shape.of(20));
    for (int i = 0; i < 20; i++) {
      zeros.storage().set(i, -0.0);
    }
    Operand output = Operand.allocate(DType.F32, Shape.SCALAR);
    Reducer.run(
        new Work.Reduce(Monoid.SUM, Optional.empty(), Optional.empty(), zeros, output),
        BlockKernel.plain(),
        Workers.of(1));
    assertThat(Float.floatToRawIntBits((float) output.storage().get(0))).isZero();
  }

  private Operand operand(DType dtype, long... sizes) {
    Operand operand = Operand.allocate(dtype, Shape.of(sizes));
    for (long i = 0; i < operand.shape().count(); i++) {
      double value =
          switch (random.nextInt(50)) {
            case 0 -> -0.0;
            case 1 -> 0.0;
            default -> random.nextGaussian() * Math.scalb(1.0, random.nextInt(20) - 10);
          };
      operand.storage().set(i, dtype.round(value));
    }
    return operand;
  }

  private static void check(
      Monoid monoid, Optional<Program> map, Optional<Program> finish, Operand input, int kept) {
    DType dtype = input.dtype().isFloating() ? input.dtype() : DType.F64;
    Shape shape = input.shape();
    Work.Reduce work =
        new Work.Reduce(monoid, map, finish, input, Operand.allocate(dtype, shape.part(0, kept)));
    Reducer.run(work, BlockKernel.plain(), Workers.of(2));
    int count = (int) shape.part(kept, shape.rank()).count();
    for (int result = 0; result < work.output().shape().count(); result++) {
      double[] elements = new double[count];
      for (int i = 0; i < count; i++) {
        long position = input.view().position((long) result * count + i);
        double element = input.storage().get(position);
        elements[i] = map.map(program -> Interpreter.run(program, element)[0]).orElse(element);
      }
      double joined = tree(monoid, elements);
      double wanted =
          dtype.round(finish.map(program -> finish(program, joined, count)).orElse(joined));
      double found = work.output().storage().get(result);
      if (Double.doubleToLongBits(found) != Double.doubleToLongBits(wanted)) {
        fail(
            "%s of %s, %s kept, result %s: %s instead of %s",
            monoid, input.view(), kept, result, found, wanted);
      }
    }
  }

  private static double finish(Program program, double joined, int count) {
    double[] sources =
        program.sources().stream().mapToDouble(leaf -> leaf.equals(a) ? joined : count).toArray();
    return Interpreter.run(program, sources)[0];
  }

  /** The arithmetic contract, word by word. */
  private static double tree(Monoid monoid, double[] elements) {
    List<Double> blocks = new ArrayList<>();
    for (int from = 0; from < elements.length; from += 4096) {
      double[] lanes = new double[16];
      Arrays.fill(lanes, monoid.start());
      for (int i = from; i < Math.min(elements.length, from + 4096); i++) {
        int lane = (i - from) % 16;
        lanes[lane] = monoid.join(lanes[lane], elements[i]);
      }
      for (int half : new int[] {8, 4, 2, 1}) {
        for (int lane = 0; lane < half; lane++) {
          lanes[lane] = monoid.join(lanes[lane], lanes[lane + half]);
        }
      }
      blocks.add(lanes[0]);
    }
    while (blocks.size() > 1) {
      List<Double> pairs = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i += 2) {
        boolean odd = i + 1 == blocks.size();
        pairs.add(odd ? blocks.get(i) : monoid.join(blocks.get(i), blocks.get(i + 1)));
      }
      blocks = pairs;
    }
    return blocks.isEmpty() ? monoid.start() : blocks.getFirst();
  }
}
