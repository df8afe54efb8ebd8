// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import chainrule.explain.notation.Pending.Bracket;
import chainrule.explain.notation.Pending.Bracket.Call;
import chainrule.explain.notation.Term.Application;
import chainrule.explain.notation.Term.Matrix;
import chainrule.explain.notation.Term.Name;
import chainrule.explain.notation.Term.Option;
import chainrule.explain.notation.Token.Kind;
import java.util.List;
import java.util.Optional;

/** What stands in brackets: a term, the arguments of a function, the numbers of a literal. */
record Brackets(Tokens tokens, Building building) {

  /** How deep the brackets of a literal may stand in one another. */
  private static final int MOST_LEVELS = 8;

  /** The bracket that opens after the name of a function. */
  Bracket call(Token name) {
    Function function = Functions.named(name.text()).orElseThrow(() -> unknown(name));
    return Bracket.of(tokens.open(), Optional.of(new Call(function, name)));
  }

  private NotationException unknown(Token name) {
    if (tokens.definesCall()) {
      return tokens.problem(Problem.FUNCTION_DEFINED, name);
    }
    return Functions.near(name.text())
        .map(near -> tokens.problem(Problem.FUNCTION_NEAR, name, near))
        .orElseGet(() -> tokens.problem(Problem.FUNCTION_UNKNOWN, name));
  }

  /** Checks a bracket that was just opened, and that something stands in it. */
  void checkOpened(Bracket bracket, int levels) {
    boolean closes = tokens.peek().kind() == bracket.token().kind().closing();
    if (bracket.isLiteral() && levels > MOST_LEVELS) {
      throw tokens.problem(Problem.LITERAL_DEEP, bracket.token(), Integer.toString(MOST_LEVELS));
    }
    if (closes && bracket.call().isEmpty()) {
      throw tokens.problem(
          bracket.isLiteral() ? Problem.LITERAL_EMPTY : Problem.NOTHING_INSIDE, bracket.token());
    }
  }

  /** Takes the name that the next argument is given by, if it is. */
  void begin(Bracket bracket) {
    if (bracket.call().isEmpty()) {
      return;
    }
    Token first = tokens.peek();
    if (first.kind() == Kind.NAME && tokens.peeksSecond(Kind.ASSIGN)) {
      Function function = bracket.call().get().function();
      if (function.parameter(first.text()).isEmpty()) {
        throw tokens.problem(Problem.OPTION_UNKNOWN, first, function.name(), function.form());
      }
      bracket.named().add(tokens.take());
      tokens.take();
    } else if (!bracket.options().isEmpty() && !first.kind().closes()) {
      throw tokens.problem(Problem.OPTION_ORDER, first);
    }
  }

  /** Notes what was read between the brackets, up to a comma or the end. */
  void argument(Bracket bracket, Operand operand) {
    if (!bracket.named().isEmpty()) {
      Token name = bracket.named().removeFirst();
      bracket.options().add(new Option(name.text(), building.value(operand.term()), name.span()));
      return;
    }
    if (bracket.isLiteral()) {
      element(bracket, operand.term());
    }
    bracket.arguments().add(operand);
  }

  /** The term that a bracket encloses or a call is. */
  Operand closed(Bracket bracket) {
    int end = tokens.end();
    if (bracket.isLiteral()) {
      Span span = new Span(bracket.token().span().start(), end);
      return checked(bracket, new Matrix(bracket.terms(), span));
    }
    if (bracket.call().isEmpty()) {
      Operand inside = bracket.arguments().getFirst();
      return new Operand(inside.term(), inside.height());
    }
    Call call = bracket.call().get();
    Span span = new Span(call.name().span().start(), end);
    List<Term> arguments = bracket.terms();
    Application application =
        new Application(call.function().name(), arguments, bracket.options(), span);
    new Arguments(tokens.source(), call.function(), application).check(call.name());
    arguments.stream().skip(call.function().takesComparison() ? 1 : 0).forEach(building::value);
    return checked(bracket, application);
  }

  private Operand checked(Bracket bracket, Term term) {
    return building.checked(new Operand(term, bracket.height()), bracket.token().span());
  }

  // ------------------------------------------------------------------ literals

  private void element(Bracket bracket, Term term) {
    if (!(term instanceof Matrix) && Literals.number(building.value(term)).isEmpty()) {
      String text = term instanceof Name name ? name.name() : tokens.text(term.span());
      throw Problem.LITERAL_NAME.at(tokens.source(), term.span(), Problem.shown(text));
    }
    if (!bracket.arguments().isEmpty()) {
      fit(bracket.arguments().getFirst().term(), term);
    }
  }

  private void fit(Term first, Term next) {
    SourceText source = tokens.source();
    if (first instanceof Matrix != next instanceof Matrix) {
      String text = Problem.shown(tokens.text(next.span()));
      throw Problem.LITERAL_MIXED.at(source, next.span(), text);
    }
    if (first instanceof Matrix row
        && next instanceof Matrix other
        && !row.shape().equals(other.shape())) {
      throw Problem.LITERAL_RAGGED.at(
          source, next.span(), other.shape().toString(), row.shape().toString());
    }
  }
}
