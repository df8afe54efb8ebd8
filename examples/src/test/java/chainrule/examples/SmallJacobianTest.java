// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallJacobianTest {

  private static final Tensor JACOBIAN =
      Autograd.jacobian(SmallJacobian::function, SmallJacobian.POINT);

  @Test
  void row_16_a_jacobian_is_its_stacked_vector_jacobian_products() {
    List<Tensor> rows = SmallJacobian.rows();
    assertThat(JACOBIAN.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(rows.get(0).concat(0, rows.get(1)).toDoubles())
        .containsExactly(JACOBIAN.toDoubles());
    double[] expected = {-3, 2, 0, 0, StrictMath.sin(.5), -3 * StrictMath.cos(.5)};
    assertThat(JACOBIAN.toDoubles()).containsExactly(expected, within(1e-15));
  }

  @Test
  void its_columns_are_the_changes_by_one_input() {
    double h = 1e-6;
    for (int column = 0; column < 3; column++) {
      double[] ahead = SmallJacobian.function(moved(column, h)).toDoubles();
      double[] behind = SmallJacobian.function(moved(column, -h)).toDoubles();
      for (int row = 0; row < 2; row++) {
        double slope = (ahead[row] - behind[row]) / (2 * h);
        assertThat(JACOBIAN.get(row, column)).isCloseTo(slope, within(1e-8));
      }
    }
  }

  private static Tensor moved(int input, double step) {
    double[] values = SmallJacobian.POINT.toDoubles();
    values[input] += step;
    return Tensor.of(Shape.of(3), values);
  }
}
