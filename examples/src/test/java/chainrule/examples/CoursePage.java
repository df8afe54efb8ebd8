// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.repository.Repository;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The page docs/course.md, which holds what the examples print. */
final class CoursePage {

  private CoursePage() {}

  /** The lines of all tables in the section of a row. */
  static List<String> lines(String row) {
    String heading = "## Row " + row + ":";
    String page = "\n" + Repository.text("docs/course.md");
    int start = page.indexOf("\n" + heading);
    assertThat(start).as(heading).isNotNegative();
    int end = page.indexOf("\n## ", start + 1);
    return Arrays.stream(page.substring(start, end < 0 ? page.length() : end).split("\n"))
        .filter(line -> line.startsWith("|"))
        .toList();
  }

  /** What a row tells. */
  static List<String> told(String row, boolean whole) {
    List<String> told = new ArrayList<>();
    Course.rows().get(row).tell(whole, told::add);
    return told.stream().filter(line -> !line.isEmpty()).toList();
  }

  /** The numbers of a line, from a column on, counted from 0; percentages as they stand. */
  static List<Double> numbers(String line, int from) {
    return Arrays.stream(line.substring(1).split("\\|"))
        .skip(from)
        .mapToDouble(cell -> Double.parseDouble(cell.replace("%", "").strip()))
        .boxed()
        .toList();
  }

  /** Checks that each line of what a row tells in a short time begins a line of the page. */
  static void assertBegins(String row) {
    List<String> lines = lines(row);
    assertThat(told(row, false))
        .hasSizeGreaterThan(2)
        .allSatisfy(told -> assertThat(lines).anyMatch(line -> line.startsWith(told)));
  }
}
