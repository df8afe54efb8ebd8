// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Activation;
import chainrule.tensor.Op;
import chainrule.tensor.Parametric;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the laws do not say of activations: slopes by channel, tails, values worked out by hand. */
class ActivationsTest {

  private static Tensor f64(double... values) {
    return Tensor.of(DType.F64, values);
  }

  @Test
  void a_row_of_slopes_lies_along_the_channels() {
    var x = Tensor.full(DType.F64, Shape.of(2, 3, 2), -1).requiresGrad();
    var slopes = f64(1, 2, 3).requiresGrad();
    var y = x.prelu(slopes);
    assertThat(y).hasElements(-1, -1, -2, -2, -3, -3, -1, -1, -2, -2, -3, -3);
    y.sum().backward();
    assertThat(slopes.grad()).hasShape(3).hasElements(-4, -4, -4);
    assertThat(x.grad()).hasElements(1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3);
    assertThat(x.prelu(f64(5))).as("one for all").hasBits(x.times(5));
    assertThat(x.prelu(Tensor.scalar(DType.F64, 5))).hasBits(x.times(5));
    assertThat(f64(-1, -2).prelu(f64(3, 4))).as("of a row").hasElements(-3, -8);
    assertThatThrownBy(() -> x.prelu(f64(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("prelu: ")
        .hasMessageContaining("[2, 3, 2] and [2, 1]");
  }

  @Test
  void an_activation_has_one_input() {
    Op prelu = new Parametric.Prelu();
    assertThatThrownBy(() -> prelu.apply(List.of(f64(1))))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("prelu: 1 inputs; needs 2");
    Op relu = Activation.RELU;
    assertThatThrownBy(() -> relu.apply(List.of(f64(1), f64(2))))
        .hasMessageContaining("relu: 2 inputs; needs 1");
  }

  /** Worked out with 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "logSigmoid, -800, -800",
    "logSigmoid, 50, -1.9287498479639177e-22",
    "mish, -50, -9.643749239819589e-21",
    "selu, -1, -1.1113307378125625",
    "celu, -1, -0.6321205588285577",
    "geluTanh, -5, -2.2917961966295063e-7",
    "gelu, -10, -7.619853024160526e-23",
    "gelu, -3, -0.0040496940948902836",
    "gelu, 2, 1.9544997361036416",
    "hardSwish, 1, 0.6666666666666666",
    "tanhshrink, 2, 1.0359724199241831",
  })
  void tails_keep_their_digits(String name, double x, double expected) {
    var activation =
        Activation.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    assertThat(f64(x).activate(activation)).isCloseTo(f64(expected), 1e-14, 0);
  }

  @Test
  void overloads_are_the_operations_with_their_usual_numbers() {
    var x = f64(-3, -0.4, 0.4, 3);
    assertThat(x.hardtanh()).hasElements(-1, -0.4, 0.4, 1);
    assertThat(x.softplus(2)).hasBits(x.softplus(2, 20));
    assertThat(x.softplus(1)).isCloseTo(x.softplus(), 1e-15, 0);
    assertThat(x.activate(Activation.SOFTSHRINK)).hasBits(x.softshrink(0.5));
    assertThat(x.softshrink(0.5)).hasElements(-2.5, 0, 0, 2.5);
    assertThat(x.activate(Activation.HARDSHRINK)).hasElements(-3, 0, 0, 3);
  }

  @Test
  void numbers_stand_on_either_side_of_a_choice() {
    var x = f64(-1, 2);
    assertThat(x.less(0).where(x, 7)).hasType(DType.F64).hasElements(-1, 7);
    assertThat(x.less(0).where(7, x)).hasType(DType.F64).hasElements(7, 2);
  }

  @Test
  void all_are_close_or_not() {
    var x = f64(1, 2);
    org.assertj.core.api.Assertions.assertThat(x.allClose(f64(1, 2.1), 0.1, 0)).isTrue();
    org.assertj.core.api.Assertions.assertThat(x.allClose(f64(1, 2.5), 0.1, 0)).isFalse();
    org.assertj.core.api.Assertions.assertThat(f64().allClose(f64(), 0, 0)).isTrue();
  }
}
