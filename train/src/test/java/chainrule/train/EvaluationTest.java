// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.Shape;
import chainrule.nn.Layer;
import chainrule.nn.Losses;
import chainrule.nn.Part;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  /** Passes its input on: the outputs are the inputs. */
  private static final class Through implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }

    @Override
    public List<Part> parts() {
      return List.of();
    }
  }

  @Test
  void counts_what_was_taken_for_what() {
    Tensor outputs =
        Tensor.of(new double[][] {{5, 0, 0}, {0, 5, 0}, {0, 5, 0}, {0, 5, 0}, {5, 0, 0}});
    Tensor labels = Tensor.of(Shape.of(5), new long[] {0, 1, 2, 2, 1});
    Dataset data = new Dataset("five", outputs, labels, List.of("a", "b", "c"));
    Evaluation result = Evaluation.of(new Through(), Losses.crossEntropy(), data);
    assertThat(result.accuracy()).isEqualTo(0.4);
    assertThat(result.confusion())
        .containsExactly(List.of(1L, 0L, 0L), List.of(1L, 1L, 0L), List.of(0L, 2L, 0L));
    assertThat(result.mostConfused(5))
        .containsExactly(new Evaluation.Confused(2, 1, 2), new Evaluation.Confused(1, 0, 1));
    double right = -StrictMath.log(StrictMath.exp(5) / (StrictMath.exp(5) + 2));
    double wrong = right + 5;
    assertThat(result.loss()).isCloseTo((2 * right + 3 * wrong) / 5, within(1e-6));
  }
}
