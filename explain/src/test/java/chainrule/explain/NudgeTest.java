// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.graph.Graph;
import chainrule.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NudgeTest {

  private final Tensor x = Tensor.scalar(DType.F64, -2).requiresGrad();
  private final Tensor y = Tensor.scalar(DType.F64, 5).requiresGrad();

  private static Tensor by(double change) {
    return Tensor.scalar(DType.F64, change);
  }

  @Test
  void a_linear_function_moves_as_predicted() {
    var pass = Graph.of(x.times(3).plus(y), Map.of("x", x, "y", y)).forward();
    var nudge = Nudge.of(pass, Map.of("x", by(0.5)));
    assertThat(nudge.rows()).extracting(Nudge.Row::id).containsExactly("x", "mul1", "add2");
    assertThat(nudge.rows())
        .allSatisfy(row -> {
          assertThat(row.error()).isZero();
          assertThat(row.order()).isEmpty();
        });
    assertThat(nudge.rows().getLast().actual().item()).isEqualTo(1.5);
  }

  @Test
  void the_error_of_a_smooth_function_shrinks_with_the_square() {
    var pass = Graph.of(x.exp().times(y), Map.of("x", x, "y", y)).forward();
    var nudge = Nudge.of(pass, Map.of("x", by(1e-3), "y", by(-1e-3)));
    assertThat(nudge.rows()).extracting(Nudge.Row::id).containsExactly("x", "exp1", "y", "mul2");
    var last = nudge.rows().getLast();
    assertThat(last.predicted().item())
        .isCloseTo(1e-3 * StrictMath.exp(-2) * 5 - 1e-3 * StrictMath.exp(-2), within(1e-15));
    assertThat(last.order().orElseThrow()).isCloseTo(2, within(0.01));
    assertThat(last.before().item()).isCloseTo(5 * StrictMath.exp(-2), within(1e-12));
  }

  @Test
  void a_matrix_is_moved_element_by_element() {
    var w = Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 4}}).requiresGrad();
    var v = Tensor.of(DType.F64, new double[][] {{1}, {-1}});
    var pass = Graph.of(w.matmul(v).square().sum(), Map.of("W", w)).forward();
    var change = Tensor.of(DType.F64, new double[][] {{0.01, 0}, {0, 0}});
    var nudge = Nudge.of(pass, Map.of("W", change));
    assertThat(nudge.rows().get(1).predicted().toDoubles()).containsExactly(0.01, 0);
    assertThat(nudge.rows().getLast().predicted().item()).isCloseTo(-0.02, within(1e-15));
    assertThat(nudge.rows().getLast().error()).isCloseTo(1e-4, within(1e-12));
  }

  @Test
  void what_cannot_be_moved_says_so() {
    var pass = Graph.of(x.times(y), Map.of("x", x, "y", y)).forward();
    assertThatThrownBy(() -> Nudge.of(pass, Map.of("z", by(1))))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("no node is called \"z\"");
    assertThatThrownBy(() -> Nudge.of(pass, Map.of("mul1", by(1))))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("mul1 is computed by mul; only leaves can be given");
    assertThatThrownBy(() -> Nudge.of(pass, Map.of("x", Tensor.of(DType.F64, 1, 2))))
        .isInstanceOf(ShapeException.class);
  }
}
