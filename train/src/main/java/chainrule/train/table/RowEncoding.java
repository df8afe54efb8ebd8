// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.error.FormatException;
import chainrule.train.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A transformation bound to the columns of a file, which may stand in any order. */
final class RowEncoding {

  private final Transformation transformation;
  private final String source;
  private final int[] places;
  private final Set<String> missing;
  private final List<CategoryPlaces> categories;

  private RowEncoding(Transformation transformation, String source, int[] places) {
    this.transformation = transformation;
    this.source = source;
    this.places = places;
    missing = Set.copyOf(transformation.missing());
    categories = transformation.rules().stream().map(CategoryPlaces::of).toList();
  }

  /**
   * Finds the columns that are needed.
   *
   * @throws FormatException naming all that are not there
   */
  static RowEncoding of(Transformation transformation, List<String> names, String source) {
    List<ColumnRule> rules = transformation.rules();
    int[] places = new int[rules.size()];
    List<String> absent = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      places[i] = names.indexOf(rules.get(i).name());
      if (places[i] < 0) {
        absent.add(rules.get(i).name());
      }
    }
    if (!absent.isEmpty()) {
      throw new FormatException(
          source + ": columns the model needs are not there: " + Cells.listed(absent),
          absent.size() == 1
              ? NearestName.to(absent.getFirst(), names)
                  .map(near -> Cells.quoted(near) + " is; rename it if it is the same")
                  .orElse("the model was trained with them")
              : "the model was trained with them");
    }
    return new RowEncoding(transformation, source, places);
  }

  /**
   * Writes the numbers of a row.
   *
   * @throws FormatException if a cell is no number where one is needed
   */
  void put(CsvRow row, float[] target, int from) {
    int at = from;
    for (int i = 0; i < places.length; i++) {
      ColumnRule rule = transformation.rules().get(i);
      String text = row.cells()[places[i]].strip();
      boolean absent = missing.contains(text);
      switch (rule) {
        case ColumnRule.Numeric numeric ->
            numeric.put(absent ? Double.NaN : number(text, rule.name(), row), target, at);
        case ColumnRule.Binary _ when absent -> target[at] = 0;
        case ColumnRule.Binary binary -> binary.put(Cells.canonical(text), target, at);
        case ColumnRule.ByCategory by -> {
          String category = ColumnFilling.category(by.categories().kind(), text);
          CategoryPlaces known = categories.get(i);
          by.put(absent ? known.ofMissing() : known.of(category), target, at);
        }
      }
      at += rule.width();
    }
  }

  /** The number in a cell, for a column that must hold one. */
  double number(String text, String column, CsvRow row) {
    double value = Cells.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
    if (!Cells.isInRange(value)) {
      String place = row.line() > 0 ? source + ": line " + row.line() : source;
      throw new FormatException(
          place
              + ": column "
              + Cells.quoted(column)
              + ": "
              + Cells.quoted(text)
              + (Double.isNaN(value) ? " is no number" : " is beyond F32"),
          Cells.isCommaNumber(text)
              ? "write numbers with a point: " + text.replace(',', '.')
              : "missing values are written as " + Cells.listed(transformation.missing()));
    }
    return value;
  }
}
