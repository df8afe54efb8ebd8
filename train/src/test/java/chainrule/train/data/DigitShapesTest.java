// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.random.Rng;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DigitShapesTest {
  private static final int MANY = 3000;

  @Test
  void every_digit_has_several_shapes_with_weights_and_names() {
    for (int digit = 0; digit < 10; digit++) {
      List<DigitShape> shapes = DigitShapes.of(digit);
      assertThat(shapes).as("shapes of %d", digit).hasSizeGreaterThan(1);
      for (DigitShape shape : shapes) {
        assertThat(shape.digit()).isEqualTo(digit);
        assertThat(shape.weight()).as(shape.name()).isPositive();
      }
      assertThat(shapes.stream().map(DigitShape::name)).doesNotHaveDuplicates();
    }
  }

  @Test
  void the_poses_of_a_shape_have_the_same_points_and_the_size_of_a_digit() {
    for (int digit = 0; digit < 10; digit++) {
      for (DigitShape shape : DigitShapes.of(digit)) {
        String which = digit + " " + shape.name();
        assertThat(shape.x()).as(which).hasSameSizeAs(shape.y()).hasSizeGreaterThan(1);
        assertThat(shape.x()).as(which).allMatch(pose -> pose.length == shape.size());
        assertThat(shape.y()).as(which).allMatch(pose -> pose.length == shape.size());
        for (double[] y : shape.y()) {
          assertThat(DoubleStream.of(y).allMatch(row -> row >= -0.1 && row <= 1.1))
              .as(which)
              .isTrue();
        }
        assertThat(shape.end().getLast()).as(which).isTrue();
      }
    }
  }

  @Test
  void every_shape_is_used_as_often_as_its_weight_says() {
    DigitWriter writer = new DigitWriter();
    for (int digit = 0; digit < 10; digit++) {
      List<DigitShape> shapes = DigitShapes.of(digit);
      double total = shapes.stream().mapToDouble(DigitShape::weight).sum();
      Map<String, Integer> uses = new HashMap<>();
      for (int i = 0; i < MANY; i++) {
        uses.merge(writer.choose(Rng.seed(digit).child(i), digit).name(), 1, Integer::sum);
      }
      for (DigitShape shape : shapes) {
        double expected = MANY * shape.weight() / total;
        assertThat((double) uses.getOrDefault(shape.name(), 0))
            .as("uses of %d %s", digit, shape.name())
            .isBetween(0.7 * expected - 5, 1.3 * expected + 5)
            .isPositive();
      }
    }
  }

  @Test
  void the_notation_marks_corners_and_lifts() {
    DigitShape shape =
        DigitShape.of(
            7, 1, "bar", List.of("0,8 62,2! 24,100; 14,52 0,8", "1,9 63,3 25,99 0,0 2,-4"));
    assertThat(shape.corner()).containsExactly(false, true, false, false, false);
    assertThat(shape.end()).containsExactly(false, false, true, false, true);
    assertThat(shape.x().getFirst()).containsExactly(0, 0.62, 0.24, 0.14, 0);
    assertThat(shape.y().getLast()).containsExactly(0.09, 0.03, 0.99, 0, -0.04);
  }
}
