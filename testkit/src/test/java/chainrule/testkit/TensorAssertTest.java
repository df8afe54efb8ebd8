// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TensorAssertTest {

  private static final Tensor MATRIX = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void shape_and_type() {
    assertThat(MATRIX).hasShape(2, 3).hasType(DType.F32);
    assertThatThrownBy(() -> assertThat(MATRIX).hasShape(3, 2))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Expecting shape [3, 2] but it is F32[2, 3]");
    assertThatThrownBy(() -> assertThat(MATRIX).hasType(DType.F64))
        .hasMessage("Expecting type F64 but it is F32[2, 3]");
    assertThatThrownBy(() -> assertThat(null).hasShape(1)).isInstanceOf(AssertionError.class);
  }

  @Test
  void bits() {
    assertThat(MATRIX.transpose()).hasBits(Tensor.of(new double[][] {{1, 4}, {2, 5}, {3, 6}}));
    assertThat(Tensor.of(Double.NaN)).hasBits(Tensor.of(-Double.NaN));
    assertThatThrownBy(() -> assertThat(Tensor.of(1, 0)).hasBits(Tensor.of(1, -0.0)))
        .hasMessage(
            "1 of 2 elements of F32[2] are wrong; the first, at [1], is 0.0 where -0.0 is"
                + " expected");
    assertThatThrownBy(() -> assertThat(MATRIX).hasBits(MATRIX.to(DType.F64)))
        .hasMessageContaining("type");
    long big = 1L << 53;
    var whole = Tensor.of(Shape.of(1), new long[] {big + 1});
    assertThatThrownBy(() -> assertThat(whole).hasBits(Tensor.of(Shape.of(1), new long[] {big})))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void elements() {
    assertThat(MATRIX).hasElements(1, 2, 3, 4, 5, 6.0);
    assertThat(MATRIX.to(DType.I32)).hasElements(1L, 2L, 3L, 4L, 5L, 6L);
    assertThatThrownBy(() -> assertThat(MATRIX).hasElements(1, 2, 3, 4, 0, 0.0))
        .hasMessage(
            "2 of 6 elements of F32[2, 3] are wrong; the first, at [1, 1], is 5.0 where 0.0 is"
                + " expected");
    assertThatThrownBy(() -> assertThat(MATRIX).hasElements(1.0))
        .hasMessage("Expecting 1 elements but it has 6: F32[2, 3]");
  }

  @Test
  void closeness() {
    var near = MATRIX.plus(1e-3);
    assertThat(near).isCloseTo(MATRIX, 0, 2e-3).isCloseTo(MATRIX, 2e-3, 0);
    assertThatThrownBy(() -> assertThat(near).isCloseTo(MATRIX, 5e-4, 0))
        .hasMessageContaining("1 of 6 elements")
        .hasMessageContaining("at [0, 0]");
    var odd = Tensor.of(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(odd).isCloseTo(odd, 0, 0);
    assertThatThrownBy(() -> assertThat(odd).isCloseTo(Tensor.of(1, 1), 1, 1))
        .hasMessageContaining("2 of 2 elements");
    assertThatThrownBy(() -> assertThat(MATRIX).isCloseTo(Tensor.of(1), 1, 1))
        .hasMessageContaining("shape");
  }

  @Test
  void finiteness_and_watching() {
    assertThat(MATRIX).isFinite().isNotWatched();
    assertThat(Tensor.of(1).requiresGrad()).isWatched();
    assertThatThrownBy(() -> assertThat(Tensor.of(1, Double.NaN)).isFinite())
        .hasMessageContaining("at [1], is NaN");
    assertThatThrownBy(() -> assertThat(MATRIX).isWatched())
        .hasMessage("Expecting F32[2, 3] to be watched");
    assertThatThrownBy(() -> assertThat(Tensor.of(1).requiresGrad()).isNotWatched())
        .hasMessageContaining("not to be watched");
  }
}
