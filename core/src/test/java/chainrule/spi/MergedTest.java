// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Shape;
import chainrule.array.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedTest {

  private static Merged merged(View... views) {
    Shape shape = views[0].shape();
    return Merged.of(shape, List.of(views), 0, shape.rank());
  }

  @Test
  void axes_merge_where_all_views_cross_evenly() {
    View whole = View.of(Shape.of(2, 3, 4));
    View row = View.of(Shape.of(4)).expand(Shape.of(2, 3, 4));
    assertThat(merged(whole).sizes()).containsExactly(24);
    assertThat(merged(whole, whole).sizes()).containsExactly(24);
    assertThat(merged(whole, row).sizes()).containsExactly(6, 4);
    assertThat(merged(whole, row).strides()).isDeepEqualTo(new long[][] {{4, 1}, {0, 1}});
    assertThat(merged(whole.permute(2, 0, 1)).sizes()).containsExactly(4, 6);
  }

  @Test
  void a_number_has_one_axis_of_one_element() {
    assertThat(merged(View.of(Shape.SCALAR)).sizes()).containsExactly(1);
    assertThat(merged(View.of(Shape.of(1, 1))).sizes()).containsExactly(1);
  }

  @Test
  void a_repeated_element_may_be_more_than_an_int_can_count() {
    Merged merged = merged(View.of(Shape.SCALAR).expand(Shape.of(3, 1_000_000_000)));
    assertThat(merged.sizes()).containsExactly(3_000_000_000L);
    assertThat(merged.step(0)).isZero();
    assertThat(merged.element(0, 2_999_999_999L)).isZero();
  }

  @Test
  void positions_follow_the_view() {
    View view = View.of(Shape.of(5, 6, 7)).permute(2, 0, 1).slice(1, 4, 3, -1);
    Merged merged = merged(view);
    for (long index = 0; index < view.shape().count(); index++) {
      assertThat(view.offset() + merged.element(0, index)).isEqualTo(view.position(index));
    }
  }
}
