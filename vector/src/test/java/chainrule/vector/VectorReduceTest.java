// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.spi.Backends;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reductions in vectors have the bits of the reference. */
class VectorReduceTest {

  private static final int[] COUNTS = {
    0,
    1,
    15,
    16,
    17,
    31,
    32,
    33,
    47,
    100,
    784,
    4095,
    4096,
    4097,
    2 * 4096,
    3 * 4096,
    3 * 4096 + 19,
    5 * 4096 - 1,
    7 * 4096 + 1
  };
  private static final List<Optional<Program>> MAPS =
      List.of(
          Optional.empty(),
          Optional.of(Program.of(DType.F64, a.times(a))),
          Optional.of(Program.of(DType.F64, a.then(Code.ABS))),
          Optional.of(Program.of(DType.F64, a.then(Code.ABS).plus(1).then(Code.EXPONENT))));
  private static final Optional<Program> MEAN = Optional.of(Program.of(DType.F64, a.over(b)));

  private final Random random = new Random(7);
  private int done;

  @ParameterizedTest
  @EnumSource(Monoid.class)
  void rows(Monoid monoid) {
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      for (int count : COUNTS) {
        for (Optional<Program> map : MAPS) {
          check(monoid, map, MEAN, operand(dtype, 3, count), 1);
          check(monoid, map, Optional.empty(), operand(dtype, count), 0);
        }
      }
    }
    assertThat(done > 0).isEqualTo(monoid != Monoid.PRODUCT);
  }

  @ParameterizedTest
  @EnumSource(Monoid.class)
  void columns(Monoid monoid) {
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      for (int count : COUNTS) {
        for (int width : new int[] {1, 3, 8, 10, 16, 37, 64, 127, 260, 513}) {
          if (count * width < 80_000) {
            Operand input = operand(dtype, count, width);
            Operand turned = input.with(input.view().permute(1, 0));
            check(monoid, Optional.empty(), MEAN, turned, 1);
          }
        }
      }
    }
    assertThat(done > 0).isEqualTo(monoid != Monoid.PRODUCT);
  }

  @Test
  void axes_kept_in_the_middle_and_slices() {
    Operand input = operand(DType.F32, 20, 30, 40);
    Operand turned = input.with(input.view().permute(1, 0, 2));
    Operand sliced = input.with(input.view().slice(0, 19, 10, -2).slice(2, 5, 33, 1));
    for (int kept = 0; kept < 3; kept++) {
      for (Optional<Program> map : MAPS) {
        check(Monoid.SUM, map, Optional.empty(), turned, kept);
        check(Monoid.SUM, map, Optional.empty(), sliced, kept);
        check(Monoid.SUM, map, Optional.empty(), back(sliced), kept);
      }
    }
    assertThat(done).isPositive();
  }

  private static Operand back(Operand operand) {
    return operand.with(operand.view().permute(2, 1, 0));
  }

  @Test
  void elementary_functions_done_first() {
    Optional<Program> exp = Optional.of(Program.of(DType.F64, a.minus(3).then(Code.EXP)));
    check(Monoid.SUM, exp, MEAN, operand(DType.F32, 5, 300), 1);
    check(Monoid.SUM, exp, Optional.empty(), operand(DType.F64, 4099), 0);
    assertThat(done).isEqualTo(2);
  }

  @Test
  void other_types_are_left_to_the_reference() {
    for (DType dtype : new DType[] {DType.I32, DType.I64, DType.U8, DType.BOOL}) {
      check(Monoid.SUM, Optional.empty(), Optional.empty(), operand(dtype, 3, 1000), 1);
    }
    assertThat(done).isZero();
  }

  private Operand operand(DType dtype, long... sizes) {
    Operand operand = Operand.allocate(dtype, Shape.of(sizes));
    boolean rough = random.nextInt(5) == 0;
    for (long i = 0; i < operand.shape().count(); i++) {
      double value =
          switch (random.nextInt(rough ? 60 : 1000)) {
            case 0 -> -0.0;
            case 1 -> rough ? Double.NEGATIVE_INFINITY : 0;
            case 2 -> rough ? Double.NaN : -0.0;
            default -> random.nextGaussian() * Math.scalb(1.0, random.nextInt(20) - 10);
          };
      operand.storage().set(i, dtype.round(value));
    }
    return operand;
  }

  private void check(
      Monoid monoid, Optional<Program> map, Optional<Program> finish, Operand input, int kept) {
    Work.Reduce wanted = work(monoid, map, finish, input, kept);
    Work.Reduce found = work(monoid, map, finish, input, kept);
    Backends.reference().run(wanted, Workers.of(1));
    if (!VectorReduce.run(found, Workers.of(3))) {
      return;
    }
    done++;
    int place = Bits.mismatch(wanted.output().array(), found.output().array());
    if (place >= 0) {
      fail("%s of %s, %s kept: result %s", monoid, input.view(), kept, place);
    }
  }

  private static Work.Reduce work(
      Monoid monoid, Optional<Program> map, Optional<Program> finish, Operand input, int kept) {
    DType dtype = input.dtype().isFloating() ? input.dtype() : DType.F64;
    Operand output = Operand.allocate(dtype, input.shape().part(0, kept));
    return new Work.Reduce(monoid, map, finish, input, output);
  }
}
