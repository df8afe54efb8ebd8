// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

  private long now = 1_000_000;

  private Progress progress(boolean live) {
    return Progress.to(
        new PrintStream(rows, true, StandardCharsets.UTF_8),
        new PrintStream(notes, true, StandardCharsets.UTF_8),
        live,
        Progress.Words.ENGLISH,
        () -> Instant.ofEpochMilli(now));
  }

  private static final EpochReport REPORT =
      new EpochReport(
          1,
          0.33421,
          Classification.of(0.1641, List.of(List.of(952L, 48L), List.of(0L, 0L))),
          1.0445,
          123_456.7,
          0.5);

  @Test
  void an_epoch_is_a_row() {
    progress(false).on(new TrainingEvent.EpochEnded(REPORT));
    assertThat(rows.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("     1    0.3342    0.1641  95.20 %    1.0445    123,457\n");
    assertThat(notes.size()).isZero();
  }

  @Test
  void steps_write_over_one_line_on_a_terminal() {
    var progress = progress(true);
    now += 1_000;
    progress.on(step(2, 50));
    assertThat(notes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r\u001b[Kepoch 2 of 5, step 50 of 100, loss 0.2500, 50,000 samples/s, 0:02 left");
    now += 99;
    progress.on(step(2, 51));
    assertThat(notes.toString(StandardCharsets.UTF_8)).doesNotContain("51");
    now += 1;
    progress.on(step(2, 52));
    assertThat(notes.toString(StandardCharsets.UTF_8)).contains("step 52 ");
  }

  @Test
  void elsewhere_a_long_epoch_shows_life_every_ten_seconds() {
    var progress = progress(false);
    now += 9_999;
    progress.on(step(1, 1));
    assertThat(notes.size()).isZero();
    now += 590_001;
    progress.on(step(1, 2));
    progress.on(step(1, 3));
    assertThat(notes.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            "epoch 1 of 5, step 2 of 100, loss 0.2500, 50,000 samples/s, 2490:00 left\n");
    progress.on(new TrainingEvent.EpochEnded(REPORT));
    now += 9_999;
    progress.on(step(2, 1));
    assertThat(notes.toString(StandardCharsets.UTF_8)).doesNotContain("epoch 2");
  }

  private static TrainingEvent step(int epoch, int step) {
    return new TrainingEvent.Stepped(epoch, 5, step, 100, 0.25, 50_000);
  }

  @Test
  void a_chinese_sign_takes_two_columns() {
    assertThat(Columns.width("轮次")).isEqualTo(4);
    assertThat(Columns.width("ab轮，")).isEqualTo(6);
  }
}
