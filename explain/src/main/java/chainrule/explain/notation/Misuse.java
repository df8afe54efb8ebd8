// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * A sign that means something elsewhere and nothing here.
 *
 * @param sign how it is typed
 * @param problem what to say about it
 * @param arguments what to write instead
 */
record Misuse(String sign, Problem problem, List<String> arguments) {

  /** Longer signs stand before their beginnings. */
  private static final List<Misuse> ALL =
      Stream.of(
              of(Problem.LOGICAL, "&&", "||", "&", "∧", "∨", "¬"),
              of(Problem.AUGMENTED, "+=", "-=", "*=", "/=", "^=", "@="),
              of(Problem.SLASHES, "//", "/*"),
              of(Problem.QUOTE, "\"", "“", "”", "‘", "`"),
              of(Problem.INFINITY, "∞"),
              of(Problem.DERIVATIVE, "∂", "∇"),
              of(Problem.PERCENT, "%", "‰"),
              of(Problem.FACTORIAL, "!"),
              of(Problem.BACKSLASH, "\\"),
              of(Problem.ELLIPSIS, "...", "…", ".."),
              instead("===", "==", "**", "^", ":=", "=", "=>", ">=", "=<", "<=", "<>", "!="),
              instead("->", ">", "<<", "<", ">>", ">", ".*", "*", "./", "/", ".^", "^", ".'", "'"),
              instead("{", "(", "}", ")", "【", "[", "】", "]", "「", "(", "」", ")"),
              instead("《", "(", "》", ")", "。", ";", "、", ",", "≈", "="),
              instead(
                  "?",
                  "where(x > 0, a, b)",
                  "|",
                  "abs(x)",
                  "√",
                  "sqrt(x)",
                  "∑",
                  "sum(x)",
                  "‖",
                  "norm(x)"),
              of(Problem.COLON, ":"),
              of(Problem.POINT, "."))
          .flatMap(misuses -> misuses)
          .toList();

  private static Stream<Misuse> of(Problem problem, String... signs) {
    return Arrays.stream(signs).map(sign -> new Misuse(sign, problem, List.of()));
  }

  /** Signs, each followed by what to write instead. */
  private static Stream<Misuse> instead(String... pairs) {
    return Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
        .map(i -> new Misuse(pairs[i], Problem.INSTEAD, List.of(pairs[i + 1])));
  }

  /** The misused sign at a place, if there is one. */
  static Optional<Misuse> at(IntUnaryOperator letters, int place) {
    return ALL.stream().filter(misuse -> misuse.stands(letters, place)).findFirst();
  }

  private boolean stands(IntUnaryOperator letters, int place) {
    for (int i = 0; i < sign.length(); i++) {
      if (letters.applyAsInt(place + i) != sign.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
