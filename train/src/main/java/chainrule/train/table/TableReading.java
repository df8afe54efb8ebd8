// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.array.Storage;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Two passes through a file: the first finds out what the columns are, the second keeps the values
 * of those that are used.
 */
final class TableReading {

  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final CsvFile file;
  private final TableOptions options;
  private final Set<String> missing;
  private final int target;
  private final List<ColumnProfile> profiles = new ArrayList<>();
  private long rows;
  private int kept;

  TableReading(CsvFile file, TableOptions options) {
    this.file = file;
    this.options = options;
    missing = options.missing();
    target = file.header().place(options.target(), file.source());
    for (SequencedSet<String> names :
        List.of(
            options.numeric(), options.categorical(), options.drop(), options.embedded().names())) {
      names.forEach(name -> file.header().place(name, file.source()));
    }
  }

  /** Reads the table. */
  Table read() {
    profile();
    if (rows == 0) {
      throw new FormatException(file.source() + ": the file has a header and no rows");
    }
    TableTask task = new TargetRules(file.source(), options).of(profiles.get(target));
    List<ColumnReport> reports = reports(task);
    if (reports.stream().noneMatch(report -> report.kind().isInput())) {
      throw new FormatException(
          file.source() + ": no column is left to learn from: " + excuses(reports),
          "say what a column is, numeric or categorical, to have it used");
    }
    checkEmbedded(reports);
    List<ColumnFilling> fillings = fill(task, reports);
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < fillings.size(); i++) {
      if (i != target && reports.get(i).kind().isInput()) {
        columns.add(fillings.get(i).column(kept));
      }
    }
    return new Table(
        file.path(),
        options,
        reports,
        columns,
        TableTarget.of(fillings.get(target).column(kept)),
        rows - kept);
  }

  /** Checks that what is to be embedded are categories. */
  private void checkEmbedded(List<ColumnReport> reports) {
    EmbeddedColumns embedded = options.embedded();
    for (ColumnReport report : reports) {
      if (embedded.names().contains(report.name()) && !isCategories(report.kind())) {
        throw new FormatException(
            file.source()
                + ": column "
                + Cells.quoted(report.name())
                + " cannot be embedded, it holds no categories: "
                + report.reason(),
            switch (report.kind()) {
              case TARGET -> "the column to be learned is no input";
              case DROPPED -> "leave it out, or embed it";
              default -> "name it among the categorical columns too, if they are categories";
            });
      }
    }
    if (embedded.all()
        && reports.stream().noneMatch(column -> embedded.has(column.name(), column.kind()))) {
      throw new FormatException(
          file.source() + ": no column of categories to embed",
          "name those that hold categories, as categorical");
    }
  }

  private static boolean isCategories(ColumnKind kind) {
    return kind == ColumnKind.CATEGORICAL || kind == ColumnKind.BINARY || kind == ColumnKind.CODE;
  }

  private static String excuses(List<ColumnReport> reports) {
    return String.join(
        ", ",
        reports.stream()
            .filter(report -> report.kind() != ColumnKind.TARGET)
            .limit(10)
            .map(report -> Cells.quoted(report.name()) + " (" + report.reason() + ")")
            .toList());
  }

  private void profile() {
    for (int i = 0; i < file.header().count(); i++) {
      profiles.add(new ColumnProfile());
    }
    file.rows(row -> {
      rows++;
      String[] cells = row.cells();
      for (int i = 0; i < cells.length; i++) {
        String text = cells[i].strip();
        if (missing.contains(text)) {
          profiles.get(i).addMissing();
        } else {
          profiles.get(i).add(text, row.line());
        }
      }
    });
  }

  private List<ColumnReport> reports(TableTask task) {
    KindRules rules = new KindRules(file.source(), options);
    List<ColumnReport> reports = new ArrayList<>();
    for (int i = 0; i < profiles.size(); i++) {
      String name = file.header().names().get(i);
      ColumnProfile profile = profiles.get(i);
      reports.add(
          i == target
              ? new ColumnReport(
                  name,
                  ColumnKind.TARGET,
                  profile.missing(),
                  (task == TableTask.CLASS ? "classes: " : "numbers: ") + profile.distinctText())
              : rules.of(name, i, profile));
    }
    return List.copyOf(reports);
  }

  /** The second pass; rows without a target are passed over. */
  private List<ColumnFilling> fill(TableTask task, List<ColumnReport> reports) {
    long present = profiles.get(target).present();
    if (present > LONGEST_ARRAY) {
      throw new LimitException(
          file.source() + ": " + present + " rows; at most " + LONGEST_ARRAY + " can be held");
    }
    ColumnKind targetKind = task == TableTask.CLASS ? ColumnKind.CATEGORICAL : ColumnKind.NUMERIC;
    long bytes = ColumnFilling.bytes(targetKind, present);
    for (ColumnReport report : reports) {
      bytes += report.kind().isInput() ? ColumnFilling.bytes(report.kind(), present) : 0;
    }
    Storage.checkBudget(file.source() + ": " + present + " rows", bytes);
    List<ColumnFilling> fillings = new ArrayList<>();
    for (int i = 0; i < reports.size(); i++) {
      ColumnKind kind = i == target ? targetKind : reports.get(i).kind();
      boolean used = i == target || kind.isInput();
      fillings.add(new ColumnFilling(reports.get(i).name(), kind, used ? (int) present : 0));
    }
    file.rows(row -> put(row, reports, fillings, (int) present));
    if (kept != present) {
      throw changed();
    }
    return fillings;
  }

  private void put(CsvRow row, List<ColumnReport> reports, List<ColumnFilling> fillings, int most) {
    String[] cells = row.cells();
    if (missing.contains(cells[target].strip())) {
      return;
    }
    if (kept == most || cells.length != reports.size()) {
      throw changed();
    }
    for (int i = 0; i < cells.length; i++) {
      if (i == target || reports.get(i).kind().isInput()) {
        String text = cells[i].strip();
        fillings.get(i).put(kept, text, missing.contains(text));
      }
    }
    kept++;
  }

  private FormatException changed() {
    return new FormatException(
        file.source() + ": the file changed while it was read", "read it when it is complete");
  }
}
