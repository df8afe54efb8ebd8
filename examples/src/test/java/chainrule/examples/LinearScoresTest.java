// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.Shape;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LinearScoresTest {

  @Test
  void row_19_ten_templates_give_ten_scores() {
    Tensor templates = LinearScores.templates();
    Tensor picture = LinearScores.picture();
    Tensor scores = LinearScores.scores(templates, picture);
    assertThat(templates.shape()).isEqualTo(Shape.of(10, 3072));
    assertThat(picture.shape()).isEqualTo(Shape.of(3072, 1));
    assertThat(scores.shape()).isEqualTo(Shape.of(10, 1));
    for (int row = 0; row < 10; row++) {
      double template = 0;
      for (int pixel = 0; pixel < 3072; pixel++) {
        template += templates.get(row, pixel) * picture.get(pixel, 0);
      }
      assertThat(scores.get(row, 0)).isCloseTo(template, within(1e-5));
    }
  }

  @Test
  void the_gradient_of_a_score_is_the_picture_in_its_own_row() {
    Tensor templates = LinearScores.templates();
    Tensor picture = LinearScores.picture();
    LinearScores.scores(templates, picture).select(0, 3).sum().backward();
    Tensor gradient = templates.grad();
    assertThat(gradient.select(0, 3).toFloats()).containsExactly(picture.toFloats());
    assertThat(gradient.sum().item()).isEqualTo(gradient.select(0, 3).sum().item());
  }
}
