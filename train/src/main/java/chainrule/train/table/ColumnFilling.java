// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.array.DType;
import chainrule.array.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the values of one column on the second pass through a file. */
final class ColumnFilling {

  private static final int CHARACTER_BYTES = 2;
  private static final int ENTRY_BYTES = 100;

  private final String name;
  private final ColumnKind kind;
  private final double[] numbers;
  private final int[] codes;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> values = new ArrayList<>();
  private long valueBytes;

  /**
   * Room for the values of a column.
   *
   * @throws chainrule.error.LimitException if there is none
   */
  ColumnFilling(String name, ColumnKind kind, int rows) {
    this.name = name;
    this.kind = kind;
    boolean numeric = kind == ColumnKind.NUMERIC;
    numbers = numeric ? new double[rows] : new double[0];
    codes = numeric ? new int[0] : new int[rows];
  }

  /** The bytes a column of so many rows takes at least. */
  static long bytes(ColumnKind kind, long rows) {
    return rows * (kind == ColumnKind.NUMERIC ? DType.F64 : DType.I32).bytes();
  }

  /** Takes the value of a row. */
  void put(int row, String text, boolean missing) {
    if (kind == ColumnKind.NUMERIC) {
      numbers[row] = missing ? Double.NaN : Double.parseDouble(text);
    } else {
      codes[row] = missing ? -1 : code(category(kind, text));
    }
  }

  /** The category that a cell is in. */
  static String category(ColumnKind kind, String text) {
    return kind == ColumnKind.CODE ? Prefix.of(text) : Cells.canonical(text);
  }

  private int code(String value) {
    Integer known = places.get(value);
    if (known != null) {
      return known;
    }
    valueBytes += ENTRY_BYTES + (long) CHARACTER_BYTES * value.length();
    Storage.checkBudget("csv: the categories of column " + Cells.quoted(name), valueBytes);
    places.put(value, values.size());
    values.add(value);
    return values.size() - 1;
  }

  /** The column of the first rows. */
  TableColumn column(int rows) {
    return kind == ColumnKind.NUMERIC
        ? new TableColumn.Numbers(name, Arrays.copyOf(numbers, rows))
        : new TableColumn.Categories(name, kind, Arrays.copyOf(codes, rows), List.copyOf(values));
  }
}
