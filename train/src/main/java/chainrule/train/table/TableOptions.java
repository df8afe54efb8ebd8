// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.error.ArgumentException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a table before it is read; the rest is found out.
 *
 * @param target the column to be learned
 * @param task whether its values are classes or numbers, if that is not to be found out
 * @param delimiter what separates cells, if that is not to be found out
 * @param numeric columns to be taken as numbers
 * @param categorical columns to be taken as categories
 * @param drop columns to be left out
 * @param missing what stands for no value
 * @param embedded columns of categories that are looked up in tables
 */
public record TableOptions(
    String target,
    Optional<TableTask> task,
    Optional<Character> delimiter,
    SequencedSet<String> numeric,
    SequencedSet<String> categorical,
    SequencedSet<String> drop,
    Set<String> missing,
    EmbeddedColumns embedded) {

  /** The marks of missing values, unless others are given. */
  public static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "?");

  /**
   * Keeps its own copies.
   *
   * @throws ArgumentException if a column is meant to be two things, or the delimiter is a quote or
   *     ends lines
   */
  public TableOptions {
    numeric = new LinkedHashSet<>(numeric);
    categorical = new LinkedHashSet<>(categorical);
    drop = new LinkedHashSet<>(drop);
    missing = Set.copyOf(missing);
    Set<String> seen = new TreeSet<>(Set.of(target));
    for (SequencedSet<String> names : List.of(numeric, categorical, drop)) {
      for (String name : names) {
        if (!seen.add(name)) {
          throw new ArgumentException(
              "table: column " + Cells.quoted(name) + " is given twice",
              "a column is one of target, numeric, categorical and dropped");
        }
      }
    }
    if (delimiter.isPresent() && "\"\r\n".indexOf(delimiter.get()) >= 0) {
      throw new ArgumentException(
          "table: a quote or a line end cannot separate cells", "use , ; | or a tab");
    }
  }

  /** Everything but the target is to be found out. */
  public static TableOptions of(String target) {
    LinkedHashSet<String> none = new LinkedHashSet<>();
    return new TableOptions(
        target,
        Optional.empty(),
        Optional.empty(),
        none,
        none,
        none,
        MISSING,
        EmbeddedColumns.NONE);
  }

  /** The same with the task given. */
  public TableOptions withTask(TableTask value) {
    return new TableOptions(
        target, Optional.of(value), delimiter, numeric, categorical, drop, missing, embedded);
  }

  /** The same with the separator of cells given. */
  public TableOptions withDelimiter(char value) {
    return new TableOptions(
        target, task, Optional.of(value), numeric, categorical, drop, missing, embedded);
  }

  /** The same with these columns taken as numbers. */
  public TableOptions withNumeric(Collection<String> names) {
    return new TableOptions(
        target, task, delimiter, new LinkedHashSet<>(names), categorical, drop, missing, embedded);
  }

  /** The same with these columns taken as categories. */
  public TableOptions withCategorical(Collection<String> names) {
    return new TableOptions(
        target, task, delimiter, numeric, new LinkedHashSet<>(names), drop, missing, embedded);
  }

  /** The same with these columns left out. */
  public TableOptions withDrop(Collection<String> names) {
    return new TableOptions(
        target,
        task,
        delimiter,
        numeric,
        categorical,
        new LinkedHashSet<>(names),
        missing,
        embedded);
  }

  /** The same with other marks of missing values; the empty cell is always one. */
  public TableOptions withMissing(Collection<String> marks) {
    Set<String> all = new TreeSet<>(marks);
    all.add("");
    return new TableOptions(target, task, delimiter, numeric, categorical, drop, all, embedded);
  }

  /** The same with these columns of categories looked up in tables that are trained. */
  public TableOptions withEmbedded(EmbeddedColumns columns) {
    return new TableOptions(target, task, delimiter, numeric, categorical, drop, missing, columns);
  }
}
