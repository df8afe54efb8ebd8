// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.text.Wrapping;
import chainrule.formats.Json.JsonObject;
import java.io.PrintStream;
import java.util.List;

/**
 * What a verb speaks through: results to standard output, notes to standard error.
 *
 * @param out standard output
 * @param err standard error
 * @param messages the language
 * @param style how much may be shown
 * @param settings what is known of the surroundings
 */
record Console(
    StandardOutput out, PrintStream err, Messages messages, Style style, Settings settings) {

  private static final int DEFAULT_COLUMNS = 80;
  private static final int LEAST_COLUMNS = 40;

  /**
   * What the user wants to see.
   *
   * @param ascii letters of seven bits alone
   * @param plain drawings in letters that every terminal shows one column wide
   * @param quiet no notes and no live line
   * @param debug stack traces with errors
   */
  record Style(boolean ascii, boolean plain, boolean quiet, boolean debug) {}

  /** Prints a line of the result. */
  void line(String text) {
    out.line(text);
  }

  /** Prints lines of the result. */
  void lines(List<String> texts) {
    texts.forEach(out::line);
  }

  /** Prints a line of the result in the user's language. */
  void say(String key, Object... values) {
    out.line(messages.text(key, values));
  }

  /** Prints a result for programs. */
  void json(JsonObject object) {
    out.line(object.toText());
  }

  /** Prints a note that is no result, unless the user wants none. */
  void note(String key, Object... values) {
    if (!style.quiet()) {
      complain(messages.text(key, values));
    }
  }

  /** Prints a line on standard error. */
  void complain(String text) {
    err.print(text + "\n");
    err.flush();
  }

  /** The text of a key in the user's language. */
  String text(String key, Object... values) {
    return messages.text(key, values);
  }

  /** Prints text as lines of the result that are no wider than the terminal. */
  void wrapped(String text) {
    lines(Wrapping.lines(text, columns()));
  }

  /** The width of the terminal, where it is known, else 80. */
  int columns() {
    return Math.max(LEAST_COLUMNS, settings.columns().orElse(DEFAULT_COLUMNS));
  }

  /** Whether a line on standard error may be rewritten in place. */
  boolean isLive() {
    return settings.terminal() && !style.quiet();
  }
}
