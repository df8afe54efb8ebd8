// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

/** The characters wires are drawn with. */
public enum Glyphs {
  /** Box drawing: one column each outside East Asia. */
  LINES("●", "◉", "→", "–", " ╵╷│╴┘┐┤╶└┌├─┴┬┼"),
  /** Seven bits: one column everywhere. A wire that crosses another runs behind it. */
  ASCII("o", "O", ">", "-", " |||-+++-+++-++|");

  static final int UP = 1;
  static final int DOWN = 2;
  static final int LEFT = 4;
  static final int RIGHT = 8;

  private final String dot;
  private final String activeDot;
  private final String arrow;
  private final String missing;
  private final String strokes;

  Glyphs(String dot, String activeDot, String arrow, String missing, String strokes) {
    this.dot = dot;
    this.activeDot = activeDot;
    this.arrow = arrow;
    this.missing = missing;
    this.strokes = strokes;
  }

  /** Where a value is copied. */
  String dot(boolean isActive) {
    return isActive ? activeDot : dot;
  }

  /** A wire that goes on further down. */
  String arrow() {
    return arrow;
  }

  /** What stands where nothing is computed yet. */
  public String missing() {
    return missing;
  }

  /** The stroke that leaves a place in some directions. */
  String stroke(int directions) {
    return strokes.substring(directions, directions + 1);
  }
}
