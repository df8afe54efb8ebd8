// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the rule that an operation shows for a gradient, such as {@code g @ b^T}. A rule told in
 * words, such as {@code g in its place, 0 elsewhere}, is no formula.
 */
final class RuleReader {

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\^T|[A-Za-z]+|[0-9]+(?:\\.[0-9]+)?|[-+*/@(),])");

  /** Thrown where the text is no formula; never leaves this class. */
  private static final class NoFormula extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoFormula() {
      super("", null, false, false);
    }
  }

  private final List<String> tokens;
  private final Function<String, Optional<Formula>> symbols;
  private int next;

  private RuleReader(List<String> tokens, Function<String, Optional<Formula>> symbols) {
    this.tokens = tokens;
    this.symbols = symbols;
  }

  /**
   * The formula, if the text is one.
   *
   * @param symbols what the letters stand for
   */
  static Optional<Formula> read(String text, Function<String, Optional<Formula>> symbols) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (end != text.length()) {
      return Optional.empty();
    }
    RuleReader reader = new RuleReader(tokens, symbols);
    try {
      Formula formula = reader.sum();
      return reader.next == tokens.size() ? Optional.of(formula) : Optional.empty();
    } catch (NoFormula thrown) {
      return Optional.empty();
    }
  }

  private Formula sum() {
    Formula left = product();
    while (true) {
      if (take("+")) {
        left = Formula.of(left, Operator.PLUS, product());
      } else if (take("-")) {
        left = Formula.of(left, Operator.MINUS, product());
      } else {
        return left;
      }
    }
  }

  private Formula product() {
    Formula left = signed();
    while (true) {
      if (take("*")) {
        left = Formula.of(left, Operator.TIMES, signed());
      } else if (take("/")) {
        left = Formula.of(left, Operator.OVER, signed());
      } else if (take("@")) {
        left = Formula.of(left, Operator.MATMUL, signed());
      } else {
        return left;
      }
    }
  }

  private Formula signed() {
    if (take("-")) {
      return Formula.of(Operator.NEGATE, signed());
    }
    Formula atom = atom();
    return take("^T") ? Formula.of(Operator.TRANSPOSE, atom) : atom;
  }

  private Formula atom() {
    if (next == tokens.size()) {
      throw new NoFormula();
    }
    String token = tokens.get(next);
    next++;
    if (token.equals("(")) {
      Formula inside = sum();
      expect(")");
      return inside;
    }
    if (Character.isDigit(token.charAt(0))) {
      return Formula.of(Double.parseDouble(token));
    }
    if (Character.isLetter(token.charAt(0)) && take("(")) {
      Formula argument = sum();
      expect(")");
      return Formula.call(token, argument);
    }
    return symbols.apply(token).orElseThrow(NoFormula::new);
  }

  private boolean take(String token) {
    boolean found = next < tokens.size() && tokens.get(next).equals(token);
    next += found ? 1 : 0;
    return found;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw new NoFormula();
    }
  }
}
