// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.DtypeException;
import chainrule.error.LabelException;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  @Test
  void counts_what_was_taken_for_what() {
    Tensor outputs =
        Tensor.of(new double[][] {{5, 0, 0}, {0, 5, 0}, {0, 5, 0}, {0, 5, 0}, {5, 0, 0}});
    Tensor labels = Tensor.of(Shape.of(5), new long[] {0, 1, 2, 2, 1});
    Dataset data = Dataset.of("five", outputs, labels, List.of("a", "b", "c"));
    var result = (Classification) Evaluation.of(new Through(), Losses.crossEntropy(), data);
    assertThat(result.accuracy()).isEqualTo(0.4);
    assertThat(result.confusion())
        .containsExactly(List.of(1L, 0L, 0L), List.of(1L, 1L, 0L), List.of(0L, 2L, 0L));
    assertThat(result.mostConfused(5))
        .containsExactly(new Evaluation.Confused(2, 1, 2), new Evaluation.Confused(1, 0, 1));
    double right = -StrictMath.log(StrictMath.exp(5) / (StrictMath.exp(5) + 2));
    double wrong = right + 5;
    assertThat(result.loss()).isCloseTo((2 * right + 3 * wrong) / 5, within(1e-6));
  }

  private static Dataset labeled(Tensor outputs, long... labels) {
    Tensor targets = Tensor.of(Shape.of(labels.length), labels);
    return Dataset.of("two", outputs, targets, List.of("a", "b"));
  }

  @Test
  void the_loss_is_a_mean_over_samples_for_sums_too() {
    Dataset data = labeled(Tensor.of(new double[][] {{1, 2}, {3, 1}, {1, 0}}), 0, 1, 0);
    double sum = 0 + 4 + 9 + 0 + 0 + 0;
    assertThat(Evaluation.of(new Through(), Losses.sumOfSquares(), data).loss()).isEqualTo(sum / 3);
    assertThat(Evaluation.of(new Through(), Losses.quadraticCost(), data).loss())
        .isCloseTo(sum / 3, within(1e-6));
  }

  @Test
  void there_must_be_one_output_for_each_class() {
    Dataset data = labeled(Tensor.zeros(2, 5), 0, 1);
    assertThatThrownBy(() -> Evaluation.of(new Through(), Losses.crossEntropy(), data))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("outputs are F32[2, 5], two has 2 classes; needs [n, 2]");
  }

  @Test
  void labels_must_be_classes() {
    Dataset data = labeled(Tensor.zeros(2, 2), 0, -1);
    Loss anything =
        new Loss() {
          @Override
          public String name() {
            return "anything";
          }

          @Override
          public boolean takesLabels() {
            return true;
          }

          @Override
          public Tensor of(Tensor prediction, Tensor target) {
            return Tensor.scalar(0);
          }
        };
    assertThatThrownBy(() -> Evaluation.of(new Through(), anything, data))
        .isInstanceOf(LabelException.class)
        .hasMessageContaining("label -1; classes are 0 to 1");
  }

  @Test
  void targets_must_be_class_numbers_or_floating() {
    Tensor counts = Tensor.zeros(4, 2).to(DType.I64);
    Dataset data = Dataset.of("numbers", Tensor.zeros(4, 2), counts, List.of());
    assertThatThrownBy(() -> Evaluation.of(new Through(), Losses.mse(), data))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining(
            "targets of numbers are I64[4, 2]; needs class numbers [n], or floating numbers");
  }

  @Test
  void one_output_decides_between_two_classes() {
    Dataset data = labeled(Tensor.of(new double[][] {{0}, {0.4}, {0.6}, {-3}}), 0, 1, 1, 1);
    var logits = (Classification) Evaluation.of(new Through(), Losses.binaryCrossEntropy(), data);
    assertThat(logits.confusion()).containsExactly(List.of(1L, 0L), List.of(1L, 2L));
    var shares = (Classification) Evaluation.of(new Through(), Losses.mse(), data);
    assertThat(shares.confusion()).containsExactly(List.of(1L, 0L), List.of(2L, 1L));
    assertThat(shares.loss()).isCloseTo((0 + 0.36 + 0.16 + 16) / 4, within(1e-6));
    assertThatThrownBy(() -> Evaluation.of(new Through(), Losses.crossEntropy(), data))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("binaryCrossEntropy");
  }

  @Test
  void numbers_are_compared_with_numbers() {
    Tensor outputs = Tensor.of(new double[][] {{1, 5}, {2, 5}, {4, 6}});
    Tensor targets = Tensor.of(new double[][] {{1, 5}, {3, 5}, {5, 5}});
    Dataset data = Dataset.of("numbers", outputs, targets, List.of());
    var result = (Regression) Evaluation.of(new Through(), Losses.mse(), data);
    // Differences: 0 -1 -1 and 0 0 1; deviations of the first targets: -2 0 2.
    assertThat(result.outputs())
        .containsExactly(
            new Regression.OutputError(2.0 / 3, 2.0 / 3, 1 - 2.0 / 8),
            new Regression.OutputError(1.0 / 3, 1.0 / 3, 0));
    assertThat(result.loss()).isCloseTo(0.5, within(1e-7));
    assertThat(result.mse()).isEqualTo(0.5);
    assertThat(result.score()).isEqualTo(result.r2()).isEqualTo(0.375);
    assertThatThrownBy(result::accuracy)
        .isInstanceOf(StateException.class)
        .hasMessageContaining("r2()");
  }
}
