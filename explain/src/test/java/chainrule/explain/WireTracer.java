// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a drawing back as an eye would: from each gate along its wires to where they come from. */
final class WireTracer {

  private static final Pattern GATE = Pattern.compile("[(][^()─]*[)] (\\S+)  ");
  private static final String UP = "│└┘├┤┼";
  private static final String DOWN = "│┐┌├┤┼";

  private final List<String> lines;

  WireTracer(String drawing) {
    lines = drawing.lines().toList();
  }

  /** The names of the inputs of every gate, from top to bottom, past dots. */
  Map<String, List<String>> inputs() {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (int line = 0; line < lines.size(); line++) {
      Matcher gate = GATE.matcher(lines.get(line));
      while (gate.find()) {
        found.put(gate.group(1), inputs(line, gate.start()));
      }
    }
    return found;
  }

  private char at(int line, int column) {
    boolean exists = line >= 0 && line < lines.size();
    String text = exists ? lines.get(line) : "";
    return column >= 0 && column < text.length() ? text.charAt(column) : ' ';
  }

  private boolean is(int line, int column, String kinds) {
    return kinds.indexOf(at(line, column)) >= 0;
  }

  private List<String> inputs(int line, int column) {
    List<String> found = new ArrayList<>();
    for (int up = line - 1; is(up, column, DOWN); up--) {
      if (is(up, column, "┐┤")) {
        found.addFirst(source(up, column));
      }
      if (at(up, column) == '┐') {
        break;
      }
    }
    if (at(line, column - 1) == '─') {
      found.add(source(line, column));
    }
    for (int down = line + 1; is(down, column, UP); down++) {
      if (is(down, column, "┘┤")) {
        found.add(source(down, column));
      }
      if (at(down, column) == '┘') {
        break;
      }
    }
    return found;
  }

  /** What a wire comes from that runs into a place from the left. */
  private String source(int line, int column) {
    int left = column - 1;
    while (is(line, left, "─┼")) {
      left--;
    }
    if (is(line, left, "├└┌●")) {
      return dotted(line, left);
    }
    int end = left;
    while (left >= 0 && !is(line, left, "─(")) {
      left--;
    }
    if (left < 0) {
      return lines.get(line).substring(0, end).split("  ", 2)[0].strip();
    }
    if (at(line, left) == '─') {
      return source(line, left + 1);
    }
    Matcher gate = GATE.matcher(lines.get(line)).region(left, lines.get(line).length());
    return gate.lookingAt() ? gate.group(1) : "no gate at line " + line + " column " + left;
  }

  /** What is copied at the dot from which a branch leaves. */
  private String dotted(int line, int column) {
    int up = line;
    while (at(up, column) != '●' && is(up, column, UP)) {
      up--;
    }
    int down = line;
    while (at(down, column) != '●' && is(down, column, DOWN)) {
      down++;
    }
    int dot = at(up, column) == '●' ? up : down;
    return at(dot, column) == '●' ? source(dot, column) : "no dot at column " + column;
  }
}
