// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the rule of a column from its values in the training rows alone. */
final class RuleFitting {

  private static final double FREQUENT = 0.05;
  private static final int MOST_CATEGORIES = 100;
  private static final int MOST_EMBEDDED = 10_000;
  private static final int LEAST_ROWS = 5;
  private static final int ROWS_A_LEAST_ROW = 40;

  private RuleFitting() {}

  /** The rule of a column. */
  static ColumnRule fit(TableColumn column, EmbeddedColumns embedded, int... rows) {
    return switch (column) {
      case TableColumn.Numbers numbers -> fit(numbers, rows);
      case TableColumn.Categories categories -> fit(categories, embedded, rows);
    };
  }

  /** Mean and deviation of numbers; a deviation of 0 becomes 1. */
  record Spread(double mean, double deviation) {
    static Spread of(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      double mean = values.length == 0 ? 0 : sum / values.length;
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      double deviation = Math.sqrt(squares / Math.max(1, values.length));
      return new Spread(mean, deviation > 0 ? deviation : 1);
    }
  }

  private static ColumnRule fit(TableColumn.Numbers column, int[] rows) {
    double[] present =
        IntStream.of(rows)
            .mapToDouble(row -> column.values()[row])
            .filter(value -> !Double.isNaN(value))
            .toArray();
    boolean indicator = rows.length - present.length > FREQUENT * rows.length;
    Spread spread = Spread.of(present);
    double[] sorted = present.clone();
    Arrays.sort(sorted);
    return new ColumnRule.Numeric(
        column.name(), median(sorted), spread.mean(), spread.deviation(), indicator);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    return sorted.length % 2 == 1
        ? sorted[half]
        : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
  }

  private static ColumnRule fit(
      TableColumn.Categories column, EmbeddedColumns embedded, int[] rows) {
    long[] counts = new long[column.values().size()];
    boolean missing = false;
    for (int row : rows) {
      int code = column.codes()[row];
      if (code < 0) {
        missing = true;
      } else {
        counts[code]++;
      }
    }
    List<Integer> seen = new ArrayList<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        seen.add(code);
      }
    }
    boolean embeds = embedded.has(column.name(), column.kind());
    if (column.kind() == ColumnKind.BINARY && seen.size() == 2 && !missing && !embeds) {
      List<String> two = sorted(column, seen);
      return new ColumnRule.Binary(column.name(), two.get(0), two.get(1));
    }
    int most = embeds ? MOST_EMBEDDED : MOST_CATEGORIES;
    List<Integer> kept = frequent(seen, counts, rows.length, column, most);
    ColumnKind kind = column.kind() == ColumnKind.CODE ? ColumnKind.CODE : ColumnKind.CATEGORICAL;
    ColumnRule.OneHot categories =
        new ColumnRule.OneHot(
            column.name(), kind, sorted(column, kept), kept.size() < seen.size(), missing);
    return embeds
        ? new ColumnRule.Embedded(categories, embedded.size(column.name(), categories.width()))
        : categories;
  }

  /** The categories that are not rare, the most frequent ones if there are too many. */
  private static List<Integer> frequent(
      List<Integer> seen, long[] counts, int rows, TableColumn.Categories column, int most) {
    int least = Math.clamp(rows / ROWS_A_LEAST_ROW, 1, LEAST_ROWS);
    return seen.stream()
        .filter(code -> counts[code] >= least)
        .sorted(
            Comparator.comparingLong((Integer code) -> -counts[code])
                .thenComparing(code -> column.values().get(code), TableTarget.ORDER))
        .limit(most)
        .toList();
  }

  private static List<String> sorted(TableColumn.Categories column, List<Integer> codes) {
    return codes.stream().map(column.values()::get).sorted(TableTarget.ORDER).toList();
  }
}
