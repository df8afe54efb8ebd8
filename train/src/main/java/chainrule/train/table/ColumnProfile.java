// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import java.util.Optional;

/** What the cells of a column are like; no cell is kept but the first of each oddity. */
final class ColumnProfile {

  /** Beyond so many different texts they are no longer counted. */
  static final int MOST_TEXTS = 1000;

  /** Beyond so many different beginnings a column holds no codes. */
  static final int MOST_PREFIXES = 32;

  /**
   * A cell worth naming.
   *
   * @param line where its row begins
   */
  record Cell(String text, long line) {}

  private final DistinctTexts texts = new DistinctTexts(MOST_TEXTS);
  private final DistinctTexts prefixes = new DistinctTexts(MOST_PREFIXES);
  private long rows;
  private long rowsUntilFull;
  private long missing;
  private long numbers;
  private long commaNumbers;
  private boolean whole = true;
  private boolean running = true;
  private boolean increasing = true;
  private double last;
  private Optional<Cell> firstText = Optional.empty();
  private Optional<Cell> firstHuge = Optional.empty();

  /** Takes a cell that has a value. */
  void add(String text, long line) {
    rows++;
    boolean number = Cells.isNumber(text);
    texts.add(number ? Cells.canonical(text) : text);
    rowsUntilFull += texts.isFull() ? 0 : 1;
    if (number) {
      addNumber(Double.parseDouble(text), text, line);
      prefixes.add("");
    } else {
      commaNumbers += Cells.isCommaNumber(text) ? 1 : 0;
      prefixes.add(Prefix.of(text));
      firstText = firstText.or(() -> Optional.of(new Cell(text, line)));
    }
  }

  private void addNumber(double number, String text, long line) {
    if (!Cells.isInRange(number)) {
      firstHuge = firstHuge.or(() -> Optional.of(new Cell(text, line)));
    }
    whole &= Cells.isWhole(number);
    running &= rows == 1 || number == last + 1;
    increasing &= rows == 1 || number > last;
    last = number;
    numbers++;
  }

  /** Takes a cell without a value. */
  void addMissing() {
    rows++;
    missing++;
    running = false;
  }

  long missing() {
    return missing;
  }

  /** The cells that have a value. */
  long present() {
    return rows - missing;
  }

  int distinct() {
    return texts.count();
  }

  /** The number of different texts for messages. */
  String distinctText() {
    return (texts.isFull() ? MOST_TEXTS + " or more" : texts.count()) + " different";
  }

  /** Whether each value is a number. */
  boolean isNumeric() {
    return numbers == present();
  }

  /** Whether each value is a whole number. */
  boolean isWhole() {
    return isNumeric() && whole;
  }

  /** Whether the values count the rows: each is one more than the one before. */
  boolean isRunning() {
    return isWhole() && running && present() > 2;
  }

  /** Whether each value is a whole number above the one before. */
  boolean isIncreasing() {
    return isWhole() && increasing && present() > 2;
  }

  /** The share of values that are numbers. */
  double numericShare() {
    return (double) numbers / Math.max(1, present());
  }

  /** The share of values that are numbers with a comma for a point. */
  double commaShare() {
    return (double) commaNumbers / Math.max(1, present());
  }

  /** Whether most values occur once. */
  boolean isMostlyUnique() {
    return texts.isFull()
        ? rowsUntilFull < 2L * MOST_TEXTS
        : texts.count() > 10 && 2L * texts.count() > present();
  }

  /** Whether texts begin with one of a few runs of letters. */
  boolean isCoded() {
    return prefixes.count() > 1 && !prefixes.isFull();
  }

  /** The first value that is no number. */
  Optional<Cell> firstText() {
    return firstText;
  }

  /** The first number beyond what can be trained on. */
  Optional<Cell> firstHuge() {
    return firstHuge;
  }
}
