// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.g;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import org.junit.jupiter.api.Test;

class ExprTest {

  @Test
  void formulas_have_as_few_parentheses_as_they_need() {
    assertThat(g.times(Expr.of(1).minus(a.plus(b))).formula()).isEqualTo("g * (1 - (a + b))");
    assertThat(a.minus(b.minus(a)).formula()).isEqualTo("a - (b - a)");
    assertThat(a.over(b).times(a).formula()).isEqualTo("a / b * a");
    assertThat(a.plus(b).negate().formula()).isEqualTo("-(a + b)");
    assertThat(Expr.choose(a.less(0.5), a.then(Code.EXP), b).formula())
        .isEqualTo("choose(a < 0.5, exp(a), b)");
  }

  @Test
  void inputs_past_the_letters_are_numbered() {
    assertThat(new Expr.Input(12).plus(new Expr.Input(13)).formula()).isEqualTo("n + x13");
  }

  @Test
  void operands_must_suit_the_code() {
    assertThatThrownBy(() -> Expr.of(Code.ADD, a))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("+: 1 operands; needs 2");
    assertThatThrownBy(() -> a.plus(Expr.flag(0)))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("+: operand 1 is a condition; needs a number");
    assertThatThrownBy(() -> Expr.choose(a, a, b))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("choose: operand 0 is a number; needs a condition");
  }
}
