// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;
import static chainrule.array.Letters.g;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.ModifiedException;
import chainrule.error.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdateTest {

  private static final Update DESCENT = Update.of("descent", a.minus(b.times(c)));

  private final Tensor x = Tensor.of(1, 2).requiresGrad();

  @Test
  void a_leaf_follows_the_formula() {
    var gradient = Tensor.of(10, 20);
    DESCENT.apply(List.of(x), List.of(gradient), 0.5);
    assertThat(x.toDoubles()).containsExactly(-4, -8);
    assertThat(gradient.toDoubles()).containsExactly(10, 20);
    assertThat(x.version()).isEqualTo(1);
    assertThat(x.isGradRequired()).isTrue();
  }

  @Test
  void several_leaves_move_at_once_from_their_old_values() {
    var swap = Update.of("swap", b, a);
    var y = Tensor.of(7, 8);
    swap.apply(List.of(x, y), List.of());
    assertThat(x.toDoubles()).containsExactly(7, 8);
    assertThat(y.toDoubles()).containsExactly(1, 2);
  }

  @Test
  void views_of_the_leaf_stay_as_they_were() {
    var view = x.reshape(2, 1);
    DESCENT.apply(List.of(x), List.of(x.flip(0)), 1);
    assertThat(x.toDoubles()).containsExactly(-1, 1);
    assertThat(view.toDoubles()).containsExactly(1, 2);
  }

  @Test
  void a_graph_that_needs_the_old_value_names_the_writer() {
    var loss = x.square().sum();
    DESCENT.apply(List.of(x), List.of(x), 0.5);
    assertThatThrownBy(loss::backward)
        .isInstanceOf(ModifiedException.class)
        .hasMessageContaining("was rewritten by descent after the forward pass");
  }

  @Test
  void f64_leaves_are_updated_in_f64() {
    var wide = Tensor.of(DType.F64, 1);
    DESCENT.apply(List.of(wide), List.of(Tensor.of(DType.F64, 1)), 0.1);
    assertThat(wide.item()).isEqualTo(1 - 0.1);
  }

  @Test
  void wrong_operands_are_errors_and_change_nothing() {
    var one = Tensor.of(1);
    assertThatThrownBy(() -> DESCENT.apply(List.of(x), List.of(one), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("descent: F32[1] beside F32[2]; all must be alike");
    var wide = Tensor.of(DType.F64, 1, 2);
    assertThatThrownBy(() -> DESCENT.apply(List.of(x), List.of(wide), 1))
        .isInstanceOf(DtypeException.class)
        .hasMessage(
            "descent: F64[2] beside F32[2]; all must be alike\n"
                + "  fix: convert it with .to(DType.F32)");
    assertThatThrownBy(() -> DESCENT.apply(List.of(x), List.of(x)))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("descent: 2 tensors and numbers; its formulas read 3");
    assertThatThrownBy(() -> DESCENT.apply(List.of(), List.of()))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("descent: 0 leaves for 1 formulas; needs one each");
    var swap = Update.of("swap", b, a);
    assertThatThrownBy(() -> swap.apply(List.of(x, x), List.of()))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> swap.apply(List.of(x, x.times(2)), List.of()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("swap: F32[2] made by mul is not a leaf");
    var whole = Tensor.of(DType.I32, 1);
    assertThatThrownBy(() -> DESCENT.apply(List.of(whole), List.of(whole), 1))
        .isInstanceOf(DtypeException.class)
        .hasMessage("descent: leaves are I32[1]; needs F32 or F64");
    assertThat(x.version()).isZero();
  }

  @Test
  void formulas_read_inputs_alone() {
    assertThatThrownBy(() -> Update.of("bad", g)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> Update.of("none")).isInstanceOf(ArgumentException.class);
  }
}
