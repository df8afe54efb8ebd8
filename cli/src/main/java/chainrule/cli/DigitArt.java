// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.text.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A digit and its probabilities as text, side by side. */
final class DigitArt {

  private static final int SIDE = 28;
  private static final int BAR = 30;
  private static final int PERCENT = 100;
  private static final double INK = 0.4;

  /** Darker to lighter: what part of two pixels, one above the other, is ink. */
  private static final String SHADES = " .:-=+*#%@";

  private DigitArt() {}

  /** A picture of 28 x 28 pixels in 14 lines, two pixels in each letter. */
  static List<String> picture(float[] pixels, boolean ascii) {
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < SIDE; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < SIDE; x++) {
        float above = pixels[y * SIDE + x];
        float below = pixels[(y + 1) * SIDE + x];
        line.append(ascii ? shade((above + below) / 2) : block(above > INK, below > INK));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static char shade(float ink) {
    return SHADES.charAt(Math.clamp((int) (ink * SHADES.length()), 0, SHADES.length() - 1));
  }

  private static char block(boolean above, boolean below) {
    if (above) {
      return below ? '█' : '▀';
    }
    return below ? '▄' : ' ';
  }

  /** A line for each class: its name, a bar, its probability. */
  static List<String> bars(List<String> classes, double[] probabilities, boolean ascii) {
    Table table = Table.of("lrl");
    for (int i = 0; i < probabilities.length; i++) {
      int length = (int) Math.round(BAR * probabilities[i]);
      table.row(
          i < classes.size() ? classes.get(i) : Integer.toString(i),
          String.format(Locale.ROOT, "%.1f %%", PERCENT * probabilities[i]),
          (ascii ? "#" : "█").repeat(length));
    }
    return table.lines();
  }

  /** Two blocks of lines beside each other, the lower one in the middle. */
  static List<String> beside(List<String> left, List<String> right) {
    int width = left.stream().mapToInt(TextWidth::of).max().orElse(0) + 2;
    int height = Math.max(left.size(), right.size());
    int leftFrom = (height - left.size()) / 2;
    int rightFrom = (height - right.size()) / 2;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      String line = TextWidth.left(at(left, i - leftFrom), width) + at(right, i - rightFrom);
      lines.add(line.stripTrailing());
    }
    return lines;
  }

  private static String at(List<String> lines, int index) {
    return index >= 0 && index < lines.size() ? lines.get(index) : "";
  }
}
