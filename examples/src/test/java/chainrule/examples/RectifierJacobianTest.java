// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.graph.Event;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RectifierJacobianTest {

  @Test
  void row_15_the_jacobian_of_a_rectifier_is_diagonal_and_never_stored() {
    Tensor x = Tensor.of(DType.F64, -1.5, 2, 0.5, -3, 0, 1e-9);
    Tensor jacobian = RectifierJacobian.jacobian(x);
    assertThat(jacobian.shape()).isEqualTo(Shape.of(6, 6));
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 6; column++) {
        double expected = row == column && x.get(row) > 0 ? 1 : 0;
        assertThat(jacobian.get(row, column)).isEqualTo(expected);
      }
    }
    Event event = RectifierJacobian.passes(1).tape().getFirst();
    assertThat(event.contribution().count()).isEqualTo(4096);
    assertThat(event.local().orElseThrow().count()).isEqualTo(4096);
  }

  @Test
  void a_batch_of_100_makes_100_times_as_much_and_no_more() {
    assertThat(RectifierJacobian.numbersMade(1)).isEqualTo(2 * 4096);
    assertThat(RectifierJacobian.numbersMade(100)).isEqualTo(2 * 409_600);
  }

  @Test
  void the_contribution_is_the_upstream_where_the_input_is_positive() {
    Event event = RectifierJacobian.passes(1).tape().getFirst();
    double[] local = event.local().orElseThrow().toDoubles();
    double[] upstream = event.upstream().toDoubles();
    double[] contribution = event.contribution().toDoubles();
    for (int i = 0; i < local.length; i++) {
      assertThat(local[i]).isIn(0.0, 1.0);
      assertThat(contribution[i]).isEqualTo(local[i] == 1 ? upstream[i] : 0);
    }
    assertThat(local).contains(0, 1);
  }
}
