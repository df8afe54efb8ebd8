// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.GateFormulas;
import chainrule.explain.formula.PlainFormula;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.graph.Source;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Comparison;
import chainrule.tensor.Contraction;
import chainrule.tensor.Op;
import chainrule.tensor.Power;
import chainrule.tensor.Reduction;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How gates and names are written. */
final class Symbols {

  /** Kinds of characters that do not show, or break a line. */
  private static final Set<Integer> HIDDEN =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR,
          (int) Character.SURROGATE);

  private static final PlainFormula FORMULAS = new PlainFormula(Numbers::of);

  private Symbols() {}

  /**
   * What stands inside a gate on a drawing, with the numbers that belong to it: {@code +}, {@code
   * *2}, {@code 1/x}, {@code max 0}.
   *
   * @param isAscii whether only seven bits may be used
   */
  static String of(Node.Gate gate, boolean isAscii) {
    Op op = gate.operation();
    List<String> arguments =
        gate.inputs().stream()
            .map(input -> input instanceof Source.Constant number ? number(number) : "")
            .toList();
    boolean hasNumber = arguments.stream().anyMatch(argument -> !argument.isEmpty());
    if (isInfix(op)) {
      return hasNumber ? infix(op, arguments) : sign(op);
    }
    return fixed(op, isAscii)
        + axes(gate)
        + (hasNumber ? " " + String.join(" ", arguments).strip() : "");
  }

  private static String infix(Op op, List<String> arguments) {
    String first = arguments.getFirst();
    boolean turns = op instanceof Arithmetic.Add || op instanceof Arithmetic.Mul;
    if (first.isEmpty() || turns) {
      return sign(op) + first + arguments.getLast();
    }
    return first + sign(op) + "x";
  }

  private static String fixed(Op op, boolean isAscii) {
    return switch (op) {
      case Arithmetic.Neg _ -> "-x";
      case Arithmetic.Abs _ -> "|x|";
      case Power.Square _ -> "^2";
      case Power.Reciprocal _ -> "1/x";
      case Arithmetic.Maximum _ -> "max";
      case Arithmetic.Minimum _ -> "min";
      case Arithmetic.Clamp clamp ->
          "clamp " + Numbers.of(clamp.low()) + ".." + Numbers.of(clamp.high());
      default -> symbol(op, isAscii);
    };
  }

  /** The axes of a reduction that leaves some. */
  private static String axes(Node.Gate gate) {
    if (gate.operation() instanceof Reduction reduction && gate.shape().rank() > 0) {
      return reduction.axes().stream().map(axis -> " " + axis).collect(Collectors.joining());
    }
    return "";
  }

  private static String symbol(Op op, boolean isAscii) {
    String symbol = op.meaning().symbol();
    return isAscii && !isAscii(symbol) ? op.name() : symbol;
  }

  /** Whether an operation is written between its two operands. */
  private static boolean isInfix(Op op) {
    return switch (op) {
      case Arithmetic.Add _, Arithmetic.Sub _, Arithmetic.Mul _, Arithmetic.Div _ -> true;
      case Power.Pow _, Contraction.Matmul _ -> true;
      case Comparison.Less _, Comparison.LessEqual _ -> true;
      case Comparison.Equal _, Comparison.NotEqual _ -> true;
      default -> false;
    };
  }

  private static String sign(Op op) {
    return op.meaning().symbol();
  }

  private static String number(Source.Constant number) {
    return Numbers.of(number.value());
  }

  /** A node's name and what it computes, as in {@code q = x + y}; the name alone of a leaf. */
  static String equation(Pass pass, Node node, boolean isAscii) {
    String text =
        switch (node) {
          case Node.Leaf leaf -> leaf.id();
          case Node.Copy copy -> copy.id() + " = " + copy.of();
          case Node.Gate gate ->
              gate.id() + " = " + FORMULAS.of(new GateFormulas(pass, gate).value());
        };
    return name(text, isAscii);
  }

  /** A name as it can be shown on one line; what cannot is written as its code point. */
  static String name(String id, boolean isAscii) {
    StringBuilder shown = new StringBuilder();
    id.codePoints()
        .forEach(letter -> {
          if (HIDDEN.contains(Character.getType(letter)) || (isAscii && letter > '~')) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", letter));
          } else {
            shown.appendCodePoint(letter);
          }
        });
    return shown.toString();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
  }
}
