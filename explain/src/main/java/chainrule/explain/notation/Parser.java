// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import chainrule.explain.notation.Pending.Bracket;
import chainrule.explain.notation.Pending.Infix;
import chainrule.explain.notation.Pending.Sign;
import chainrule.explain.notation.Pending.Strength;
import chainrule.explain.notation.Term.Literal;
import chainrule.explain.notation.Term.Name;
import chainrule.explain.notation.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads statements, by the strength of operators and without recursion: what cannot be applied yet
 * waits on a stack, operands on another.
 *
 * <pre>
 * statement:  [name =] comparison
 * comparison: sum [&lt; sum]
 * sum:        product {+ product}
 * product:    signed {* signed}
 * signed:     - signed | power
 * power:      operand ['] [^ signed]
 * operand:    number | name | name(arguments) | (comparison) | [literal]
 * </pre>
 *
 * <p>Source: Dijkstra 1961, "Algol 60 translation", MR 34/61.
 */
final class Parser {

  private final Tokens tokens;
  private final Limits limits;
  private final Building building;
  private final Brackets brackets;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Deque<Operand> operands = new ArrayDeque<>();
  private int depth;
  private int gates;
  private int numbers;
  private int literals;

  private Parser(Tokens tokens, Limits limits) {
    this.tokens = tokens;
    this.limits = limits;
    this.building = new Building(tokens.source(), limits);
    this.brackets = new Brackets(tokens, building);
  }

  /**
   * The statements of a text.
   *
   * @throws NotationException if it has none, or is wrong
   */
  static List<Statement> parse(SourceText source, Limits limits) {
    return new Parser(new Tokens(source), limits).statements();
  }

  private List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    skipEnds(true);
    while (!tokens.peeks(Kind.TEXT_END)) {
      statements.add(statement());
      skipEnds(false);
    }
    if (statements.isEmpty()) {
      throw tokens.problem(Problem.EMPTY, tokens.peek());
    }
    return statements;
  }

  /** Takes line ends, and one semicolon if a statement stands before it. */
  private void skipEnds(boolean separated) {
    boolean seen = separated;
    while (tokens.peeks(Kind.LINE_END) || tokens.peeks(Kind.SEMICOLON)) {
      Token end = tokens.take();
      if (end.kind() == Kind.SEMICOLON) {
        if (seen) {
          throw tokens.problem(Problem.EMPTY_STATEMENT, end);
        }
        seen = true;
      }
    }
  }

  private Statement statement() {
    int start = tokens.peek().span().start();
    Optional<String> name = Optional.empty();
    if (tokens.peeks(Kind.NAME) && tokens.peeksSecond(Kind.ASSIGN)) {
      name = Optional.of(tokens.take().text());
      tokens.take();
    }
    Term term = formula();
    Token end = tokens.peek();
    if (end.kind() == Kind.ASSIGN) {
      throw tokens.problem(
          name.isPresent() ? Problem.ASSIGN_TWICE : Problem.ASSIGN_TO_FORMULA, end);
    }
    return new Statement(name, term, new Span(start, tokens.end()));
  }

  private Term formula() {
    boolean wantsOperand = true;
    while (wantsOperand || !endsFormula(tokens.peek().kind())) {
      wantsOperand = wantsOperand ? operand() : operator();
    }
    reduce(Strength.COMPARISON);
    return building.value(operands.pop().term());
  }

  private boolean endsFormula(Kind kind) {
    return tokens.bracket().isEmpty() && (kind.endsStatement() || kind == Kind.ASSIGN);
  }

  // ------------------------------------------------------------------ where an operand stands

  /** Takes a token where an operand stands; whether one is still wanted afterwards. */
  private boolean operand() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case PLUS, MINUS -> {
        wait(new Sign(gate(tokens.take())));
        yield true;
      }
      case NUMBER -> whole(number());
      case NAME -> {
        if (tokens.peeksSecond(Kind.LEFT_PARENTHESIS)) {
          yield open(brackets.call(gate(tokens.take())));
        }
        yield whole(new Name(tokens.take().text(), token.span()));
      }
      case LEFT_PARENTHESIS, LEFT_BRACKET -> open(Bracket.of(tokens.open()));
      default -> throw Misplaced.insteadOfOperand(tokens, token);
    };
  }

  private boolean whole(Term term) {
    operands.push(new Operand(term, 0));
    return false;
  }

  private Literal number() {
    Token token = tokens.take();
    numbers++;
    if (numbers > limits.numbers()) {
      throw building.over(Problem.TOO_MANY_NUMBERS, token.span(), limits.numbers());
    }
    return new Literal(token.value(), token.span());
  }

  private boolean open(Bracket bracket) {
    wait(bracket);
    literals += bracket.isLiteral() ? 1 : 0;
    brackets.checkOpened(bracket, literals);
    if (bracket.call().isPresent() && tokens.peeks(Kind.RIGHT_PARENTHESIS)) {
      return close();
    }
    brackets.begin(bracket);
    return true;
  }

  // ------------------------------------------------------------------ where an operator stands

  /** Takes a token after an operand; whether another operand is wanted then. */
  private boolean operator() {
    Token token = tokens.peek();
    Optional<Strength> strength = Strength.of(token.kind());
    if (strength.isPresent()) {
      infix(token, strength.get());
      return true;
    }
    Optional<Token> open = tokens.bracket();
    if (open.isPresent() && token.kind() == open.get().kind().closing()) {
      reduce(Strength.COMPARISON);
      brackets.argument(bracket(), operands.pop());
      return close();
    }
    if (token.kind() == Kind.COMMA && open.isPresent() && bracket().isList()) {
      reduce(Strength.COMPARISON);
      brackets.argument(bracket(), operands.pop());
      tokens.take();
      brackets.begin(bracket());
      return true;
    }
    if (token.kind() == Kind.TRANSPOSE && !tokens.follow(Kind.TRANSPOSE)) {
      operands.push(building.transposed(operands.pop(), gate(tokens.take())));
      return false;
    }
    throw open.isPresent()
        ? Misplaced.insteadOfClosing(tokens, open.get(), token)
        : Misplaced.afterOperand(tokens, token);
  }

  private void infix(Token token, Strength strength) {
    if (strength != Strength.POWER) {
      reduce(strength == Strength.COMPARISON ? Strength.SUM : strength);
    }
    if (strength == Strength.COMPARISON
        && !pending.isEmpty()
        && pending.element().strength() == Strength.COMPARISON) {
      throw tokens.problem(Problem.COMPARISON_CHAIN, token);
    }
    wait(new Infix(gate(tokens.take()), strength));
  }

  private Bracket bracket() {
    for (Pending each : pending) {
      if (each instanceof Bracket bracket) {
        return bracket;
      }
    }
    throw new IllegalStateException("no bracket is open");
  }

  /** Takes the bracket that closes the innermost, whose content is read. */
  private boolean close() {
    Bracket bracket = bracket();
    pending.pop();
    depth--;
    literals -= bracket.isLiteral() ? 1 : 0;
    tokens.close();
    operands.push(brackets.closed(bracket));
    return false;
  }

  // ------------------------------------------------------------------ the stack

  /** Puts something on the stack until its operands are read. */
  private void wait(Pending next) {
    pending.push(next);
    depth += next.nests() ? 1 : 0;
    if (depth > limits.depth()) {
      throw building.over(Problem.TOO_DEEP, next.token().span(), limits.depth());
    }
  }

  /** Applies what waits and binds at least so strongly. */
  private void reduce(Strength least) {
    while (!pending.isEmpty() && pending.element().strength().compareTo(least) >= 0) {
      Pending next = pending.pop();
      depth -= next.nests() ? 1 : 0;
      Operand last = operands.pop();
      operands.push(
          next instanceof Infix infix
              ? building.joined(operands.pop(), infix.token(), last)
              : building.signed(next.token(), last));
    }
  }

  /** Counts a gate; arithmetic in a literal is none. */
  private Token gate(Token token) {
    gates += literals > 0 ? 0 : 1;
    if (gates > limits.gates()) {
      throw building.over(Problem.TOO_MANY_GATES, token.span(), limits.gates());
    }
    return token;
  }
}
