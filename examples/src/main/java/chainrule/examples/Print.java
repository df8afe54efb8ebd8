// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what the examples find: a name, then numbers in columns. */
final class Print {

  private Print() {}

  static void row(String name, double... numbers) {
    String columns =
        Arrays.stream(numbers)
            .mapToObj(number -> String.format(Locale.ROOT, " %12.6f", number))
            .collect(Collectors.joining());
    IO.println(String.format(Locale.ROOT, "%-28s%s", name, columns));
  }

  static void row(String name, List<Double> numbers) {
    row(name, numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  static void row(String name, Tensor numbers) {
    row(name, numbers.toDoubles());
  }

  /** Small numbers, with an exponent. */
  static void small(String name, double... numbers) {
    String columns =
        Arrays.stream(numbers)
            .mapToObj(number -> String.format(Locale.ROOT, " %12.3e", number))
            .collect(Collectors.joining());
    IO.println(String.format(Locale.ROOT, "%-28s%s", name, columns));
  }

  /** A line of words. */
  static void text(String name, String words) {
    IO.println(String.format(Locale.ROOT, "%-28s %s", name, words));
  }

  /** Words in columns. */
  static void words(String name, Object... words) {
    String columns =
        Arrays.stream(words)
            .map(word -> String.format(Locale.ROOT, " %12s", word))
            .collect(Collectors.joining());
    IO.println(String.format(Locale.ROOT, "%-28s%s", name, columns));
  }
}
