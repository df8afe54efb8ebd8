// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Computes what a told formula says, with numbers for its names. */
final class Evaluation {

  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z_][A-Za-z_0-9]*|[0-9.]+(e-?[0-9]+)?|<=|==|[-+*/^(),?:<]");

  private final List<String> tokens;
  private final Map<String, Double> names;
  private int next;

  private Evaluation(List<String> tokens, Map<String, Double> names) {
    this.tokens = tokens;
    this.names = names;
  }

  static double of(String formula, Map<String, Double> names) {
    List<String> tokens = new ArrayList<>();
    TOKEN.matcher(formula).results().forEach(match -> tokens.add(match.group()));
    Evaluation evaluation = new Evaluation(tokens, names);
    double value = evaluation.choice();
    if (evaluation.next != tokens.size()) {
      throw new AssertionError("not understood: " + formula);
    }
    return value;
  }

  private double choice() {
    double condition = comparison();
    if (!take("?")) {
      return condition;
    }
    double yes = choice();
    take(":");
    double no = choice();
    return condition == 0 ? no : yes;
  }

  private double comparison() {
    double left = sum();
    if (take("<=")) {
      return left <= sum() ? 1 : 0;
    }
    if (take("==")) {
      return left == sum() ? 1 : 0;
    }
    return take("<") ? left < sum() ? 1 : 0 : left;
  }

  private double sum() {
    double left = product();
    while (true) {
      if (take("+")) {
        left += product();
      } else if (take("-")) {
        left -= product();
      } else {
        return left;
      }
    }
  }

  private double product() {
    double left = signed();
    while (true) {
      if (take("*")) {
        left *= signed();
      } else if (take("/")) {
        left /= signed();
      } else {
        return left;
      }
    }
  }

  private double signed() {
    if (take("-")) {
      return -signed();
    }
    double base = atom();
    return take("^") ? StrictMath.pow(base, signed()) : base;
  }

  private double atom() {
    String token = tokens.get(next);
    next++;
    if (token.equals("(")) {
      double inside = choice();
      take(")");
      return inside;
    }
    if (!Character.isLetter(token.charAt(0))) {
      return Double.parseDouble(token);
    }
    if (!take("(")) {
      Double value = names.get(token);
      if (value == null) {
        throw new AssertionError("no value for " + token);
      }
      return value;
    }
    List<Double> arguments = new ArrayList<>();
    do {
      arguments.add(choice());
    } while (take(","));
    take(")");
    return call(token, arguments);
  }

  private static double call(String name, List<Double> arguments) {
    double x = arguments.getFirst();
    return switch (name) {
      case "exp" -> StrictMath.exp(x);
      case "log" -> StrictMath.log(x);
      case "sqrt" -> StrictMath.sqrt(x);
      case "sin" -> StrictMath.sin(x);
      case "cos" -> StrictMath.cos(x);
      case "tanh" -> StrictMath.tanh(x);
      case "abs" -> Math.abs(x);
      case "sign" -> Math.signum(x);
      case "sigmoid" -> 1 / (1 + StrictMath.exp(-x));
      case "softplus" -> StrictMath.log1p(StrictMath.exp(x));
      case "relu" -> Math.max(0, x);
      case "elu" -> x > 0 ? x : StrictMath.expm1(x);
      case "sum", "mean" -> x;
      case "clamp" -> Math.clamp(x, arguments.get(1), arguments.get(2));
      case "max" -> Math.max(x, arguments.getLast());
      case "min" -> Math.min(x, arguments.getLast());
      default -> throw new AssertionError("unknown function " + name);
    };
  }

  private boolean take(String token) {
    boolean found = next < tokens.size() && tokens.get(next).equals(token);
    next += found ? 1 : 0;
    return found;
  }
}
