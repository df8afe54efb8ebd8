// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void numbers_are_f32_unless_a_type_is_named() {
    assertThat(Tensor.scalar(0.1).spec()).hasToString("F32[]");
    assertThat(Tensor.scalar(0.1).item()).isEqualTo(0.1f);
    assertThat(Tensor.scalar(DType.F64, 0.1).item()).isEqualTo(0.1);
    assertThat(Tensor.of(1, 2, 3).spec()).hasToString("F32[3]");
    assertThat(Tensor.of(DType.I64, 1.9, -1.9).toLongs()).containsExactly(1, -1);
    assertThat(Tensor.of(new double[][] {{1, 2}, {3, 4}}).spec()).hasToString("F32[2, 2]");
    assertThat(Tensor.of(DType.BOOL, 0, 2).toDoubles()).containsExactly(0, 1);
  }

  @Test
  void arrays_are_copied_in() {
    float[] floats = {1, 2};
    var tensor = Tensor.of(Shape.of(2), floats);
    floats[0] = 9;
    assertThat(tensor.toFloats()).containsExactly(1, 2);
    long[] longs = {Long.MAX_VALUE, -1};
    var whole = Tensor.of(Shape.of(1, 2), longs);
    longs[0] = 0;
    assertThat(whole.toLongs()).containsExactly(Long.MAX_VALUE, -1);
    assertThat(Tensor.of(Shape.of(2), new byte[] {-1, 1}).toLongs()).containsExactly(255, 1);
    assertThat(Tensor.of(Shape.of(2), new int[] {7, -7}).dtype()).isEqualTo(DType.I32);
    assertThat(Tensor.of(Shape.of(1), new boolean[] {true}).dtype()).isEqualTo(DType.BOOL);
    assertThat(Tensor.of(Shape.SCALAR, new double[] {0.1}).item()).isEqualTo(0.1);
  }

  @Test
  void arrays_are_copied_out() {
    var tensor = Tensor.of(1, 2);
    tensor.toFloats()[0] = 9;
    tensor.toDoubles()[0] = 9;
    assertThat(tensor.toDoubles()).containsExactly(1, 2);
  }

  @Test
  void a_count_that_does_not_fit_the_shape_is_an_error() {
    assertThatThrownBy(() -> Tensor.of(DType.F32, Shape.of(2, 2), 1, 2, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessage("of: 3 values for shape [2, 2]; needs 4");
    assertThatThrownBy(() -> Tensor.of(Shape.of(2), new int[3])).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Tensor.of(new double[][] {{1, 2}, {3}}))
        .isInstanceOf(ShapeException.class)
        .hasMessage("of: row 1 has 1 numbers, row 0 has 2; rows must be of equal length");
  }

  @Test
  void filled_tensors() {
    assertThat(Tensor.zeros(2, 2).toDoubles()).containsOnly(0);
    assertThat(Tensor.ones(3).toDoubles()).containsOnly(1);
    assertThat(Tensor.zeros(2, 0).count()).isZero();
    assertThat(Tensor.full(DType.I32, Shape.of(2), 7).toLongs()).containsExactly(7, 7);
    assertThat(Tensor.range(DType.I64, 4).toLongs()).containsExactly(0, 1, 2, 3);
    assertThat(Tensor.evenly(DType.F64, -1, 1, 5).toDoubles()).containsExactly(-1, -0.5, 0, 0.5, 1);
    assertThatThrownBy(() -> Tensor.evenly(DType.F64, 0, 1, 1))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("evenly: 1 numbers; needs at least 2");
  }

  @Test
  void the_sign_of_zero_is_kept() {
    assertThat(Tensor.scalar(-0.0).toDoubles()).containsExactly(-0.0);
    assertThat(Tensor.of(1).over(-0.0).item()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void random_numbers_depend_on_key_and_place_alone() {
    var rng = Rng.seed(7);
    var uniform = Tensor.uniform(DType.F32, Shape.of(2, 3), rng);
    assertThat(uniform.get(1, 2)).isEqualTo(rng.uniform(5));
    assertThat(Tensor.normal(DType.F64, Shape.of(9), rng).get(4)).isEqualTo(rng.normal(4));
    assertThat(Tensor.uniform(DType.F64, Shape.of(2), rng).get(1)).isEqualTo(rng.uniformDouble(1));
    assertThatThrownBy(() -> Tensor.uniform(DType.I32, Shape.of(2), rng))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("uniform: type is I32; needs F32 or F64");
    assertThatThrownBy(() -> Tensor.normal(DType.U8, Shape.of(2), rng))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("normal: type is U8; needs F32 or F64");
  }

  @Test
  void what_a_tensor_is() {
    var tensor = Tensor.zeros(2, 3);
    assertThat(tensor.rank()).isEqualTo(2);
    assertThat(tensor.size(-1)).isEqualTo(3);
    assertThat(tensor.count()).isEqualTo(6);
    assertThat(tensor.isLeaf()).isTrue();
    assertThat(tensor.isWatched()).isFalse();
    assertThat(tensor.plus(1).isLeaf()).isFalse();
    assertThat(tensor.requiresGrad().isWatched()).isTrue();
    assertThat(tensor.plus(1).isWatched()).isTrue();
    assertThat(tensor).isEqualTo(tensor).isNotEqualTo(Tensor.zeros(2, 3));
  }

  @Test
  void a_single_number_is_read_with_item() {
    assertThat(Tensor.of(DType.F64, Shape.of(1, 1), 3).item()).isEqualTo(3);
    assertThat(Tensor.of(1, 2).slice(0, 1, 2).item()).isEqualTo(2);
    assertThatThrownBy(() -> Tensor.of(1, 2).item())
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("item: shape [2] has 2 elements; needs exactly 1");
    assertThatThrownBy(() -> Tensor.zeros(0).item()).isInstanceOf(ShapeException.class);
  }

  @Test
  void elements_are_read_by_index() {
    var tensor = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).transpose();
    assertThat(tensor.get(2, 1)).isEqualTo(6);
    assertThat(tensor.get(0, 1)).isEqualTo(4);
    assertThatThrownBy(() -> tensor.get(0, 2))
        .isInstanceOf(IndexException.class)
        .hasMessage("get: index 2 on axis 1 of shape [3, 2]; needs 0 to 1");
    assertThatThrownBy(() -> tensor.get(-1, 0)).isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> tensor.get(0))
        .isInstanceOf(IndexException.class)
        .hasMessage("get: 1 indices for shape [3, 2]; needs 2");
  }

  @Test
  void java_numbers_take_the_type_of_the_tensor() {
    assertThat(Tensor.of(DType.F32, 0).plus(0.1).item()).isEqualTo(0.1f);
    assertThat(Tensor.of(DType.F64, 0).plus(0.1).item()).isEqualTo(0.1);
    assertThat(Tensor.of(DType.I64, 1).plus(2).toLongs()).containsExactly(3);
    assertThatThrownBy(() -> Tensor.of(DType.I64, 1).plus(0.5))
        .hasMessageStartingWith("plus: 0.5 beside I64[1]; needs a whole number of its type")
        .hasMessageContaining("fix: convert the tensor with .to(DType.F32)");
  }

  @Test
  void types_are_converted_only_when_asked() {
    assertThatThrownBy(() -> Tensor.of(DType.F32, 1).plus(Tensor.of(DType.F64, 1)))
        .hasMessage(
            "add: inputs are F32[1] and F64[1]; types are never promoted\n"
                + "  fix: convert one with .to(DType.F32)");
    assertThat(Tensor.of(DType.F64, 0.1).to(DType.F32).item()).isEqualTo(0.1f);
    assertThat(Tensor.of(DType.F32, -1.9, 2.9).to(DType.I32).toLongs()).containsExactly(-1, 2);
    assertThat(Tensor.of(Shape.of(1), new long[] {(1L << 40) + 3}).to(DType.U8).toLongs())
        .containsExactly(3);
    var same = Tensor.of(1);
    assertThat(same.to(DType.F32)).isSameAs(same);
  }

  @Test
  void long_integers_keep_their_digits() {
    long big = (1L << 53) + 1;
    var tensor = Tensor.of(Shape.of(2), new long[] {big - 1, big});
    var last = Tensor.of(DType.I64, 1);
    assertThat(tensor.takeAlong(0, last).toLongs()).containsExactly(big);
    assertThat(tensor.indexSelect(0, last).toLongs()).containsExactly(big);
    assertThat(tensor.flip(0).concat(0, tensor).toLongs())
        .containsExactly(big, big - 1, big - 1, big);
    assertThat(tensor.argmax(0).item()).isEqualTo(1);
    assertThat(tensor.sum().toLongs()).containsExactly(2 * big - 1);
  }

  @Test
  void stretching_beyond_what_an_array_holds_is_an_error() {
    var one = Tensor.scalar(1);
    assertThat(one.expand(Shape.of(1000, 1000)).sum().item()).isEqualTo(1e6);
    assertThatThrownBy(() -> one.expand(Shape.of(1L << 20, 1L << 20)))
        .isInstanceOf(LimitException.class)
        .hasMessageStartingWith("expand: F32[] to [1048576, 1048576] makes 1099511627776 elements");
  }

  @Test
  void a_result_over_the_budget_is_one_error_and_life_goes_on() {
    var column = Tensor.zeros(1 << 16, 1);
    assertThatThrownBy(() -> column.plus(Tensor.zeros(1 << 16))).isInstanceOf(LimitException.class);
    assertThat(column.sum().item()).isZero();
  }

  @Test
  void what_a_computation_needs_for_itself_is_within_the_budget_too() {
    var wide = Tensor.of(1.0).reshape(1).expand(Integer.MAX_VALUE - 8L);
    assertThatThrownBy(() -> wide.median(0)).isInstanceOf(LimitException.class);
  }

  @Test
  void numbers_of_a_part_of_memory_are_read_from_where_it_begins() {
    Tensor rows = Tensor.range(DType.F32, 12).reshape(4, 3);
    Tensor part = rows.slice(0, 1, 3);
    assertThat(part.toDoubles()).containsExactly(3, 4, 5, 6, 7, 8);
    assertThat(part.to(DType.F64).toDoubles()).containsExactly(3, 4, 5, 6, 7, 8);
    assertThat(part.transpose().toDoubles()).containsExactly(3, 6, 4, 7, 5, 8);
  }
}
