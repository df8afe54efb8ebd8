// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

/** What a piece of text is, where colors are wanted. */
public enum Ink {
  /** Names, symbols and wires. */
  PLAIN(""),
  /** A value: green. */
  VALUE("\u001b[32m"),
  /** A gradient: red. */
  GRADIENT("\u001b[31m"),
  /** The gate that makes the step: bold. */
  ACTIVE("\u001b[1m");

  /** What ends a color. */
  static final String END = "\u001b[0m";

  private final String escape;

  Ink(String escape) {
    this.escape = escape;
  }

  /** The text in this color. */
  public String paint(String text) {
    return this == PLAIN || text.isEmpty() ? text : escape + text + END;
  }
}
