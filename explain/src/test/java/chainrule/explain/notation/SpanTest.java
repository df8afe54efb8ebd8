// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.notation.Term.Application;
import chainrule.explain.notation.Term.Chain;
import chainrule.explain.notation.Term.Comparison;
import chainrule.explain.notation.Term.Power;
import chainrule.explain.notation.Term.Transposition;
import org.junit.jupiter.api.Test;

/** Terms know where they stand. */
class SpanTest {

  private static final String TEXT =
      "q = 速度 + W' @ [1, 2];\n f = -max(q, x^2) - where(x > 0, 1, q)";

  private static String at(Span span) {
    return TEXT.substring(span.start(), span.end());
  }

  @Test
  void spans_cover_the_text_of_terms_and_operators() {
    var statements = Notation.parse(TEXT).statements();
    assertThat(at(statements.get(0).span())).isEqualTo("q = 速度 + W' @ [1, 2]");
    var sum = (Chain) statements.get(0).term();
    assertThat(at(sum.span())).isEqualTo("速度 + W' @ [1, 2]");
    assertThat(at(sum.first().span())).isEqualTo("速度");
    assertThat(at(sum.links().getFirst().at())).isEqualTo("+");
    var product = (Chain) sum.links().getFirst().operand();
    assertThat(at(product.span())).isEqualTo("W' @ [1, 2]");
    assertThat(at(((Transposition) product.first()).at())).isEqualTo("'");
    assertThat(at(product.links().getFirst().operand().span())).isEqualTo("[1, 2]");

    assertThat(at(statements.get(1).span())).isEqualTo("f = -max(q, x^2) - where(x > 0, 1, q)");
    var difference = (Chain) statements.get(1).term();
    assertThat(at(difference.first().span())).isEqualTo("-max(q, x^2)");
    var where = (Application) difference.links().getFirst().operand();
    assertThat(at(where.span())).isEqualTo("where(x > 0, 1, q)");
    assertThat(at(((Comparison) where.arguments().getFirst()).at())).isEqualTo(">");
    assertThat(at(where.arguments().getFirst().span())).isEqualTo("x > 0");
  }

  @Test
  void a_power_spans_base_and_exponent() {
    var power = (Power) Notation.parse(" x^-2 ").output().term();
    assertThat(power.span()).isEqualTo(new Span(1, 5));
    assertThat(power.at()).isEqualTo(new Span(2, 3));
    assertThat(power.exponent().span()).isEqualTo(new Span(3, 5));
  }
}
