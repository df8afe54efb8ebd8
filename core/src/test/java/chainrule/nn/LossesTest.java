// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossesTest {

  private static final Tensor SCORES = Tensor.of(new double[][] {{2, -1}, {0.5, 0.25}});
  private static final Tensor LABELS = Tensor.of(DType.I64, 0, 1);

  @Test
  void every_loss_is_found_by_its_name() {
    assertThat(Losses.all()).extracting(Loss::name).doesNotHaveDuplicates().hasSize(12);
    for (Loss loss : Losses.all()) {
      assertThat(Losses.named(loss.name())).isSameAs(loss);
      assertThat(loss).hasToString(loss.name());
    }
    assertThatThrownBy(() -> Losses.named("logistic"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("no \"logistic\"")
        .hasMessageContaining("hinge, squaredHinge, binaryCrossEntropy, focal");
  }

  @Test
  void every_loss_gives_one_number_for_the_targets_it_takes() {
    for (Loss loss : Losses.all()) {
      Tensor target = loss.takesLabels() ? LABELS : LABELS.oneHot(2);
      assertThat(loss.of(SCORES, target).shape()).as(loss.name()).isEqualTo(Shape.SCALAR);
    }
  }

  @Test
  void losses_say_whether_they_take_logits() {
    assertThat(Losses.all().stream().filter(Loss::takesLogits))
        .containsExactly(
            Losses.crossEntropy(),
            Losses.hinge(),
            Losses.squaredHinge(),
            Losses.binaryCrossEntropy(),
            Losses.focal());
    assertThat(Losses.all().stream().filter(Loss::takesLabels))
        .containsExactly(Losses.crossEntropy(), Losses.hinge(), Losses.squaredHinge());
  }

  @Test
  void cross_entropy_takes_rows_of_probabilities() {
    Tensor logits = SCORES.to(DType.F64).detach().requiresGrad();
    Tensor target = Tensor.of(DType.F64, 0.25, 0.75, 1, 0).reshape(2, 2);
    Loss loss = Losses.crossEntropy();
    double first = StrictMath.log(1 + StrictMath.exp(-3));
    double second = StrictMath.log(1 + StrictMath.exp(-0.25));
    Tensor value = loss.of(logits, target);
    assertThat(value.item()).isCloseTo((first + 0.75 * 3 + second) / 2, within(1e-15));
    value.backward();
    Tensor expected = logits.softmax(1).minus(target).times(0.5);
    assertThat(logits.grad().allClose(expected, 1e-14, 1e-14)).isTrue();
    assertThat(loss.of(SCORES, LABELS.oneHot(2)).item())
        .isCloseTo(loss.of(SCORES, LABELS).item(), within(1e-7));
    for (Tensor wrong : List.of(Tensor.of(1, 2), Tensor.zeros(2, 3), Tensor.zeros(1, 2))) {
      assertThatThrownBy(() -> loss.of(SCORES, wrong))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("prediction is F32[2, 2], target is " + wrong.spec());
    }
    assertThatThrownBy(() -> loss.of(Tensor.zeros(3, 1), Tensor.zeros(3, 1)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void hinge_and_binary_cross_entropy_by_hand() {
    // Row 1 keeps its margin; row 2 has 0.5 - 0.25 + 1.
    assertThat(Losses.hinge().of(SCORES, LABELS).item()).isEqualTo(0.625);
    var logits = Tensor.of(DType.F64, 0, 0);
    assertThat(Losses.binaryCrossEntropy().of(logits, Tensor.of(DType.F64, 1, 0)).item())
        .isCloseTo(StrictMath.log(2), within(1e-15));
  }
}
