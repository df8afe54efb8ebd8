// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.error.ArgumentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Prints the tables of {@code docs/course.md} whole. */
public final class Course {

  private Course() {}

  /** What a row prints. */
  @FunctionalInterface
  interface Row {
    /**
     * Tells the lines of its tables.
     *
     * @param whole whether to take all the time that it needs
     */
    void tell(boolean whole, Consumer<String> page);
  }

  /** The rows that have tables, by number. */
  static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("7", (_, page) -> ScaledInputs.table(page));
    rows.put("21", (_, page) -> CollapsedStack.table(page));
    rows.put("22", TwoLayerDescent::table);
    rows.put("30", WidthAndDepth::table);
    rows.put("31", DecisionBoundary::table);
    rows.put("49", (_, page) -> OneOutput.table(page));
    rows.put("53", (_, page) -> EdgeNeuron.table(page));
    rows.put("54", (_, page) -> BatchGradient.table(page));
    rows.put("55", ColorTemplates::table);
    return rows;
  }

  /** Takes the numbers of rows, all if none is given. */
  public static void main(String... numbers) {
    Map<String, Row> rows = rows();
    List<String> chosen = numbers.length == 0 ? List.copyOf(rows.keySet()) : List.of(numbers);
    for (String number : chosen) {
      Row row = rows.get(number);
      if (row == null) {
        throw new ArgumentException(
            "course: row " + number + " has no table; those with one are " + rows.keySet());
      }
      IO.println("row " + number);
      row.tell(true, IO::println);
    }
  }
}
