// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.explain.text.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A verb being run: the words the user gave, read as what they must be, and the console.
 *
 * @param words what was given
 * @param configured what a file says of options that were not given, by option
 * @param console where to speak
 */
record Invocation(ParseResult words, Map<String, String> configured, Console console) {

  /** A verb with what was given alone. */
  Invocation(ParseResult words, Console console) {
    this(words, Map.of(), console);
  }

  /** The same with options from a file, for those that were not given. */
  Invocation with(Map<String, String> options) {
    return new Invocation(words, options, console);
  }

  /** Whether a word is there. */
  boolean has(String option) {
    return words.matchedOptionValue(
        option, Boolean.parseBoolean(configured.getOrDefault(option, "false")));
  }

  /** Whether an option is among the words, rather than in a file or left out. */
  boolean isGiven(String option) {
    return words.hasMatchedOption(option);
  }

  /** Whether an option was given, here or in a file, rather than left as it is otherwise. */
  boolean gave(String option) {
    return isGiven(option) || configured.containsKey(option);
  }

  /** The value of an option, given or otherwise. */
  Optional<String> text(String option) {
    if (!isGiven(option) && configured.containsKey(option)) {
      return Optional.of(configured.getOrDefault(option, ""));
    }
    OptionSpec spec = words.commandSpec().findOption(option);
    return Optional.<Object>ofNullable(spec.getValue()).map(Object::toString);
  }

  /** The value of an option that always has one. */
  String value(String option) {
    return text(option).orElseThrow();
  }

  /**
   * One of a few values.
   *
   * @throws ArgumentException in the user's language, with the nearest of them
   */
  String choice(String option, List<String> values) {
    return choice(option, value(option), values);
  }

  /** {@link #choice(String, List)} for a value that came some other way. */
  String choice(String name, String value, List<String> values) {
    if (values.contains(value)) {
      return value;
    }
    String all = String.join(", ", values);
    throw new ArgumentException(
        console.text("usage.choice", name, shown(value)),
        Nearest.to(value, values)
            .map(nearest -> console.text("usage.choice.nearest", nearest, all))
            .orElse(console.text("usage.choice.all", all)));
  }

  /**
   * A whole number of 1 or more.
   *
   * @throws ArgumentException in the user's language
   */
  int count(String option) {
    String value = value(option);
    if (!value.matches("0*[1-9][0-9]{0,8}")) {
      throw wrong("usage.count", option, value);
    }
    return Integer.parseInt(value);
  }

  /**
   * A whole number of 64 bits.
   *
   * @throws ArgumentException in the user's language
   */
  long whole(String option) {
    String value = value(option);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw wrong("usage.whole", option, value);
    }
  }

  /**
   * A number above 0.
   *
   * @throws ArgumentException in the user's language
   */
  double positive(String option) {
    double number = number(option);
    if (!(number > 0) || Double.isInfinite(number)) {
      throw wrong("usage.positive", option, value(option));
    }
    return number;
  }

  /**
   * A number of 0 or more.
   *
   * @throws ArgumentException in the user's language
   */
  double notNegative(String option) {
    double number = number(option);
    if (!(number >= 0) || Double.isInfinite(number)) {
      throw wrong("usage.not-negative", option, value(option));
    }
    return number;
  }

  /**
   * A number from 0 to below 1.
   *
   * @throws ArgumentException in the user's language
   */
  double fraction(String option) {
    double number = number(option);
    if (!(number >= 0) || number >= 1) {
      throw wrong("usage.fraction", option, value(option));
    }
    return number;
  }

  private double number(String option) {
    String value = value(option);
    // Java's own grammar also takes 1d, 0x1p3 and blanks.
    return value.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")
        ? Double.parseDouble(value)
        : Double.NaN;
  }

  /**
   * A path, if it was given.
   *
   * @throws ArgumentException in the user's language
   */
  Optional<Path> path(String option) {
    return text(option).map(value -> path(option, value));
  }

  /** Text as a path; {@code name} is where it came from. */
  Path path(String name, String value) {
    if (value.isBlank()) {
      throw wrong("usage.path", name, value);
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException noPath) {
      throw wrong("usage.path", name, value);
    }
  }

  /** What DATA says, here or in a file, for verbs whose first operand it is. */
  Optional<String> data() {
    return operand(0).or(() -> Optional.ofNullable(configured.get(Configuration.DATA)));
  }

  /** The operand at a place, if it was given. */
  Optional<String> operand(int index) {
    List<String> all = operands();
    return index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
  }

  /** All operands. */
  List<String> operands() {
    return words.matchedPositionals().stream()
        .distinct()
        .flatMap(positional -> positional.originalStringValues().stream())
        .toList();
  }

  private ArgumentException wrong(String key, String option, String value) {
    return new ArgumentException(console.text(key, option, shown(value)));
  }

  /** A value in a message; one that is empty must show too. */
  private static String shown(String value) {
    return value.isEmpty() ? "\"\"" : value;
  }
}
