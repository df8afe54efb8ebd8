// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Screen screen(boolean json) {
    return new Screen(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), json);
  }

  @Test
  void a_time_is_one_object_of_five_members() {
    screen(true).row(Row.times("step", "libtorch", 100, 250).withRounds(99, 101));
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            "{\"work\":\"step\",\"peer\":\"libtorch\",\"ours_us\":100.0,\"peer_us\":250.0,"
                + "\"ratio\":2.5}"
                + System.lineSeparator());
  }

  @Test
  void what_is_no_time_says_its_unit() {
    screen(true).row(Row.of("heap", "needed", "B", 200, 100));
    assertThat(out.toString(UTF_8).strip())
        .isEqualTo(
            "{\"work\":\"heap\",\"peer\":\"needed\",\"ours_us\":null,\"peer_us\":null,"
                + "\"ratio\":0.5,\"unit\":\"B\",\"ours\":200.0,\"peer_figure\":100.0}");
  }

  @Test
  void what_is_no_row_stays_off_standard_output() {
    Screen screen = screen(true);
    screen.head();
    screen.note("floors");
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8).strip()).isEqualTo("bench: floors");
  }

  @Test
  void six_digits_are_kept_and_a_missing_figure_is_null() {
    assertThat(Screen.rounded(1234.56789).toText()).isEqualTo("1234.57");
    assertThat(Screen.rounded(Double.NaN).toText()).isEqualTo("null");
    assertThat(Screen.rounded(Double.POSITIVE_INFINITY).toText()).isEqualTo("null");
  }

  @Test
  void numbers_show_three_digits_that_count() {
    assertThat(Screen.number(1234.5)).isEqualTo("1235");
    assertThat(Screen.number(12.345)).isEqualTo("12.3");
    assertThat(Screen.number(1.2345)).isEqualTo("1.23");
    assertThat(Screen.number(0.12345)).isEqualTo("0.123");
    assertThat(Screen.number(0)).isEqualTo("0.00");
  }
}
