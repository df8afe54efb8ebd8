// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static chainrule.train.table.CsvFile.counted;

import chainrule.error.FormatException;

/** Decides what is to be learned of a column. */
final class TargetRules {

  /** More different whole numbers than that are numbers, not classes. */
  private static final int MOST_NUMBERED_CLASSES = 20;

  private static final int ROWS_A_CLASS = 5;

  private final String source;
  private final TableOptions options;

  TargetRules(String source, TableOptions options) {
    this.source = source;
    this.options = options;
  }

  /**
   * Classes or numbers.
   *
   * @throws FormatException if the column has no values, only one, or texts that are no classes
   */
  TableTask of(ColumnProfile profile) {
    if (profile.present() == 0) {
      throw refused("has no value in any row", "choose another target");
    }
    if (profile.distinct() == 1) {
      throw refused("has the same value in all rows; there is nothing to learn", "");
    }
    TableTask task = options.task().orElseGet(() -> found(profile));
    if (task == TableTask.REGRESSION) {
      new KindRules(source, options).checkNumbers(options.target(), profile);
    } else if (profile.isMostlyUnique()) {
      throw refused(
          "has "
              + profile.distinctText()
              + " values in "
              + counted(profile.present(), "row")
              + "; they are no classes",
          profile.isNumeric() ? "learn it as a number (regression)" : "choose another target");
    }
    return task;
  }

  private static TableTask found(ColumnProfile profile) {
    int distinct = profile.distinct();
    boolean few =
        distinct == 2
            || (distinct <= MOST_NUMBERED_CLASSES
                && (long) ROWS_A_CLASS * distinct <= profile.present());
    return profile.isNumeric() && !(profile.isWhole() && few)
        ? TableTask.REGRESSION
        : TableTask.CLASS;
  }

  private FormatException refused(String fact, String fix) {
    return new FormatException(
        source + ": target " + Cells.quoted(options.target()) + " " + fact, fix);
  }
}
