// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Layer;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.PlaneSets;
import org.junit.jupiter.api.Test;

class OneOutputTest {

  /** A layer that gives the first number of each row. */
  private record First() implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x.slice(1, 0, 1);
    }
  }

  @Test
  void row_49_one_output_serves_classes_and_numbers() {
    Layer classifier = OneOutput.classifier();
    Layer regressor = OneOutput.regressor();
    Batch moons = PlaneSets.moons(500, 0.15, Rng.seed(7)).all();
    Batch ripple = PlaneSets.ripple(500, 0.05, Rng.seed(7)).all();
    assertThat(OneOutput.accuracy(classifier, moons)).isGreaterThan(0.98);
    assertThat(OneOutput.rSquared(regressor, ripple)).isGreaterThan(0.97);
    assertThat(classifier.apply(moons.inputs()).shape()).isEqualTo(Shape.of(1000, 1));
    assertThat(regressor.apply(ripple.inputs()).shape()).isEqualTo(Shape.of(500, 1));
    CoursePage.assertBegins("49");
  }

  @Test
  void the_measures_are_those_of_their_definitions() {
    Tensor inputs = Tensor.of(1, -2, 3, 0.5).reshape(4, 1);
    Batch classes = new Batch(inputs, Tensor.of(Shape.of(4), new long[] {1, 0, 0, 1}));
    assertThat(OneOutput.accuracy(new First(), classes)).isEqualTo(0.75);
    Tensor numbers = Tensor.of(DType.F32, 1, -1, 3, 1).reshape(4, 1);
    // Rest: 0 + 1 + 0 + 0.25; total around the mean 1: 0 + 4 + 4 + 0.
    assertThat(OneOutput.rSquared(new First(), new Batch(inputs, numbers)))
        .isCloseTo(1 - 1.25 / 8, within(1e-6));
  }
}
