// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the categories of a column are among all that count. */
final class CategoryPlaces {

  private final Map<String, Integer> known = new HashMap<>();
  private final int unknown;
  private final int missing;

  private CategoryPlaces(List<String> values, boolean other, boolean gap) {
    values.forEach(value -> known.put(value, known.size()));
    unknown = other ? known.size() : -1;
    missing = gap ? known.size() + (other ? 1 : 0) : -1;
  }

  /** Those of the categories of a rule; none for one that knows no categories. */
  static CategoryPlaces of(ColumnRule rule) {
    return rule instanceof ColumnRule.ByCategory by
        ? new CategoryPlaces(
            by.categories().values(), by.categories().other(), by.categories().missing())
        : new CategoryPlaces(List.of(), false, false);
  }

  /** The place of a category; -1 if it has none. */
  int of(String value) {
    return known.getOrDefault(value, unknown);
  }

  /** The place of no value; -1 if there is none. */
  int ofMissing() {
    return missing;
  }
}
