// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Equations as they were read from a text, held against the engine: names become the engine's
 * numbers, and formulas are computed again.
 */
final class ToldEquation {

  private static final Pattern DERIVATIVE = Pattern.compile("d ?(\\w+)/d ?(\\w+)");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.])(?!inf\\b|NaN\\b)([A-Za-z_]\\w*)(?!\\w*\\()(\\^T)?");

  private final Pass pass;
  private final String output;
  private final Map<String, Double> numbers = new HashMap<>();
  private int checked;

  ToldEquation(Pass pass) {
    this.pass = pass;
    output = pass.graph().output().id();
    for (Node node : pass.graph().nodes()) {
      Tensor value = pass.value(node.id());
      if (value.count() == 1) {
        numbers.put(node.id(), value.item());
      }
    }
  }

  /** How many sides with numbers alone were found right. */
  int checked() {
    return checked;
  }

  /**
   * Checks every side: one with names must be worth the number, one with numbers alone must be the
   * number itself, or the side before it with numbers for its names, or the form given.
   */
  void check(String equation, Tensor expected, String form) {
    String[] sides = equation.split(" = ");
    for (int i = 0; i < sides.length; i++) {
      if (NAME.matcher(sides[i]).find()) {
        worth(sides[i], expected);
      } else {
        number(sides[i], i == 0 ? "" : sides[i - 1], expected, form);
        checked++;
      }
    }
    if (expected.count() <= 9 && sides.length > 1 && !isOneNumber(sides[sides.length - 1])) {
      assertThat(sides[sides.length - 1]).as(equation).isEqualTo(Numbers.of(expected));
    }
  }

  private void number(String side, String before, Tensor expected, String form) {
    String filled = filled(before);
    assertThat(side)
        .as("%s for %s, or %s, or %s", side, Numbers.of(expected), form, filled)
        .satisfiesAnyOf(
            text -> assertThat(text).isEqualTo(Numbers.of(expected)),
            text ->
                assertThat(Arrays.stream(expected.toDoubles()).mapToObj(Numbers::of))
                    .containsOnly(text),
            text -> assertThat(bare(text)).isEqualTo(bare(form)),
            text -> assertThat(bare(text)).isEqualTo(bare(filled)));
  }

  private static boolean isOneNumber(String side) {
    return !side.contains(" ");
  }

  private void worth(String side, Tensor expected) {
    boolean isSingle = expected.count() == 1 && !DERIVATIVE.matcher(side).find();
    boolean known =
        NAME.matcher(side).results().map(found -> found.group(1)).allMatch(numbers::containsKey);
    if (isSingle && known && !side.contains("@")) {
      double scale = Math.max(1e-3, Math.abs(expected.item()));
      assertThat(Evaluation.of(side, numbers))
          .as(side)
          .isCloseTo(expected.item(), within(1e-9 * scale));
    }
  }

  /** A side with the engine's numbers for its names, as far as it has some. */
  private String filled(String side) {
    String text = DERIVATIVE.matcher(side).replaceAll(this::gradient);
    return NAME.matcher(text).replaceAll(this::value);
  }

  private String gradient(MatchResult found) {
    String by = found.group(2);
    return found.group(1).equals(output) && pass.hasGradient(by)
        ? Numbers.of(pass.gradient(by))
        : found.group();
  }

  private String value(MatchResult found) {
    String name = found.group(1);
    if (pass.graph().find(name).isEmpty()) {
      return found.group();
    }
    Tensor value = pass.value(name);
    return Numbers.of(found.group(2) == null ? value : value.detach().transpose());
  }

  private static String bare(String side) {
    return side.replaceAll("sum|[()]", "");
  }
}
