// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import org.junit.jupiter.api.Test;

class TensorTextTest {

  @Test
  void a_single_number() {
    assertThat(Tensor.scalar(-4)).hasToString("-4 F32[]");
    assertThat(Tensor.scalar(0.1)).hasToString("0.1 F32[]");
    assertThat(Tensor.scalar(DType.F64, 1.0 / 3)).hasToString("0.3333333333333333 F64[]");
  }

  @Test
  void rows_are_aligned() {
    assertThat(Tensor.of(new double[][] {{1, -2.5}, {10, 3}}))
        .hasToString(
            """
            [[   1, -2.5],
             [  10,    3]] F32[2, 2]\
            """);
  }

  @Test
  void every_type_is_written_in_its_own_way() {
    assertThat(Tensor.of(Shape.of(2), new boolean[] {true, false}))
        .hasToString("[ true, false] BOOL[2]");
    assertThat(Tensor.of(Shape.of(2), new byte[] {-1, 0})).hasToString("[255,   0] U8[2]");
    assertThat(Tensor.of(Shape.of(1), new long[] {(1L << 53) + 1}))
        .hasToString("[9007199254740993] I64[1]");
    assertThat(Tensor.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0))
        .hasToString("[      NaN, -Infinity,        -0] F32[3]");
  }

  @Test
  void long_axes_show_six_an_edge() {
    assertThat(Tensor.range(DType.I32, 12))
        .hasToString("[ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11] I32[12]");
    assertThat(Tensor.range(DType.I32, 13))
        .hasToString("[ 0,  1,  2,  3,  4,  5, ...,  7,  8,  9, 10, 11, 12] I32[13]");
    assertThat(Tensor.range(DType.I32, 26).reshape(13, 2).toString().lines())
        .hasSize(13)
        .element(6)
        .isEqualTo(" ...,");
  }

  @Test
  void more_axes_nest() {
    assertThat(Tensor.range(DType.I64, 8).reshape(2, 2, 2))
        .hasToString(
            """
            [[[0, 1],
              [2, 3]],
             [[4, 5],
              [6, 7]]] I64[2, 2, 2]\
            """);
  }

  @Test
  void nothing_is_shown_as_nothing() {
    assertThat(Tensor.zeros(0)).hasToString("[] F32[0]");
    assertThat(Tensor.zeros(2, 0)).hasToString("[[],\n []] F32[2, 0]");
    assertThat(Tensor.zeros(0, 2)).hasToString("[] F32[0, 2]");
  }

  @Test
  void a_watched_tensor_says_what_made_it() {
    var x = Tensor.of(1, 2).requiresGrad();
    assertThat(x).hasToString("[1, 2] F32[2] requires grad");
    assertThat(x.times(x)).hasToString("[1, 4] F32[2] by mul");
    assertThat(x.detach().times(2)).hasToString("[2, 4] F32[2]");
  }
}
