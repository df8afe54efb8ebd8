// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Loop.Access;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.array.jit.PlainLoops;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

  private static final Program SUM = Program.of(DType.F64, a.plus(b.times(1000)));

  private static Operand counting(long... sizes) {
    Operand operand = Operand.allocate(DType.F64, Shape.of(sizes));
    for (long i = 0; i < operand.shape().count(); i++) {
      operand.storage().set(i, i);
    }
    return operand;
  }

  private static Operand expanded(Operand operand, long... sizes) {
    return operand.with(operand.view().expand(Shape.of(sizes)));
  }

  private static Work.Elementwise work(Operand... inputs) {
    return new Work.Elementwise(
        SUM, List.of(inputs), List.of(Operand.allocate(DType.F64, inputs[0].shape())));
  }

  private static void run(Work.Elementwise work) {
    Lines lines = Lines.of(work);
    lines.run(PlainLoops.of(SUM, lines.accesses()), Workers.of(2));
    Operand result = work.outputs().getFirst();
    for (long i = 0; i < result.shape().count(); i++) {
      double first = element(work.inputs().get(0), i);
      double second = element(work.inputs().get(1), i);
      assertThat(result.storage().get(i)).isEqualTo(first + second * 1000);
    }
  }

  private static double element(Operand operand, long index) {
    return operand.storage().get(operand.view().position(index));
  }

  @Test
  void whole_tensors_are_one_line_however_many_axes_they_have() {
    Work.Elementwise work = work(counting(3, 4, 5), counting(3, 4, 5));
    Lines lines = Lines.of(work);
    assertThat(lines.length()).isEqualTo(60);
    assertThat(lines.accesses()).containsExactly(Access.DENSE, Access.DENSE);
    run(work);
  }

  @Test
  void a_row_added_to_every_row_is_a_line_for_each() {
    Work.Elementwise work = work(counting(4, 50), expanded(counting(50), 4, 50));
    Lines lines = Lines.of(work);
    assertThat(lines.length()).isEqualTo(50);
    assertThat(lines.count()).isEqualTo(200);
    run(work);
  }

  @Test
  void a_column_added_to_every_column_is_fixed_along_a_line() {
    Work.Elementwise work = work(counting(4, 50), expanded(counting(4, 1), 4, 50));
    assertThat(Lines.of(work).accesses()).containsExactly(Access.DENSE, Access.FIXED);
    run(work);
  }

  @Test
  void axes_of_size_one_do_not_part_a_line() {
    Operand sliced = counting(8, 3, 5);
    Operand first = sliced.with(sliced.view().slice(0, 2, 1, 1));
    Work.Elementwise work = work(first, expanded(counting(1, 3, 5), 1, 3, 5));
    assertThat(Lines.of(work).length()).isEqualTo(15);
    run(work);
  }

  @Test
  void a_single_number_is_a_line_of_one() {
    Work.Elementwise work = work(counting(), counting());
    assertThat(Lines.of(work).length()).isEqualTo(1);
    run(work);
  }

  @Test
  void transposed_flipped_and_sliced_operands_are_read_where_they_lie() {
    Operand first = counting(6, 7, 8);
    Operand second = counting(8, 7, 12);
    View permuted = second.view().permute(2, 1, 0).slice(0, 11, 6, -2);
    run(work(first, second.with(permuted)));
    run(work(second.with(permuted), first));
  }

  @Test
  void nothing_is_done_for_no_elements() {
    for (long[] sizes : new long[][] {{0}, {3, 0}, {0, 5}, {2, 0, 4}}) {
      Work.Elementwise work = work(counting(sizes), counting(sizes));
      assertThat(Lines.of(work).length()).isZero();
      assertThat(Lines.of(work).count()).isZero();
      run(work);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {16_383, 16_384, 16_385, 50_000})
  void long_lines_are_parted(long length) {
    run(work(counting(length), counting(length)));
    run(work(counting(3, length), expanded(counting(length), 3, length)));
  }

  @Test
  void chunks_are_set_by_the_shape() {
    Workers one = Workers.of(1);
    Workers three = Workers.of(3);
    Work.Elementwise work = work(counting(3, 40_000), expanded(counting(40_000), 3, 40_000));
    Lines lines = Lines.of(work);
    for (Workers workers : List.of(one, three)) {
      long before = workers.chunksDone().stream().mapToLong(Long::longValue).sum();
      lines.run(PlainLoops.of(SUM, lines.accesses()), workers);
      long after = workers.chunksDone().stream().mapToLong(Long::longValue).sum();
      assertThat(after - before).isEqualTo(9);
    }
  }

  @Test
  void a_program_without_sources_fills_its_outputs() {
    Operand result = Operand.allocate(DType.F32, Shape.of(3, 4));
    Program seven = Program.of(DType.F32, Expr.of(7));
    Work.Elementwise work = new Work.Elementwise(seven, List.of(), List.of(result));
    Lines.of(work).run(PlainLoops.of(seven, List.of()), Workers.of(1));
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      values.add(result.storage().get(i));
    }
    assertThat(values).isEqualTo(Collections.nCopies(12, 7.0));
  }

  @Test
  void no_chunk_is_lost_of_as_many_elements_as_an_array_can_hold() {
    long most = Integer.MAX_VALUE - 8;
    assertThat(elements(most)).isEqualTo(most);
    assertThat(elements(most / 3, 3)).isEqualTo(most / 3 * 3);
  }

  /** The elements that loops are run on, over a shape that has no memory behind it. */
  private static long elements(long... sizes) {
    View input = View.of(Shape.of(1)).expand(Shape.of(sizes));
    Operand one = counting(1);
    long[] apart = Shape.of(sizes).strides();
    apart[0]++;
    Operand other = one.with(View.of(Shape.of(sizes), apart, 0));
    Work.Elementwise work =
        new Work.Elementwise(
            SUM, List.of(one.with(input), other), List.of(one.with(View.of(Shape.of(sizes)))));
    LongAdder run = new LongAdder();
    Lines.of(work).run((_, _, _, _, lines, count) -> run.add((long) lines * count), Workers.of(2));
    return run.sum();
  }
}
