// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.BandTask;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that go through several works at once have the bits of one work after the other. */
class BandTest {

  private static final Backend VECTOR = new VectorBackend();

  /** The norm of layers and its weight: what passes is left out of memory if so asked. */
  private static Work.Band norm(DType dtype, int rows, int columns, boolean kept) {
    Shape whole = Shape.of(rows, columns);
    Operand input = Operand.allocate(dtype, whole);
    Operand weight = Operand.allocate(dtype, Shape.of(columns));
    Random random = new Random(rows);
    for (Operand operand : List.of(input, weight)) {
      for (long i = 0; i < operand.shape().count(); i++) {
        operand.storage().set(i, dtype.round(random.nextGaussian()));
      }
    }
    Operand mean = passing(dtype, Shape.of(rows), kept);
    Operand distance = passing(dtype, whole, kept);
    Operand square = passing(dtype, Shape.of(rows), kept);
    Operand root = Operand.allocate(dtype, Shape.of(rows, 1));
    Operand output = Operand.allocate(dtype, whole);
    Optional<Program> average = Optional.of(Program.of(DType.F64, a.over(b)));
    Optional<Program> squared = Optional.of(Program.of(DType.F64, a.times(a)));
    List<Work> parts =
        List.of(
            new Work.Reduce(Monoid.SUM, Optional.empty(), average, input, mean),
            loop(dtype, a.minus(b), distance, input, column(mean, whole)),
            new Work.Reduce(Monoid.SUM, squared, average, distance, square),
            loop(dtype, a.plus(1e-5).then(Code.SQRT), root, square.with(View.of(root.shape()))),
            loop(
                dtype,
                a.over(b).times(new Expr.Input(2)),
                output,
                distance,
                column(root, whole),
                weight.with(weight.view().expand(whole))));
    return new Work.Band(parts, List.of(mean, distance, square));
  }

  private static Operand passing(DType dtype, Shape shape, boolean kept) {
    Operand operand = Operand.allocate(dtype, kept ? shape : Shape.of(0));
    return operand.with(View.of(shape));
  }

  private static Operand column(Operand operand, Shape shape) {
    Operand column = operand.with(View.of(Shape.of(shape.size(0), 1)));
    return column.with(column.view().expand(shape));
  }

  private static Work loop(DType dtype, Expr expr, Operand output, Operand... inputs) {
    return new Work.Elementwise(Program.of(dtype, expr), List.of(inputs), List.of(output));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,17", "2,3", "100,10", "33,16", "257,1", "1024,100", "5,4096", "70,1000"})
  void rows_have_the_bits_of_one_work_after_the_other(int rows, int columns) {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      Work.Band wanted = norm(dtype, rows, columns, true);
      Backends.reference().run(wanted, Workers.of(1));
      for (Backend backend : List.of(VECTOR, Backends.reference())) {
        Work.Band found = norm(dtype, rows, columns, false);
        Task task = Backends.prepare(backend, found);
        assertThat(task).isInstanceOf(BandTask.class);
        for (int workers : new int[] {1, 2, 3}) {
          task.run(Workers.of(workers));
          compare(wanted, found);
        }
        Work.Band other = norm(dtype, rows, columns, false);
        List<Operand> before = found.operands().toList();
        List<Operand> after = other.operands().toList();
        for (int operand = 0; operand < before.size(); operand++) {
          task.rebind(before.get(operand).array(), after.get(operand).array());
        }
        task.run(Workers.of(2));
        compare(wanted, other);
        Work.Band run = norm(dtype, rows, columns, true);
        Backends.run(backend, run, Workers.of(2));
        compare(wanted, run);
      }
    }
  }

  private static void compare(Work.Band wanted, Work.Band found) {
    assertThat(found.outputs()).hasSize(2);
    for (int output = 0; output < 2; output++) {
      Object first = wanted.outputs().get(output).array();
      assertThat(Bits.mismatch(first, found.outputs().get(output).array())).isEqualTo(-1);
    }
  }

  @Test
  @Tag("garbage")
  void nothing_is_allocated_by_a_run() {
    for (Backend backend : List.of(VECTOR, Backends.reference())) {
      Task task = Backends.prepare(backend, norm(DType.F32, 100, 20, false));
      assertThat(Allocation.settles(task)).as(backend.name()).isTrue();
    }
  }

  @Test
  void rows_of_several_blocks_are_not_run_together() {
    Work.Band band = norm(DType.F32, 3, 4097, true);
    assertThat(BandTask.suits(band)).isFalse();
    assertThat(BandTask.suits(norm(DType.F32, 3, 4096, true))).isTrue();
    assertThat(Backends.prepare(VECTOR, band)).isNotInstanceOf(BandTask.class);
  }

  @Test
  void inputs_are_what_no_part_makes_and_outputs_what_does_not_pass() {
    Work.Band band = norm(DType.F32, 4, 5, true);
    assertThat(band.inputs().stream().map(Operand::array).distinct()).hasSize(2);
    assertThat(band.outputs().stream().map(Operand::shape))
        .containsExactly(Shape.of(4, 1), Shape.of(4, 5));
  }
}
