// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import java.util.Comparator;
import java.util.List;

/**
 * What is to be learned, by row.
 *
 * @param name of the column
 * @param classes in order; none where numbers are learned
 * @param labels the class of each row; all 0 where numbers are learned
 * @param numbers empty where classes are learned
 */
record TableTarget(String name, List<String> classes, long[] labels, double[] numbers) {

  /** Numbers by their size, before texts by their characters. */
  static final Comparator<String> ORDER =
      Comparator.comparing((String text) -> !Cells.isNumber(text))
          .thenComparingDouble(text -> Cells.isNumber(text) ? Double.parseDouble(text) : 0)
          .thenComparing(Comparator.naturalOrder());

  static TableTarget of(TableColumn column) {
    return switch (column) {
      case TableColumn.Numbers(String name, double[] values) ->
          new TableTarget(name, List.of(), new long[values.length], values);
      case TableColumn.Categories(String name, _, int[] codes, List<String> values) -> {
        List<String> classes = values.stream().sorted(ORDER).toList();
        int[] places = values.stream().mapToInt(classes::indexOf).toArray();
        long[] labels = new long[codes.length];
        for (int row = 0; row < codes.length; row++) {
          labels[row] = places[codes[row]];
        }
        yield new TableTarget(name, classes, labels, new double[0]);
      }
    };
  }

  TableTask task() {
    return classes.isEmpty() ? TableTask.REGRESSION : TableTask.CLASS;
  }
}
