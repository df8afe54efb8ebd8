// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.plan.Compiled;
import chainrule.plan.PlanStep;
import chainrule.random.Rng;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of many classes a one-hot row is a comparison, which loops around it take in. */
class WideOneHotTest {

  /** Enough of them that a band pays. */
  private static final int ROWS = 1024;

  @ParameterizedTest
  @ValueSource(ints = {63, 64, 65, 300})
  void ones_stand_where_the_labels_say(int classes) {
    long last = classes - 1;
    Tensor labels = Tensor.of(Shape.of(3, 2), new long[] {0, last, 5, last - 1, 0, 1});
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      for (Tensor given : List.of(labels, labels.transpose(), labels.to(DType.I32))) {
        Tensor hot = given.oneHot(classes, dtype);
        assertThat(hot.dtype()).isEqualTo(dtype);
        assertThat(hot.shape()).isEqualTo(given.shape().inserted(2, classes));
        assertThat(hot.sum().item()).isEqualTo(6);
        assertThat(hot.argmax(-1).toLongs()).isEqualTo(given.to(DType.I64).toLongs());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 64})
  void a_label_that_is_none_is_refused(long label) {
    Tensor labels = Tensor.of(Shape.of(2), new long[] {3, label});
    assertThatThrownBy(() -> labels.oneHot(64))
        .isInstanceOf(ChainruleException.class)
        .hasMessageContaining("oneHot")
        .hasMessageContaining(String.valueOf(label));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 300})
  void the_gradient_of_a_cross_entropy_is_one_band(int classes) {
    Tensor scores = Tensor.normal(DType.F32, Shape.of(ROWS, classes), Rng.seed(1));
    Tensor labels = Tensor.of(Shape.of(ROWS), new long[ROWS]);
    Compiled gradient =
        Compiled.of(given -> {
          Tensor z = given.get(0).detach().requiresGrad();
          return Autograd.grad(z.crossEntropy(given.get(1)), z);
        });
    gradient.apply(scores, labels);
    gradient.apply(scores, labels);
    assertThat(gradient.plan(scores, labels).orElseThrow().steps())
        .extracting(PlanStep::kind)
        .containsExactly("routine", "band");
  }
}
