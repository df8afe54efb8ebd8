// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ViewTest {

  private static final View ROWS = View.of(Shape.of(2, 3));

  @Test
  void a_whole_storage_is_read_row_by_row() {
    assertThat(positions(ROWS)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(ROWS.isContiguous()).isTrue();
  }

  @Test
  void permuting_swaps_strides() {
    var turned = ROWS.permute(1, 0);
    assertThat(turned.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(positions(turned)).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(turned.isContiguous()).isFalse();
    assertThat(turned.permute(1, 0).isContiguous()).isTrue();
  }

  @Test
  void slices_step_forwards_and_backwards() {
    assertThat(positions(ROWS.slice(1, 0, 2, 2))).containsExactly(0, 2, 3, 5);
    assertThat(positions(ROWS.slice(1, 2, 3, -1))).containsExactly(2, 1, 0, 5, 4, 3);
    assertThat(positions(ROWS.slice(0, 1, 1, 1))).containsExactly(3, 4, 5);
    assertThat(ROWS.slice(0, 1, 1, 1).isContiguous()).as("an offset alone").isTrue();
    assertThat(positions(ROWS.slice(0, 2, 0, 1))).isEmpty();
  }

  @Test
  void stretched_axes_have_stride_zero() {
    var stretched = View.of(Shape.of(3, 1)).expand(Shape.of(2, 3, 2));
    assertThat(positions(stretched)).containsExactly(0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2);
    assertThat(stretched.isContiguous()).isFalse();
  }

  @Test
  void contiguous_elements_take_any_shape() {
    assertThat(positions(ROWS.reshape(Shape.of(3, 2)).orElseThrow()))
        .containsExactly(0, 1, 2, 3, 4, 5);
    var second = ROWS.slice(0, 1, 1, 1).reshape(Shape.of(3)).orElseThrow();
    assertThat(positions(second)).containsExactly(3, 4, 5);
  }

  @Test
  void axes_that_lie_evenly_are_joined_and_split_without_a_copy() {
    var turned = View.of(Shape.of(2, 3, 4)).permute(1, 0, 2);
    var split = turned.reshape(Shape.of(3, 2, 2, 2)).orElseThrow();
    assertThat(positions(split)).isEqualTo(positions(turned));
    var everySecond = View.of(Shape.of(12)).slice(0, 0, 6, 2);
    assertThat(positions(everySecond.reshape(Shape.of(2, 3)).orElseThrow()))
        .containsExactly(0, 2, 4, 6, 8, 10);
    var stretched = View.of(Shape.of(1)).expand(Shape.of(6));
    assertThat(positions(stretched.reshape(Shape.of(2, 3)).orElseThrow())).containsOnly(0);
    var ones = View.of(Shape.of(2, 1, 3)).permute(2, 1, 0);
    assertThat(positions(ones.reshape(Shape.of(3, 2, 1)).orElseThrow()))
        .containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void axes_that_do_not_lie_evenly_need_a_copy() {
    assertThat(ROWS.permute(1, 0).reshape(Shape.of(6))).isEqualTo(Optional.empty());
    assertThat(ROWS.slice(1, 0, 2, 1).reshape(Shape.of(4))).isEqualTo(Optional.empty());
    assertThat(View.of(Shape.of(3)).expand(Shape.of(2, 3)).reshape(Shape.of(6)))
        .isEqualTo(Optional.empty());
    assertThat(ROWS.slice(1, 2, 3, -1).reshape(Shape.of(6))).isEqualTo(Optional.empty());
  }

  @Test
  void a_view_of_nothing_takes_every_empty_shape() {
    var nothing = View.of(Shape.of(2, 0)).permute(1, 0);
    assertThat(nothing.isContiguous()).isTrue();
    assertThat(nothing.reshape(Shape.of(5, 0, 3)).orElseThrow().shape())
        .isEqualTo(Shape.of(5, 0, 3));
  }

  private static long[] positions(View view) {
    return LongStream.range(0, view.shape().count()).map(view::position).toArray();
  }
}
