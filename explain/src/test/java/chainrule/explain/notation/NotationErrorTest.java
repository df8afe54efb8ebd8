// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.NotationException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages as people read them. */
class NotationErrorTest {

  private static NotationException evaluating(String text, String values) {
    var notation = Notation.parse(text);
    var given = values.isEmpty() ? Map.<String, Tensor>of() : Assignments.parse(values);
    return Carets.errorOf(text, () -> notation.evaluate(given)).orElseThrow();
  }

  @Test
  void the_fact_the_place_and_the_remedy() {
    assertThat(Carets.error("x+*y"))
        .hasMessage(
            """
            notation: unexpected "*" at line 1, column 3; needs a number, a name or "("
              x+*y
                ^
              fix: remove one of the two operators\
            """);
    assertThat(Carets.error("q = x+y\nf = q z"))
        .hasMessage(
            """
            notation: no operator between "q" and "z" at line 2, column 7
              f = q z
                    ^
              fix: write q*z for a product\
            """);
    assertThat(Carets.error("速度 = 2(距离 + 1"))
        .hasMessage(
            """
            notation: no operator between "2" and "(" at line 1, column 7
              速度 = 2(距离 + 1
                      ^
              fix: write 2*(...) for a product\
            """);
    assertThat(Carets.error("f = exp(x, 2)"))
        .hasMessage(
            """
            notation: wrong number of arguments for "exp" at line 1, column 5: 2
              f = exp(x, 2)
                  ^
              fix: write exp(x)\
            """);
  }

  @Test
  void chinese_stands_beside_english() {
    var error = Carets.error("x+*y");
    assertThat(error.chinese().fact()).isEqualTo("表达式：第 1 行第 3 列出现多余的 “*”；此处需要数、名称或 “(”");
    assertThat(error.chinese().fix()).isEqualTo("删去两个运算符中的一个");
    assertThat(error.code()).isEqualTo("unexpected-second");
    assertThat(error.sourceLine()).isEqualTo("x+*y");
  }

  @Test
  void shapes_that_do_not_fit_are_told_at_the_operator() {
    var error = evaluating("f = sum(W @ x)", "W=[[1,2,3],[4,5,6]]; x=[1,2]");
    assertThat(error.getMessage())
        .startsWith("notation: \"@\" at line 1, column 11 does not take W [2, 3], x [2]: matmul: ")
        .contains("\n  f = sum(W @ x)\n            ^\n  fix: the left needs as many columns");
    assertThat(error.chinese().fact()).isEqualTo("表达式：第 1 行第 11 列的 “@” 不能作用于 W [2, 3], x [2]");
    assertThat(error).hasCauseInstanceOf(ShapeException.class);
    assertThat(evaluating("x + 2*(y - x)", "x=[1,2]; y=[1,2,3]").fact())
        .startsWith("notation: \"-\" at line 1, column 10 does not take y [3], x [2]: sub: ");
    assertThat(evaluating("(x+x)*y", "x=[1,2]; y=[1,2,3]").fact())
        .contains("does not take [2], y [3]");
    assertThat(evaluating("x'", "x=[1,2]").fact())
        .startsWith("notation: \"'\" at line 1, column 2");
    assertThat(evaluating("2 @ x", "x=[[1,2]]").fact()).contains("\"@\"", "[], x [1, 2]");
    assertThat(evaluating("where(x > y, x, y)", "x=[1,2]; y=[1,2,3]").fact()).contains("\">\"");
    assertThat(evaluating("reshape(x, 3)", "x=[1,2]"))
        .hasMessageContaining("\"reshape\" at line 1, column 1 does not take x [2]")
        .hasMessageContaining("fix: write reshape(x, 2, 3)");
    assertThat(evaluating("sum(x, 5)", "x=[1,2]").fact()).contains("\"sum\"", "x [2]");
    assertThat(evaluating("sum(x, 1e18)", "x=[1,2]").fact()).contains("\"sum\"", "x [2]");
    assertThat(evaluating("max(x, y, axis=0)", "x=[1,2]; y=1").fact())
        .contains("one argument and an axis");
    assertThat(evaluating("sum(x, keep=1)", "x=[1,2]").fact()).contains("one argument and an axis");
    assertThat(evaluating("clamp(x, 2, 1)", "x=1").fact()).contains("\"clamp\"");
    assertThat(evaluating("crossEntropy(z, [0.5])", "z=[[1,2]]").fact())
        .contains("0.5 is no whole number");
    assertThat(evaluating("crossEntropy(z, [2])", "z=[[1,2]]").fact()).contains("label 2");
  }

  @Test
  void all_names_without_a_value_are_told_at_once() {
    var error = evaluating("q = x+y\nf = q*z + x", "y=1");
    assertThat(error)
        .hasMessage(
            """
            notation: no value for x, z; the first is used at line 1, column 5
              q = x+y
                  ^
              fix: give x=1 z=1\
            """);
  }

  @Test
  void values_for_what_is_no_input_are_refused() {
    var notation = Notation.parse("speed*time");
    var values = Map.of("spead", Tensor.scalar(DType.F64, 1));
    assertThatThrownBy(() -> notation.evaluate(values))
        .isInstanceOf(ArgumentException.class)
        .hasMessage(
            """
            notation: a value is given for "spead", which is no input; there are [speed, time]
              fix: did you mean speed?\
            """);
    var computed = Notation.parse("q = x+1; q*2");
    assertThatThrownBy(() -> computed.evaluate(Assignments.parse("x=1; q=2")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("\"q\", which is no input");
    assertThatThrownBy(() -> notation.evaluate(Map.of("speed", Tensor.scalar(1))))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("speed is F32[]");
  }

  @Test
  void an_output_that_does_not_exist_is_told_with_those_that_do() {
    var notation = Notation.parse("q = x+y; f = q*z");
    assertThatThrownBy(() -> notation.withOutput("g"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContainingAll("\"g\"", "[q, f]", "use one of q, f");
    assertThatThrownBy(() -> Notation.parse("x+y").withOutput("f"))
        .hasMessageContaining("name the statement, as in f = x + y");
  }
}
