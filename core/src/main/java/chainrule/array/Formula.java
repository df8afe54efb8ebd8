// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.util.stream.Collectors;

/** Writes an {@link Expr} as people write it. */
final class Formula {

  private static final String LETTERS = "abcdefhijklmn";

  private static final int LOOSEST = 0;
  private static final int COMPARE = 1;
  private static final int SUM = 2;
  private static final int PRODUCT = 3;
  private static final int SIGN = 4;

  private Formula() {}

  static String of(Expr expr) {
    return write(expr, LOOSEST);
  }

  private static String write(Expr expr, int around) {
    return switch (expr) {
      case Expr.Constant constant -> number(constant.value());
      case Expr.Input input -> letter(input.index());
      case Expr.Flag flag -> letter(flag.index());
      case Expr.Upstream _ -> "g";
      case Expr.Output _ -> "out";
      case Expr.Apply apply -> apply(apply, around);
    };
  }

  private static String apply(Expr.Apply apply, int around) {
    int level = level(apply.code());
    String text =
        switch (level) {
          case LOOSEST -> call(apply);
          case SIGN -> "-" + write(apply.operands().get(0), SIGN);
          default -> infix(apply, level);
        };
    return level != LOOSEST && level < around ? "(" + text + ")" : text;
  }

  private static String infix(Expr.Apply apply, int level) {
    return write(apply.operands().get(0), level)
        + " "
        + apply.code().symbol()
        + " "
        + write(apply.operands().get(1), level + 1);
  }

  private static String call(Expr.Apply apply) {
    return apply.operands().stream()
        .map(Formula::of)
        .collect(Collectors.joining(", ", apply.code().symbol() + "(", ")"));
  }

  private static int level(Code code) {
    return switch (code) {
      case LESS, LESS_EQUAL, EQUAL -> COMPARE;
      case ADD, SUBTRACT -> SUM;
      case MULTIPLY, DIVIDE -> PRODUCT;
      case NEGATE -> SIGN;
      default -> LOOSEST;
    };
  }

  /** Letters without g, which is the upstream; beyond them x with the index. */
  private static String letter(int index) {
    return index < LETTERS.length() ? LETTERS.substring(index, index + 1) : "x" + index;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
