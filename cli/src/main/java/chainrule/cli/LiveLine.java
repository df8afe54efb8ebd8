// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.text.TextWidth;

/**
 * The last line of a terminal, rewritten in place; nothing where standard error is no terminal or
 * the user wants quiet. It never fills the line, so that it cannot wrap.
 */
final class LiveLine {

  private static final int DEFAULT_COLUMNS = 80;

  private final Console console;
  private final int columns;
  private int shown;

  LiveLine(Console console) {
    this.console = console;
    this.columns = console.settings().columns().orElse(DEFAULT_COLUMNS) - 1;
  }

  /** Shows a line instead of the one before. */
  synchronized void show(String text) {
    if (console.isLive()) {
      String fitting = fitting(text);
      console.err().print("\r" + TextWidth.left(fitting, shown));
      console.err().flush();
      shown = TextWidth.of(fitting);
    }
  }

  /** Leaves the line empty, for another that stays. */
  synchronized void end() {
    if (shown > 0) {
      console.err().print("\r" + " ".repeat(shown) + "\r");
      console.err().flush();
      shown = 0;
    }
  }

  private String fitting(String text) {
    String fitting = text;
    while (TextWidth.of(fitting) > columns) {
      fitting = fitting.substring(0, fitting.length() - 1);
    }
    return fitting;
  }
}
