// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.formats.Json;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

  @TempDir private Path folder;

  private static String epoch(int number, double loss, double test) {
    return Json.object()
        .with("event", "epoch")
        .with("epoch", number)
        .with("loss", loss)
        .with("test_loss", test)
        .toText();
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("events.jsonl"), String.join("\n", lines));
  }

  @Test
  void events_of_a_run_are_read_with_all_bits() throws IOException {
    Mlp net = Mlp.of("784-8-10", Activation.RELU, Rng.seed(1));
    History run =
        Nets.run(
            net,
            Losses.crossEntropy(),
            Adam.rate(0.25),
            Nets.digits().train().first(100),
            Nets.digits().test(),
            50,
            1);
    StepStatistics step = run.statistics().getLast();
    Json stats = Json.object().with("event", "stats").with("figures", step.toJson());
    History read =
        History.read(
            file(
                "{\"event\":\"start\",\"lr\":0.25}",
                stats.toText(),
                "{\"event\":\"warning\",\"code\":\"x\"}",
                epoch(1, 0.5, 0.75)));
    assertThat(read)
        .isEqualTo(new History(List.of(step), List.of(new EpochFigures(1, 0.5, 0.75)), 0.25));
  }

  @Test
  void what_a_resumed_run_tells_again_counts_once() throws IOException {
    History read = History.read(file(epoch(1, 9, 9), epoch(2, 8, 8), epoch(2, 7, 7)));
    assertThat(read.epochs()).containsExactly(new EpochFigures(1, 9, 9), new EpochFigures(2, 7, 7));
  }

  @Test
  void a_last_line_that_was_cut_off_is_left_alone() throws IOException {
    assertThat(History.read(file(epoch(1, 9, 9), "{\"event\":\"ep")).epochs()).hasSize(1);
  }

  @Test
  void a_broken_line_before_others_is_named() throws IOException {
    Path broken = file(epoch(1, 9, 9), "{\"event\":\"ep", epoch(2, 9, 9));
    assertThatThrownBy(() -> History.read(broken))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("events.jsonl, line 2");
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> History.read(folder.resolve("none.jsonl")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("none.jsonl");
  }
}
