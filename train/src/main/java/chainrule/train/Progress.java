// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells people how training goes: a row an epoch, and between rows one live line that is written
 * over, on a terminal only.
 */
public final class Progress implements TrainingListener {

  /**
   * The words it uses.
   *
   * @param columns the heads of the six columns: epoch, loss, test loss, accuracy, gradient norm,
   *     samples a second
   * @param live a format of the live line: epoch, epochs, step, steps, loss, samples a second
   * @param warning what stands before a warning
   */
  public record Words(List<String> columns, String live, String warning) {

    /** English. */
    public static final Words ENGLISH =
        new Words(
            List.of("epoch", "loss", "test loss", "accuracy", "grad norm", "samples/s"),
            "epoch %d of %d, step %d of %d, loss %.4f, %,.0f samples/s",
            "warning: ");
  }

  private static final int[] WIDTHS = {6, 10, 10, 9, 10, 11};
  private static final long REFRESH_NANOS = 100_000_000;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream rows;
  private final PrintStream notes;
  private final boolean live;
  private final Words words;
  private long lastShown;

  private Progress(PrintStream rows, PrintStream notes, boolean live, Words words) {
    this.rows = rows;
    this.notes = notes;
    this.live = live;
    this.words = words;
  }

  /** Rows on standard output; the live line on standard error if both are a terminal. */
  public static Progress terminal() {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return to(System.out, System.err, terminal, Words.ENGLISH);
  }

  /**
   * Rows and notes on given streams.
   *
   * @param rows one line an epoch
   * @param notes warnings, and the live line
   * @param live whether to write a live line, which needs a terminal
   */
  public static Progress to(PrintStream rows, PrintStream notes, boolean live, Words words) {
    return new Progress(rows, notes, live, words);
  }

  @Override
  public void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started _ -> row(words.columns().toArray(String[]::new));
      case TrainingEvent.Stepped step -> liveLine(step);
      case TrainingEvent.EpochEnded(EpochReport report) -> {
        clear();
        row(cells(report));
      }
      case TrainingEvent.Warned warning -> {
        clear();
        notes.println(words.warning() + warning.message());
      }
      case TrainingEvent.Finished _ -> clear();
    }
  }

  private static String[] cells(EpochReport report) {
    return new String[] {
      Integer.toString(report.epoch()),
      number("%.4f", report.loss()),
      number("%.4f", report.test().loss()),
      number("%.2f %%", 100 * report.test().accuracy()),
      number("%.4f", report.gradientNorm()),
      number("%,.0f", report.samplesPerSecond())
    };
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private void row(String... cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.length; column++) {
      int gap = WIDTHS[column] - Columns.width(cells[column]);
      line.append(" ".repeat(Math.max(1, gap))).append(cells[column]);
    }
    rows.println(line);
    rows.flush();
  }

  private void liveLine(TrainingEvent.Stepped step) {
    long now = System.nanoTime();
    if (live && now - lastShown > REFRESH_NANOS) {
      lastShown = now;
      notes.print(
          CLEAR
              + String.format(
                  Locale.ROOT,
                  words.live(),
                  step.epoch(),
                  step.epochs(),
                  step.step(),
                  step.steps(),
                  step.loss(),
                  step.samplesPerSecond()));
      notes.flush();
    }
  }

  private void clear() {
    if (live) {
      notes.print(CLEAR);
      notes.flush();
    }
  }
}
