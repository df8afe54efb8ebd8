// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A script with what another library computed for it.
 *
 * @param script the computation, with its inputs
 * @param values the numbers of each line, added up
 * @param gradients of each differentiated line
 */
public record Golden(Script script, List<Double> values, List<List<Double>> gradients) {

  /** Keeps its own copies. */
  public Golden {
    values = List.copyOf(values);
    gradients = List.copyOf(gradients);
  }

  /** Reads what {@link #toString()} wrote. */
  public static Golden parse(String text) {
    List<String> script = new ArrayList<>();
    List<Double> values = List.of();
    List<List<Double>> gradients = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("sums ")) {
        values = numbers(line);
      } else if (line.startsWith("gradient ")) {
        gradients.add(numbers(line));
      } else {
        script.add(line);
      }
    }
    return new Golden(Script.parse(String.join("\n", script)), values, gradients);
  }

  private static List<Double> numbers(String line) {
    return Arrays.stream(line.split(" ", -1)).skip(1).map(Double::valueOf).toList();
  }

  /** The script, the sums of its lines, a line for each gradient. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(List.of(script.toString(), line("sums", values)));
    gradients.forEach(gradient -> lines.add(line("gradient", gradient)));
    return String.join("\n", lines);
  }

  private static String line(String word, List<Double> numbers) {
    return numbers.stream().map(OpText::number).collect(Collectors.joining(" ", word + " ", ""));
  }
}
