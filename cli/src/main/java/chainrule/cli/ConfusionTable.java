// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.text.TextWidth;
import chainrule.train.ClassReport;
import chainrule.train.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;

/**
 * A confusion matrix as lines: a row for each actual class, a column for each predicted one, and
 * the recall. Counts become percentages of their row where they do not fit; 0 is a dot.
 *
 * @param result the counts
 * @param names of the classes
 * @param columns the most that a line may take
 */
record ConfusionTable(Classification result, List<String> names, int columns) {

  /** The most classes that are shown. */
  static final int MOST = 12;

  private static final int LONGEST_NAME = 16;
  private static final int LONGEST_HEAD = 5;
  private static final String MORE = "..";

  /** The lines; the recall stands under a head of its own. */
  List<String> lines(String recall) {
    List<String> counts = lines(recall, (times, _) -> times);
    boolean fits = counts.stream().allMatch(line -> TextWidth.of(line) <= columns);
    return fits ? counts : lines(recall, ConfusionTable::percent);
  }

  private static long percent(long times, long all) {
    return all == 0 ? 0 : Math.max(times == 0 ? 0 : 1, Math.round(100.0 * times / all));
  }

  private List<String> lines(String recall, LongBinaryOperator shown) {
    int classes = result.confusion().size();
    boolean undecided = result.undecided().stream().anyMatch(count -> count > 0);
    Table table = Table.of("l" + "r".repeat(classes + (undecided ? 2 : 1)));
    List<String> heads = new ArrayList<>(List.of(""));
    heads.addAll(cells(this::head));
    if (undecided) {
      heads.add("NaN");
    }
    heads.add(recall);
    table.row(heads.toArray(String[]::new));
    for (ClassReport report : result.classes()) {
      int actual = report.number();
      List<String> row = new ArrayList<>(List.of(label(actual)));
      row.addAll(
          cells(predicted ->
              cell(
                  shown.applyAsLong(
                      result.confusion().get(actual).get(predicted), report.actual()))));
      if (undecided) {
        row.add(cell(shown.applyAsLong(result.undecided().get(actual), report.actual())));
      }
      row.add(
          report.actual() == 0
              ? "-"
              : String.format(Locale.ROOT, "%.1f %%", 100 * report.recall()));
      table.row(row.toArray(String[]::new));
    }
    return table.lines();
  }

  private List<String> cells(IntFunction<String> cell) {
    return IntStream.range(0, names.size()).mapToObj(cell).toList();
  }

  private static String cell(long times) {
    return times == 0 ? "." : Long.toString(times);
  }

  /** The name of a class over its column, or its number where names are long. */
  private String head(int number) {
    return hasShortNames() ? names.get(number) : Integer.toString(number);
  }

  /** The name of a class before its row, with its number where that stands over columns. */
  private String label(int number) {
    return hasShortNames()
        ? names.get(number)
        : number + " " + shortened(names.get(number), LONGEST_NAME);
  }

  private boolean hasShortNames() {
    return names.stream().allMatch(name -> TextWidth.of(name) <= LONGEST_HEAD);
  }

  /** The beginning of a text that is too long. */
  static String shortened(String text, int width) {
    if (TextWidth.of(text) <= width) {
      return text;
    }
    StringBuilder start = new StringBuilder();
    int taken = MORE.length();
    for (int letter : text.codePoints().toArray()) {
      taken += TextWidth.of(letter);
      if (taken > width) {
        break;
      }
      start.appendCodePoint(letter);
    }
    return start + MORE;
  }
}
