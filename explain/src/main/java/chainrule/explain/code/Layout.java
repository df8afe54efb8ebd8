// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class around the lines. A method of a class file holds 64 KB, so a long circuit has its
 * variables in the class and its lines in several methods.
 */
final class Layout {

  /** The most lines of one method. */
  private static final int LONG = 400;

  private static final int WIDEST = 64;

  private static final Map<String, String> IMPORTS =
      Map.of(
          "Arrays.", "java.util.Arrays",
          "IntToDoubleFunction", "java.util.function.IntToDoubleFunction",
          "IntUnaryOperator", "java.util.function.IntUnaryOperator");

  /** Lines under a headline. */
  private record Part(String method, String headline, List<Line> lines) {}

  private final List<Part> parts;
  private final Routines used;

  Layout(
      List<Line> given,
      List<Line> forward,
      List<Line> backward,
      List<Line> printed,
      Routines used) {
    parts =
        Stream.of(
                new Part("given", "what is given", given),
                new Part("forward", "forward", forward),
                new Part("backward", "backward, in reverse order", backward),
                new Part("print", "name, value, gradient", printed))
            .filter(part -> !part.lines().isEmpty())
            .toList();
    this.used = used;
  }

  /** The class. */
  String source(String name) {
    long lines = parts.stream().mapToLong(part -> part.lines().size()).sum();
    String body = lines <= LONG ? inOne() : inMany();
    String routines =
        used.used().stream()
            .map(routine -> "\n" + routine.code().indent(2))
            .collect(Collectors.joining());
    return imports(body + routines)
        + "public final class "
        + name
        + " {\n"
        + body
        + routines
        + "}\n";
  }

  private static String imports(String text) {
    String imports =
        IMPORTS.entrySet().stream()
            .filter(entry -> text.contains(entry.getKey()))
            .map(entry -> "import " + entry.getValue() + ";\n")
            .sorted()
            .collect(Collectors.joining());
    return imports.isEmpty() ? "" : imports + "\n";
  }

  private String inOne() {
    return parts.stream()
        .map(Layout::section)
        .collect(
            Collectors.joining("\n", "\n  public static void main(String[] args) {\n", "  }\n"));
  }

  private static String section(Part part) {
    StringBuilder text = new StringBuilder("    // ").append(part.headline()).append('\n');
    append(part.lines().stream().map(Line::local).toList(), part.lines(), text);
    return text.toString();
  }

  private String inMany() {
    StringBuilder fields = new StringBuilder("\n");
    StringBuilder calls = new StringBuilder("\n  public static void main(String[] args) {\n");
    StringBuilder methods = new StringBuilder();
    for (Part part : parts) {
      part.lines().stream()
          .map(Line::field)
          .flatMap(Optional::stream)
          .forEach(field -> fields.append("  ").append(field).append('\n'));
      int number = 0;
      for (List<Line> lines : pieces(part.lines())) {
        number++;
        String call = part.method() + number + "()";
        calls.append("    ").append(call).append(";\n");
        methods.append("\n  /** ").append(part.headline()).append(". */\n  static void ");
        methods.append(call).append(" {\n");
        append(lines.stream().map(Line::assignment).toList(), lines, methods);
        methods.append("  }\n");
      }
    }
    return fields.append(calls).append("  }\n").append(methods).toString();
  }

  private static List<List<Line>> pieces(List<Line> lines) {
    List<List<Line>> pieces = new ArrayList<>();
    for (int start = 0; start < lines.size(); start += LONG) {
      pieces.add(lines.subList(start, Math.min(lines.size(), start + LONG)));
    }
    return pieces;
  }

  /** The lines with their remarks below each other. */
  private static void append(List<String> code, List<Line> lines, StringBuilder text) {
    int width =
        code.stream().mapToInt(String::length).filter(length -> length <= WIDEST).max().orElse(0);
    for (int k = 0; k < code.size(); k++) {
      String remark = lines.get(k).remark();
      text.append("    ").append(code.get(k));
      if (!remark.isEmpty()) {
        text.repeat(' ', Math.max(0, width - code.get(k).length())).append("  // ").append(remark);
      }
      text.append('\n');
    }
  }
}
