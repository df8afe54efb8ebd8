// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "x + y * z              | {x + {y * z}}",
        "x * y + z              | {{x * y} + z}",
        "x - y - z              | {x - y - z}",
        "x - (y - z)            | {x - {y - z}}",
        "(x - y) - z            | {{x - y} - z}",
        "x / y / z              | {x / y / z}",
        "x / y * z              | {x / y * z}",
        "x @ y * z              | {x @ y * z}",
        "x + y - z * a / b @ c  | {x + y - {z * a / b @ c}}",
        "-x^2                   | (neg (^ x 2.0))",
        "(-x)^2                 | (^ (neg x) 2.0)",
        "2^-1                   | (^ 2.0 (neg 1.0))",
        "2^3^2                  | (^ 2.0 (^ 3.0 2.0))",
        "(2^3)^2                | (^ (^ 2.0 3.0) 2.0)",
        "2^-x^2                 | (^ 2.0 (neg (^ x 2.0)))",
        "2^-x*3                 | {(^ 2.0 (neg x)) * 3.0}",
        "-x*y                   | {(neg x) * y}",
        "-(x*y)                 | (neg {x * y})",
        "x*-y                   | {x * (neg y)}",
        "x--y                   | {x - (neg y)}",
        "x+-+y                  | {x + (neg y)}",
        "--x                    | (neg (neg x))",
        "-x + y                 | {(neg x) + y}",
        "+x                     | x",
        "W' @ x                 | {(tr W) @ x}",
        "-W'                    | (neg (tr W))",
        "W'^2                   | (^ (tr W) 2.0)",
        "2^W'                   | (^ 2.0 (tr W))",
        "(W')'                  | (tr (tr W))",
        "((((x))))              | x",
        "exp(-x)                | (exp (neg x))",
        "exp(x)^2               | (^ (exp x) 2.0)",
        "-exp(x)                | (neg (exp x))",
        "max(x, y + 1, 2*z)     | (max x {y + 1.0} {2.0 * z})",
        "max(x)                 | (max x)",
        "sum(x, axis=-1, keep=1)| (sum x axis=(neg 1.0) keep=1.0)",
        "where(x+1 <= y, x, -y) | (where (LESS_EQUAL {x + 1.0} y) x (neg y))",
        "where((x>y), 1, 2)     | (where (GREATER x y) 1.0 2.0)",
        "[1, -2, 1/2]           | [1.0 (neg 2.0) {1.0 / 2.0}]",
        "[[1,2],[3,4]] @ x      | {[[1.0 2.0] [3.0 4.0]] @ x}",
        "x * (y + z) * a        | {x * {y + z} * a}",
        "(x * y) * z            | {{x * y} * z}",
        "1/(1+exp(-(w*x+b)))    | {1.0 / {1.0 + (exp (neg {{w * x} + b}))}}",
      })
  void operators_bind_as_in_mathematics(String text, String tree) {
    assertThat(Tree.of(text)).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource({
    "leaky_relu(x), leakyRelu",
    "LeakyReLU(x), leakyRelu",
    "ReLU(x), relu",
    "σ(x), sigmoid",
    "Sigmoid(x), sigmoid",
    "ln(x), log",
    "Σ(x), sum",
    "log_softmax(x), logSoftmax",
    "logSumExp(x), logsumexp",
    "swish(x), silu",
  })
  void functions_answer_to_other_names(String text, String function) {
    assertThat(Tree.of(text)).isEqualTo("(" + function + " x)");
  }

  @Test
  void statements_end_with_lines_and_semicolons() {
    for (var text :
        new String[] {
          "q = x+y; f = q*z",
          "q = x+y\nf = q*z",
          "q = x+y;\nf = q*z;",
          "\n\n  q = x+y\r\n\r\nf = q*z\r\n",
          "# a circuit\nq = x+y # the sum\n# the product\nf = q*z",
          "q = (x\n  + y)\rf = q*(\nz\n)\n;",
        }) {
      var notation = Notation.parse(text);
      assertThat(notation.text()).as(text).isEqualTo("q = x + y\nf = q * z");
      assertThat(notation.names()).containsExactly("x", "y", "z");
      assertThat(notation.outputs()).containsExactly("q", "f");
    }
  }

  @Test
  void names_are_listed_in_the_order_of_their_first_use() {
    assertThat(Notation.parse("b*a + c*b").names()).containsExactly("b", "a", "c");
    assertThat(Notation.parse("a = y; b = a + x").names()).containsExactly("y", "x");
    assertThat(Notation.parse("2 + 3").names()).isEmpty();
  }

  @Test
  void pi_and_e_need_no_value_and_may_be_assigned() {
    assertThat(Notation.parse("2*pi*r + e + π").names()).containsExactly("r");
    assertThat(Notation.parse("e = y - t; e^2").names()).containsExactly("y", "t");
  }

  @Test
  void names_of_functions_may_be_assigned() {
    var notation = Notation.parse("dot = w*x; sum = sum(dot); exp(sum) + dot");
    assertThat(notation.names()).containsExactly("w", "x");
  }

  @Test
  void another_statement_may_be_the_output() {
    var notation = Notation.parse("q = x+y; f = q*z");
    assertThat(notation.output().name()).contains("f");
    assertThat(notation.withOutput("q").output().text()).isEqualTo("q = x + y");
    assertThat(Notation.parse("q = x+y; q*z").output().name()).isEmpty();
  }

  @Test
  void equal_texts_give_equal_terms() {
    var one = Notation.parse("q = max(x, [1, 2]) + y'^2").statements();
    assertThat(one).isEqualTo(Notation.parse("q = max(x, [1, 2]) + y'^2").statements());
    assertThat(one).isNotEqualTo(Notation.parse("q = max(x, [1, 2]) + y'^3").statements());
  }
}
