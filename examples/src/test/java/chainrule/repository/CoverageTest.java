// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every row of docs/coverage.md names a program that runs and a test that is there. */
class CoverageTest {

  private static final int ROWS = 57;
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (\\d+) \\| ([^|]+) \\| `(\\w+)` \\| `(\\w+)#(\\w+)` \\|$", Pattern.MULTILINE);
  private static final String EXAMPLES = "chainrule.examples.";

  private static List<MatchResult> rows() {
    String page = Repository.text(Repository.root().resolve("docs/coverage.md"));
    List<MatchResult> rows = ROW.matcher(page).results().toList();
    long lines = page.lines().filter(line -> line.matches("\\| \\d+ .*")).count();
    assertThat(rows).as("rows in the form ID, what, `Example`, `Test#method`").hasSize((int) lines);
    return rows;
  }

  @Test
  void every_row_names_an_example_that_runs() throws ReflectiveOperationException {
    for (MatchResult row : rows()) {
      Class<?> example = Class.forName(EXAMPLES + row.group(3));
      example.getMethod("main").invoke(null);
    }
  }

  @Test
  void every_row_names_a_test_with_its_number() throws ReflectiveOperationException {
    for (MatchResult row : rows()) {
      Class<?> type = Class.forName(EXAMPLES + row.group(4));
      Method method = type.getDeclaredMethod(row.group(5));
      assertThat(method.isAnnotationPresent(Test.class)).as(row.group()).isTrue();
      assertThat(row.group(5)).startsWith("row_" + row.group(1) + "_");
    }
  }

  @Test
  void the_table_is_printed_with_what_is_missing() {
    String[] table = new String[ROWS + 1];
    Arrays.fill(table, "not yet");
    List<Integer> numbers = new ArrayList<>();
    for (MatchResult row : rows()) {
      int number = Integer.parseInt(row.group(1));
      numbers.add(number);
      assertThat(number).isBetween(1, ROWS);
      table[number] = row.group(3) + ": " + row.group(2);
    }
    assertThat(numbers).doesNotHaveDuplicates().isSorted();
    for (int row = 1; row <= ROWS; row++) {
      IO.println("row " + row + ": " + table[row]);
    }
  }
}
