// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static chainrule.explain.Sample.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SymbolsTest {

  private final Tensor x = leaf(2);
  private final Tensor rows = Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 4}}).requiresGrad();

  private static String symbol(Tensor output, boolean isAscii) {
    return Symbols.of((Node.Gate) Graph.of(output).output(), isAscii);
  }

  private static String symbol(Tensor output) {
    return symbol(output, true);
  }

  private static Tensor number(double value) {
    return Tensor.constant(DType.F64, value);
  }

  @Test
  void a_number_stands_inside_its_gate() {
    assertThat(symbol(x.plus(1))).isEqualTo("+1");
    assertThat(symbol(x.minus(0.5))).isEqualTo("-0.5");
    assertThat(symbol(x.times(-2))).isEqualTo("*-2");
    assertThat(symbol(x.pow(2))).isEqualTo("^2");
    assertThat(symbol(x.maximum(0))).isEqualTo("max 0");
    assertThat(symbol(number(1).plus(x))).as("order does not matter").isEqualTo("+1");
    assertThat(symbol(number(3).minus(x))).as("here it does").isEqualTo("3-x");
    assertThat(symbol(number(3).over(x))).isEqualTo("3/x");
    assertThat(symbol(number(2).pow(x))).isEqualTo("2^x");
    assertThat(symbol(x.clamp(-1, 1))).isEqualTo("clamp -1..1");
  }

  @Test
  void operations_are_written_as_people_do() {
    assertThat(symbol(x.plus(leaf(1)))).isEqualTo("+");
    assertThat(symbol(x.negate())).isEqualTo("-x");
    assertThat(symbol(x.abs())).isEqualTo("|x|");
    assertThat(symbol(x.square())).isEqualTo("^2");
    assertThat(symbol(x.reciprocal())).isEqualTo("1/x");
    assertThat(symbol(rows.matmul(rows))).isEqualTo("@");
    assertThat(symbol(rows.sum(0))).isEqualTo("sum 0");
    assertThat(symbol(rows.sum())).isEqualTo("sum");
  }

  @Test
  void seven_bits_are_kept_to_on_request() {
    assertThat(symbol(x.sigmoid(), false)).isEqualTo("σ");
    assertThat(symbol(x.sigmoid(), true)).isEqualTo("sigmoid");
    assertThat(symbol(rows.sum(1), false)).isEqualTo("Σ 1");
    assertThat(Symbols.name("甲", false)).isEqualTo("甲");
    assertThat(Symbols.name("甲", true)).isEqualTo("\\u7532");
  }

  @Test
  void what_does_not_show_or_breaks_a_line_is_written_as_its_code_point() {
    assertThat(Symbols.name("a\nb\033[31m\u202ec\u2028", false))
        .isEqualTo("a\\u000ab\\u001b[31m\\u202ec\\u2028");
    var named = Graph.of(x.exp(), Map.of("a\r\n\033[2J", x)).forward().backward();
    assertThat(Circuit.of(named).toString()).doesNotContain("\033", "\r").hasLineCount(1);
  }
}
