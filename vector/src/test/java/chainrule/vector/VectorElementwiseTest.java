// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorElementwiseTest {

  private static final Program PROGRAM = Program.of(DType.F32, a.then(Code.TANH).times(b));

  private static Operand random(long... sizes) {
    Random random = new Random(3);
    Operand operand = Operand.allocate(DType.F32, Shape.of(sizes));
    for (long i = 0; i < operand.shape().count(); i++) {
      operand.storage().set(i, random.nextGaussian());
    }
    return operand;
  }

  private static boolean run(Operand first, Operand second) {
    Shape shape = first.shape();
    Operand wanted = Operand.allocate(DType.F32, shape);
    Operand found = Operand.allocate(DType.F32, shape);
    List<Operand> inputs = List.of(first, second);
    Backends.reference().run(new Work.Elementwise(PROGRAM, inputs, List.of(wanted)), Workers.of(1));
    boolean done =
        VectorElementwise.run(new Work.Elementwise(PROGRAM, inputs, List.of(found)), Workers.of(3));
    if (done) {
      assertThat(Bits.mismatch(wanted.array(), found.array())).isEqualTo(-1);
    }
    return done;
  }

  @Test
  void eight_elements_or_more_run_in_vectors() {
    for (int length = 8; length < 70; length++) {
      assertThat(run(random(length), random(length))).isTrue();
    }
    assertThat(run(random(7), random(7))).isFalse();
    assertThat(run(random(0), random(0))).isFalse();
  }

  @Test
  void broadcast_operands_run_in_vectors() {
    Shape shape = Shape.of(50, 70);
    Operand row = random(70);
    Operand column = random(50, 1);
    Operand whole = random(50, 70);
    assertThat(run(whole, row.with(row.view().expand(shape)))).isTrue();
    assertThat(run(column.with(column.view().expand(shape)), whole)).isTrue();
  }

  @Test
  void transposed_operands_run_in_vectors() {
    for (int width : new int[] {1, 3, 8, 15, 50, 513}) {
      Operand whole = random(width, 70);
      Operand turned = whole.with(whole.view().permute(1, 0));
      assertThat(run(turned, random(70, width))).isTrue();
      assertThat(run(turned, turned)).isTrue();
    }
  }

  @Test
  void long_lines_are_parted_among_workers() {
    assertThat(run(random(100_003), random(100_003))).isTrue();
    assertThat(run(random(2, 40_001), random(2, 40_001))).isTrue();
  }
}
