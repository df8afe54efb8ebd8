// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.explain.notation.Term.Application;
import chainrule.explain.notation.Term.Chain;
import chainrule.explain.notation.Term.Comparison;
import chainrule.explain.notation.Term.Literal;
import chainrule.explain.notation.Term.Matrix;
import chainrule.explain.notation.Term.Name;
import chainrule.explain.notation.Term.Negation;
import chainrule.explain.notation.Term.Power;
import chainrule.explain.notation.Term.Transposition;
import java.util.stream.Collectors;

/** A term with every parenthesis written, and without places: what it is, whatever its text. */
final class Tree {

  private Tree() {}

  static String of(String text) {
    return of(Notation.parse(text).output().term());
  }

  static String of(Term term) {
    return switch (term) {
      case Literal literal -> Double.toString(literal.value());
      case Name name -> name.name();
      case Negation negation -> "(neg " + of(negation.operand()) + ")";
      case Transposition transposition -> "(tr " + of(transposition.operand()) + ")";
      case Power power -> "(^ " + of(power.base()) + " " + of(power.exponent()) + ")";
      case Comparison comparison ->
          "("
              + comparison.comparator()
              + " "
              + of(comparison.left())
              + " "
              + of(comparison.right())
              + ")";
      case Chain chain ->
          chain.links().stream()
              .map(link -> " " + link.operator().symbol() + " " + of(link.operand()))
              .collect(Collectors.joining("", "{" + of(chain.first()), "}"));
      case Matrix matrix ->
          matrix.elements().stream().map(Tree::of).collect(Collectors.joining(" ", "[", "]"));
      case Application application -> application(application);
    };
  }

  private static String application(Application application) {
    String options =
        application.options().stream()
            .map(option -> " " + option.name() + "=" + of(option.value()))
            .collect(Collectors.joining());
    return application.arguments().stream()
        .map(argument -> " " + of(argument))
        .collect(Collectors.joining("", "(" + application.function(), options + ")"));
  }
}
