// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static chainrule.train.table.CsvFile.counted;

import chainrule.error.FormatException;
import java.util.Locale;
import java.util.Set;

/** Decides what a column is. */
final class KindRules {

  private static final double MOSTLY = 0.9;
  private static final int ENOUGH = 20;
  private static final Set<String> IDENTIFIERS =
      Set.of("id", "index", "idx", "no", "nr", "number", "num", "row", "key", "uuid", "guid");

  private final String source;
  private final TableOptions options;

  KindRules(String source, TableOptions options) {
    this.source = source;
    this.options = options;
  }

  /**
   * What a column is.
   *
   * @param place of the column, from 0
   * @throws FormatException if it is meant to be numeric and is not, or nearly is
   */
  ColumnReport of(String name, int place, ColumnProfile profile) {
    if (options.drop().contains(name)) {
      return report(name, ColumnKind.DROPPED, profile, "left out as asked for");
    }
    if (options.numeric().contains(name)) {
      checkNumbers(name, profile);
      return report(name, ColumnKind.NUMERIC, profile, "numbers, as asked for");
    }
    if (options.categorical().contains(name)) {
      return report(name, ColumnKind.CATEGORICAL, profile, "categories, as asked for");
    }
    if (profile.present() == 0) {
      return report(name, ColumnKind.EMPTY, profile, "no value in any row");
    }
    if (profile.distinct() == 1 && profile.missing() == 0) {
      return report(name, ColumnKind.CONSTANT, profile, "the same value in all rows");
    }
    return profile.isNumeric() ? ofNumbers(name, place, profile) : ofTexts(name, profile);
  }

  private ColumnReport ofNumbers(String name, int place, ColumnProfile profile) {
    if (profile.distinct() <= 2) {
      return few(name, profile);
    }
    if (profile.isRunning() && (place == 0 || isIdentifier(name))) {
      return report(name, ColumnKind.IDENTIFIER, profile, "counts the rows");
    }
    if (profile.isIncreasing() && isIdentifier(name)) {
      return report(name, ColumnKind.IDENTIFIER, profile, "numbers that only name the rows");
    }
    checkNumbers(name, profile);
    return report(name, ColumnKind.NUMERIC, profile, "every value is a number");
  }

  private ColumnReport few(String name, ColumnProfile profile) {
    return profile.distinct() == 2
        ? report(name, ColumnKind.BINARY, profile, "two different values")
        : report(name, ColumnKind.CATEGORICAL, profile, "there or not");
  }

  private ColumnReport ofTexts(String name, ColumnProfile profile) {
    if (profile.distinct() <= 2) {
      return few(name, profile);
    }
    boolean nearly = profile.numericShare() >= MOSTLY || profile.commaShare() >= MOSTLY;
    if (nearly && profile.present() >= ENOUGH) {
      throw noNumber(name, profile, profile.firstText().orElseThrow());
    }
    if (!profile.isMostlyUnique()) {
      return report(name, ColumnKind.CATEGORICAL, profile, profile.distinctText() + " texts");
    }
    String texts = profile.distinctText() + " texts in " + counted(profile.present(), "row");
    return profile.isCoded()
        ? report(name, ColumnKind.CODE, profile, texts + "; their first letters are used")
        : report(name, ColumnKind.TEXT, profile, texts);
  }

  /**
   * Checks that each value is a number that can be trained on.
   *
   * @throws FormatException naming the first that is not
   */
  void checkNumbers(String name, ColumnProfile profile) {
    if (!profile.isNumeric()) {
      throw noNumber(name, profile, profile.firstText().orElseThrow());
    }
    profile
        .firstHuge()
        .ifPresent(cell -> {
          throw new FormatException(
              place(cell)
                  + "column "
                  + Cells.quoted(name)
                  + ": "
                  + Cells.quoted(cell.text())
                  + " is beyond F32, whose largest number is 3.4e38");
        });
  }

  private FormatException noNumber(String name, ColumnProfile profile, ColumnProfile.Cell cell) {
    String share = String.format(Locale.ROOT, "%.1f %%", 100 * profile.numericShare());
    String fix =
        Cells.isCommaNumber(cell.text())
            ? "write numbers with a point: " + cell.text().replace(',', '.')
            : "mend it, say that it stands for no value (missing), "
                + "or that the column holds categories (categorical)";
    return new FormatException(
        place(cell)
            + "column "
            + Cells.quoted(name)
            + ": "
            + Cells.quoted(cell.text())
            + " is no number; "
            + share
            + " of the column are",
        fix);
  }

  private String place(ColumnProfile.Cell cell) {
    return source + ": line " + cell.line() + ": ";
  }

  /** Whether a name is one that identifiers have: its last word says so. */
  private static boolean isIdentifier(String name) {
    String[] words = name.split("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})", -1);
    return IDENTIFIERS.contains(words[words.length - 1].toLowerCase(Locale.ROOT));
  }

  private static ColumnReport report(
      String name, ColumnKind kind, ColumnProfile profile, String reason) {
    return new ColumnReport(name, kind, profile.missing(), reason);
  }
}
