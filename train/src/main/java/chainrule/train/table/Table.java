// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import java.nio.file.Path;
import java.util.List;

/**
 * A CSV file in memory: for each column what it is, and the values of those that are used.
 *
 * <p>The file is UTF-8 text, plain or packed by gzip; its first line names the columns. Rows
 * without a value of the target are left out.
 *
 * <pre>{@code
 * Table table = Table.read(Path.of("titanic.csv"), TableOptions.of("Survived"));
 * table.columns().forEach(System.out::println);
 * TableData data = TableData.of(table, 0.2, Rng.seed(1));
 * }</pre>
 */
public final class Table {

  private final Path file;
  private final TableOptions options;
  private final List<ColumnReport> reports;
  private final List<TableColumn> inputs;
  private final TableTarget target;
  private final long withoutTarget;

  Table(
      Path file,
      TableOptions options,
      List<ColumnReport> reports,
      List<TableColumn> inputs,
      TableTarget target,
      long withoutTarget) {
    this.file = file;
    this.options = options;
    this.reports = reports;
    this.inputs = List.copyOf(inputs);
    this.target = target;
    this.withoutTarget = withoutTarget;
  }

  /**
   * Reads a file, twice.
   *
   * @throws chainrule.error.FormatException if it is no table that can be learned from; file, line
   *     and column are named
   * @throws chainrule.error.FileException if it cannot be read
   * @throws chainrule.error.LimitException if it does not fit the memory
   */
  public static Table read(Path file, TableOptions options) {
    return new TableReading(CsvFile.open(file, options.delimiter()), options).read();
  }

  /** The name of the file, without what comes after its first point. */
  public String name() {
    Path last = file.getFileName();
    String name = last == null ? file.toString() : last.toString();
    int point = name.indexOf('.');
    return point > 0 ? name.substring(0, point) : name;
  }

  /** The number of rows that have a target. */
  public int rows() {
    return target.labels().length;
  }

  /** The number of rows that were left out because they have no target. */
  public long rowsWithoutTarget() {
    return withoutTarget;
  }

  /** What each column was taken for, in the order of the file. */
  public List<ColumnReport> columns() {
    return reports;
  }

  /** What it was read with. */
  public TableOptions options() {
    return options;
  }

  /** What is to be learned. */
  public TableTask task() {
    return target.task();
  }

  /** The names of the classes, numbers by size, texts by their characters; or none. */
  public List<String> classes() {
    return target.classes();
  }

  /** The class of each row, for a split; all 0 where numbers are learned. */
  public long[] labels() {
    return target.labels().clone();
  }

  List<TableColumn> inputs() {
    return inputs;
  }

  TableTarget target() {
    return target;
  }
}
