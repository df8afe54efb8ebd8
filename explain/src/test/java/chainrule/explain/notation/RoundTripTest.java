// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is printed is read again as the same. */
class RoundTripTest {

  private static final int TERMS = 3_000;

  @Test
  void random_terms_are_printed_and_read_again() {
    for (long seed = 0; seed < TERMS; seed++) {
      // The name "max" is assigned, so that it may stand for a value beside the function.
      Term term = new RandomTerms(seed).term((int) (seed % 5));
      String text = "max = 1; f = " + term.text();
      Statement read = Notation.parse(text).output();
      assertThat(Tree.of(read.term())).as("seed %d: %s", seed, text).isEqualTo(Tree.of(term));
      assertThat(Notation.parse(text).output()).as("seed %d: %s", seed, text).isEqualTo(read);
      assertThat(read.term().text()).as("seed %d", seed).isEqualTo(term.text());
      assertThat(read.term().toLatex()).as("seed %d", seed).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "q=x+y;f=q*z              | q = x + y;f = q * z",
        "((x+y))*z                | (x + y) * z",
        "-(x)^(2)                 | -x^2",
        "(-x)^2                   | (-x)^2",
        "x-(y-z)                  | x - (y - z)",
        "x*(y/z)                  | x * (y / z)",
        "-(x+y)                   | -(x + y)",
        "-(x*y)                   | -(x * y)",
        "2^(3^2)                  | 2^3^2",
        "(2^3)^2                  | (2^3)^2",
        "2^(x+1)                  | 2^(x + 1)",
        "2^(-x)                   | 2^-x",
        "(x+y)'                   | (x + y)'",
        "(x^2)'                   | (x^2)'",
        "x'^2                     | x'^2",
        "1e3+1.50                 | 1000 + 1.5",
        "[[1,2],[3,4]]            | [[1, 2], [3, 4]]",
        "sum(x,axis=0)            | sum(x, axis=0)",
        "where((x+1)<y,(x),y)     | where(x + 1 < y, x, y)",
        "Leaky_ReLU(x,.1)         | leakyRelu(x, 0.1)",
      })
  void the_canonical_text_is_the_shortest_that_says_the_same(String text, String canonical) {
    Notation notation = Notation.parse(text);
    assertThat(notation.text()).isEqualTo(canonical.replace(";", "\n"));
    assertThat(Notation.parse(notation.text()).text()).isEqualTo(notation.text());
  }

  @Test
  void canonical_text_is_read_as_equal_statements() {
    String text = Notation.parse("q = (x+y)*z; f = max(q, 0)^2").text();
    assertThat(Notation.parse(Notation.parse(text).text()).statements())
        .isEqualTo(Notation.parse(text).statements());
  }
}
