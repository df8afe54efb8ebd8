// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.error.FormatException;
import chainrule.train.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of the columns, in order; a nameless one is called by its place. */
final class CsvHeader {

  private final List<String> names;
  private final Map<String, Integer> places;

  private CsvHeader(List<String> names, Map<String, Integer> places) {
    this.names = Collections.unmodifiableList(names);
    this.places = places;
  }

  /**
   * The header that a record is.
   *
   * @throws FormatException if two columns have one name, or all are numbers
   */
  static CsvHeader of(CsvRow row, String source) {
    String[] cells = row.cells();
    if (Arrays.stream(cells).allMatch(cell -> Cells.isNumber(cell.strip()))) {
      throw new FormatException(
          source + ": line " + row.line() + ": the first line holds numbers, not names of columns",
          "add a first line with a name for each column");
    }
    List<String> names = new ArrayList<>(cells.length);
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i++) {
      String name = cells[i].isBlank() ? "column " + (i + 1) : cells[i].strip();
      Integer other = places.putIfAbsent(name, i);
      if (other != null) {
        throw new FormatException(
            source
                + ": line "
                + row.line()
                + ": columns "
                + (other + 1)
                + " and "
                + (i + 1)
                + " are both named "
                + Cells.quoted(name),
            "rename one of them");
      }
      names.add(name);
    }
    return new CsvHeader(names, places);
  }

  int count() {
    return names.size();
  }

  List<String> names() {
    return names;
  }

  /** Where a column stands, from 0, if it is there. */
  Optional<Integer> find(String name) {
    return Optional.ofNullable(places.get(name));
  }

  /**
   * Where a column stands, from 0.
   *
   * @throws FormatException if it is not there; a name like it is shown
   */
  int place(String name, String source) {
    return find(name).orElseThrow(() -> missing(name, source));
  }

  private FormatException missing(String name, String source) {
    String fix =
        NearestName.to(name, names)
            .map(near -> "did you mean " + Cells.quoted(near) + "?")
            .orElseGet(() -> "the columns are " + Cells.listed(names));
    return new FormatException(source + ": there is no column " + Cells.quoted(name), fix);
  }
}
