// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.notation.Term.Literal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {

  private static double read(String text) {
    return ((Literal) Notation.parse(text).output().term()).value();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0, 0",
    "007, 7",
    "1.5, 1.5",
    ".5, 0.5",
    "5., 5",
    "1e3, 1000",
    "1E3, 1000",
    "1e+3, 1000",
    "1e-3, 0.001",
    ".5e1, 5",
    "5.e-1, 0.5",
    "1_000, 1000",
    "1_000.000_1, 1000.0001",
    "1e1_0, 1e10",
    "0.1, 0.1",
    "123456789012345678901, 123456789012345678901",
    "4.9e-324, 4.9e-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "0e999, 0",
    "１２．５, 12.5",
    "1ｅ−3, 0.001",
  })
  void numbers_are_read_in_every_usual_form(String text, double value) {
    assertThat(read(text)).isEqualTo(value);
  }

  @Test
  void numbers_are_printed_with_the_digits_that_give_their_bits() {
    assertThat(Printer.number(12)).isEqualTo("12");
    assertThat(Printer.number(0.1)).isEqualTo("0.1");
    assertThat(Printer.number(1e-3)).isEqualTo("0.001");
    assertThat(Printer.number(1e-9)).isEqualTo("1e-9");
    assertThat(Printer.number(1.5e300)).isEqualTo("1.5e300");
    assertThat(Printer.number(1e20)).isEqualTo("1e20");
    assertThat(Printer.number(123456.75)).isEqualTo("123456.75");
    assertThat(Printer.number(-0.0)).isEqualTo("0");
  }

  @Test
  void what_is_printed_is_read_again_bit_by_bit() {
    long seed = 3;
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (Double.isFinite(value)) {
        assertThat(read(Printer.number(value))).as("seed %d, %s", seed, value).isEqualTo(value);
      }
    }
  }
}
