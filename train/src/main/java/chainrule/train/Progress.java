// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import java.io.Console;
import java.io.PrintStream;
import java.time.InstantSource;
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
   * @param columns the heads of the six columns: epoch, loss, test loss, accuracy (R2 for numbers),
   *     gradient norm, samples a second
   * @param live a format of the live line: epoch, epochs, step, steps, loss, samples a second, and
   *     the time that is left as text
   * @param warning what stands before a warning
   */
  public record Words(List<String> columns, String live, String warning) {

    /** English. */
    public static final Words ENGLISH =
        new Words(
            List.of("epoch", "loss", "test loss", "accuracy", "grad norm", "samples/s"),
            "epoch %d of %d, step %d of %d, loss %.4f, %,.0f samples/s, %s left",
            "warning: ");
  }

  private static final int[] WIDTHS = {6, 10, 10, 9, 10, 11};
  private static final int SCORE = 3;

  /** A run of more than twice as many epochs has a row for some of them alone. */
  private static final int ROWS = 25;

  private static final long LIVE_MILLIS = 100;
  private static final long PLAIN_MILLIS = 10_000;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream rows;
  private final PrintStream notes;
  private final boolean live;
  private final Words words;
  private final InstantSource clock;
  private int every = 1;
  private long begun;
  private long lastShown;

  private Progress(
      PrintStream rows, PrintStream notes, boolean live, Words words, InstantSource clock) {
    this.rows = rows;
    this.notes = notes;
    this.live = live;
    this.words = words;
    this.clock = clock;
    begun = clock.millis();
    lastShown = live ? 0 : begun;
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
   * @param notes warnings, and how far it is
   * @param live whether to write how far it is over one line, which needs a terminal; if not, an
   *     epoch that takes long has a plain line every ten seconds
   */
  public static Progress to(PrintStream rows, PrintStream notes, boolean live, Words words) {
    return to(rows, notes, live, words, InstantSource.system());
  }

  static Progress to(
      PrintStream rows, PrintStream notes, boolean live, Words words, InstantSource clock) {
    return new Progress(rows, notes, live, words, clock);
  }

  @Override
  public void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started(TrainingPlan plan) -> {
        begun = clock.millis();
        String[] heads = words.columns().toArray(String[]::new);
        heads[SCORE] = plan.test().isClassified() ? heads[SCORE] : "R2";
        row(heads);
        every = Math.max(1, plan.epochs() / ROWS);
      }
      case TrainingEvent.Resumed _, TrainingEvent.Measured _ -> {}
      case TrainingEvent.Stepped step -> stepped(step);
      case TrainingEvent.EpochEnded(EpochReport report) -> {
        clear();
        if (report.epoch() == 1 || report.epoch() % every == 0) {
          row(cells(report));
        }
        lastShown = live ? 0 : clock.millis();
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
      score(report.test()),
      number("%.4f", report.gradientNorm()),
      number("%,.0f", report.samplesPerSecond())
    };
  }

  private static String score(Evaluation test) {
    return switch (test) {
      case Classification classes -> number("%.2f %%", 100 * classes.accuracy());
      case Regression numbers -> number("%.4f", numbers.r2());
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

  private void stepped(TrainingEvent.Stepped step) {
    long now = clock.millis();
    if (now - lastShown >= (live ? LIVE_MILLIS : PLAIN_MILLIS)) {
      lastShown = now;
      String text =
          String.format(
              Locale.ROOT,
              words.live(),
              step.epoch(),
              step.epochs(),
              step.step(),
              step.steps(),
              step.loss(),
              step.samplesPerSecond(),
              left(step, now - begun));
      notes.print(live ? CLEAR + text : text + System.lineSeparator());
      notes.flush();
    }
  }

  /** The time for the steps to come, if they are as fast as those before: minutes and seconds. */
  private static String left(TrainingEvent.Stepped step, long millis) {
    long done = (step.epoch() - 1L) * step.steps() + step.step();
    long all = (long) step.epochs() * step.steps();
    long seconds = Math.round((double) millis * (all - done) / done / 1000);
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  private void clear() {
    if (live) {
      notes.print(CLEAR);
      notes.flush();
    }
  }
}
