// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void a_place_has_an_index() {
    assertThat(Shape.of(2, 3, 4).index(23)).containsExactly(1L, 2L, 3L);
    assertThat(Shape.of(2, 3, 4).index(5)).containsExactly(0L, 1L, 1L);
    assertThat(Shape.SCALAR.index(0)).isEmpty();
  }

  @Test
  void sizes_and_count() {
    assertThat(Shape.of(2, 3, 4).count()).isEqualTo(24);
    assertThat(Shape.of(2, 3, 4).rank()).isEqualTo(3);
    assertThat(Shape.SCALAR.count()).isEqualTo(1);
    assertThat(Shape.of(3, 0, 5).count()).isZero();
    assertThat(Shape.of()).isSameAs(Shape.SCALAR);
  }

  @Test
  void equal_sizes_are_equal_shapes() {
    assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    assertThat(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(6));
    assertThat(Shape.of(1)).isNotEqualTo(Shape.SCALAR);
  }

  @Test
  void a_shape_keeps_its_own_sizes() {
    long[] sizes = {2, 3};
    var shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.sizes()[1] = 9;
    assertThat(shape).hasToString("[2, 3]");
  }

  @Test
  void axes_count_from_either_end() {
    var shape = Shape.of(2, 3, 4);
    assertThat(shape.size(0)).isEqualTo(shape.size(-3)).isEqualTo(2);
    assertThat(shape.size(-1)).isEqualTo(4);
    assertThatThrownBy(() -> shape.size(3))
        .isInstanceOf(IndexException.class)
        .hasMessage(
            "shape: axis 3 of shape [2, 3, 4]; it has 3 axes\n  fix: use an axis from -3 to 2");
    assertThatThrownBy(() -> shape.axis(-4)).isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> Shape.SCALAR.axis(0))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("a tensor without axes is a single number");
  }

  @Test
  void negative_sizes_and_too_many_axes_are_errors() {
    assertThatThrownBy(() -> Shape.of(2, -1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("shape: size -1 in [2, -1]; sizes are 0 or more");
    long[] many = new long[33];
    Arrays.fill(many, 1);
    assertThatThrownBy(() -> Shape.of(many))
        .isInstanceOf(ShapeException.class)
        .hasMessage("shape: 33 axes; at most 32");
    assertThat(Shape.of(Arrays.copyOf(many, 32)).rank()).isEqualTo(32);
  }

  @Test
  void the_count_is_multiplied_exactly() {
    assertThat(Shape.of(1L << 31, 1L << 31).count()).isEqualTo(1L << 62);
    assertThat(Shape.of(Long.MAX_VALUE).count()).isEqualTo(Long.MAX_VALUE);
    assertThat(Shape.of(Long.MAX_VALUE, Long.MAX_VALUE, 0).count()).isZero();
    assertThatThrownBy(() -> Shape.of(1L << 32, 1L << 31))
        .isInstanceOf(LimitException.class)
        .hasMessage("shape: [4294967296, 2147483648] has more than 2^63 - 1 elements");
  }

  @Test
  void shapes_broadcast_from_the_last_axis() {
    assertThat(Shape.of(2, 3).broadcast(Shape.of(3), "add")).isEqualTo(Shape.of(2, 3));
    assertThat(Shape.of(2, 1).broadcast(Shape.of(4, 1, 3), "add")).isEqualTo(Shape.of(4, 2, 3));
    assertThat(Shape.SCALAR.broadcast(Shape.of(2, 2), "add")).isEqualTo(Shape.of(2, 2));
    assertThat(Shape.of(1).broadcast(Shape.of(0), "add")).isEqualTo(Shape.of(0));
    assertThatThrownBy(() -> Shape.of(2, 3).broadcast(Shape.of(2), "add"))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("add: shapes [2, 3] and [2] do not broadcast: axis -1 is 3 and 2")
        .hasMessageContaining("fix: ");
    assertThatThrownBy(() -> Shape.of(0).broadcast(Shape.of(2), "add"))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void shapes_are_taken_apart_and_put_together() {
    var shape = Shape.of(2, 3, 4);
    assertThat(shape.with(-1, 7)).isEqualTo(Shape.of(2, 3, 7));
    assertThat(shape.without(1)).isEqualTo(Shape.of(2, 4));
    assertThat(shape.inserted(0, 5)).isEqualTo(Shape.of(5, 2, 3, 4));
    assertThat(shape.inserted(3, 5)).isEqualTo(Shape.of(2, 3, 4, 5));
    assertThat(shape.part(1, 3)).isEqualTo(Shape.of(3, 4));
    assertThat(shape.part(1, 1)).isEqualTo(Shape.SCALAR);
    assertThat(Shape.of(2).concat(Shape.of(3, 4))).isEqualTo(shape);
    assertThat(shape.strides()).containsExactly(12, 4, 1);
  }

  @Test
  void parts_that_are_not_there_are_refused() {
    Shape shape = Shape.of(2, 3);
    List<Runnable> wrong =
        List.of(
            () -> shape.inserted(3, 1),
            () -> shape.inserted(-1, 1),
            () -> shape.part(1, 0),
            () -> shape.part(-1, 1),
            () -> shape.part(0, 3));
    for (Runnable call : wrong) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("of [2, 3]; needs 0 <= from <= to <= 2");
    }
  }
}
