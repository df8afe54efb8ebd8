// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

  private Progress progress(boolean live) {
    return Progress.to(
        new PrintStream(rows, true, StandardCharsets.UTF_8),
        new PrintStream(notes, true, StandardCharsets.UTF_8),
        live,
        Progress.Words.ENGLISH);
  }

  private static final EpochReport REPORT =
      new EpochReport(
          1, 0.33421, new Evaluation(10, 0.1641, 0.952, List.of()), 1.0445, 123_456.7, 0.5);

  @Test
  void an_epoch_is_a_row() {
    progress(false).on(new TrainingEvent.EpochEnded(REPORT));
    assertThat(rows.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("     1    0.3342    0.1641  95.20 %    1.0445    123,457\n");
    assertThat(notes.size()).isZero();
  }

  @Test
  void steps_write_over_one_line_on_a_terminal_and_nothing_elsewhere() {
    TrainingEvent step = new TrainingEvent.Stepped(1, 5, 3, 469, 0.25, 50_000);
    progress(false).on(step);
    assertThat(notes.size()).isZero();
    progress(true).on(step);
    assertThat(notes.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r\u001b[Kepoch 1 of 5, step 3 of 469, loss 0.2500, 50,000 samples/s");
  }

  @Test
  void a_chinese_sign_takes_two_columns() {
    assertThat(Columns.width("轮次")).isEqualTo(4);
    assertThat(Columns.width("ab轮，")).isEqualTo(6);
  }
}
