// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.error.ArgumentException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Which columns of categories are embedded: a category becomes the row of a table that is trained
 * with the network, instead of one number for each category.
 *
 * @param all whether all columns of categories are, but for those of two values
 * @param usual columns that are, in the usual size
 * @param sizes columns that are, and how many numbers a category becomes
 */
public record EmbeddedColumns(
    boolean all, SequencedSet<String> usual, SequencedMap<String, Integer> sizes) {

  /** The most numbers that a category becomes. */
  public static final int MOST_NUMBERS = 1000;

  /** No column is embedded. */
  public static final EmbeddedColumns NONE =
      new EmbeddedColumns(false, new LinkedHashSet<>(), new LinkedHashMap<>());

  private static final int MOST_USUAL = 50;
  private static final String ALL = "all";
  private static final int LONGEST_SIZE = 9;

  /**
   * Keeps its own copies.
   *
   * @throws ArgumentException if a column is given twice, or a size is not from 1 to {@value
   *     #MOST_NUMBERS}
   */
  public EmbeddedColumns {
    usual = new LinkedHashSet<>(usual);
    sizes = new LinkedHashMap<>(sizes);
    for (String name : usual) {
      if (sizes.containsKey(name)) {
        throw twice(name);
      }
    }
    sizes.forEach((name, size) -> {
      if (size < 1 || size > MOST_NUMBERS) {
        throw wrongSize(name, Integer.toString(size));
      }
    });
  }

  /** Some columns, in the usual size. */
  public static EmbeddedColumns of(String... names) {
    EmbeddedColumns columns = NONE;
    for (String name : names) {
      columns = columns.with(name);
    }
    return columns;
  }

  /** All columns of categories, but for those of two values, in the usual size. */
  public static EmbeddedColumns ofAll() {
    return new EmbeddedColumns(true, NONE.usual, NONE.sizes);
  }

  /**
   * The columns of a text: {@code COLUMN} or {@code COLUMN:SIZE} with commas between; {@code all}
   * for all columns of categories.
   *
   * @throws ArgumentException if a column is given twice, or a size is not from 1 to {@value
   *     #MOST_NUMBERS}
   */
  public static EmbeddedColumns parse(String text) {
    EmbeddedColumns columns = NONE;
    for (String word : text.split(",", -1)) {
      int colon = word.lastIndexOf(':');
      String size = word.substring(colon + 1);
      if (word.equals(ALL)) {
        columns = columns.withAll();
      } else if (colon >= 0 && size.matches("-?[0-9]+")) {
        columns = columns.with(word.substring(0, colon), size);
      } else {
        columns = columns.with(word);
      }
    }
    return columns;
  }

  /** This with all other columns of categories. */
  private EmbeddedColumns withAll() {
    if (all) {
      throw twice(ALL);
    }
    return new EmbeddedColumns(true, usual, sizes);
  }

  private EmbeddedColumns with(String name, String size) {
    if (size.length() > LONGEST_SIZE) {
      throw wrongSize(name, size);
    }
    return with(name, Integer.parseInt(size));
  }

  /**
   * This with a further column, in the usual size.
   *
   * @throws ArgumentException if it is there already
   */
  public EmbeddedColumns with(String name) {
    SequencedSet<String> more = new LinkedHashSet<>(usual);
    if (!more.add(name)) {
      throw twice(name);
    }
    return new EmbeddedColumns(all, more, sizes);
  }

  /**
   * This with a further column.
   *
   * @param size how many numbers a category becomes
   * @throws ArgumentException if it is there already, or the size is not from 1 to {@value
   *     #MOST_NUMBERS}
   */
  public EmbeddedColumns with(String name, int size) {
    SequencedMap<String, Integer> more = new LinkedHashMap<>(sizes);
    if (more.put(name, size) != null) {
      throw twice(name);
    }
    return new EmbeddedColumns(all, usual, more);
  }

  private static ArgumentException twice(String name) {
    return new ArgumentException(
        "embedding: " + Cells.quoted(name) + " is given twice", "name each column once");
  }

  private static ArgumentException wrongSize(String name, String size) {
    return new ArgumentException(
        "embedding: "
            + Cells.quoted(name)
            + " in "
            + size
            + " numbers; needs 1 to "
            + MOST_NUMBERS);
  }

  /** The columns that are named. */
  SequencedSet<String> names() {
    SequencedSet<String> names = new LinkedHashSet<>(usual);
    names.addAll(sizes.keySet());
    return names;
  }

  /** Whether a column of categories is embedded. */
  boolean has(String name, ColumnKind kind) {
    return usual.contains(name)
        || sizes.containsKey(name)
        || (all && (kind == ColumnKind.CATEGORICAL || kind == ColumnKind.CODE));
  }

  /** How many numbers a category of a column becomes. */
  int size(String name, int categories) {
    return sizes.getOrDefault(name, usualSize(categories));
  }

  /**
   * How many numbers one of so many categories becomes where nothing else is said: half as many as
   * there are categories, at most 50.
   *
   * <p>Source: the rule of thumb of the fast.ai course of 2018; Guo and Berkhahn 2016, arXiv
   * 1604.06737, choose sizes by hand, below the number of categories.
   */
  public static int usualSize(int categories) {
    return Math.clamp((categories + 1) / 2, 1, MOST_USUAL);
  }
}
