// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import chainrule.explain.notation.Token.Kind;
import java.util.Optional;

/** What to say about a token that cannot stand where it stands. */
final class Misplaced {

  private Misplaced() {}

  /** The problem with what stands where an operand must. */
  static NotationException insteadOfOperand(Tokens tokens, Token token) {
    Optional<Token> before = tokens.last();
    boolean afterOperator =
        before.isPresent()
            && (before.get().kind().isOperator() || before.get().kind() == Kind.ASSIGN);
    return switch (token.kind()) {
      case TEXT_END, LINE_END -> end(tokens, token, afterOperator);
      case SEMICOLON -> semicolon(tokens, token, afterOperator);
      case ASSIGN -> assign(tokens, token, before);
      case COMMA -> comma(tokens, token, afterOperator);
      case RIGHT_PARENTHESIS, RIGHT_BRACKET -> closing(tokens, token, afterOperator);
      case TRANSPOSE -> tokens.problem(Problem.LONE_TRANSPOSE, token);
      default ->
          tokens.problem(
              afterOperator && before.get().kind().isOperator()
                  ? Problem.UNEXPECTED_SECOND
                  : Problem.UNEXPECTED_FIRST,
              token);
    };
  }

  private static NotationException end(Tokens tokens, Token token, boolean afterOperator) {
    Optional<Token> bracket = tokens.bracket();
    if (bracket.isPresent() && !afterOperator) {
      return unclosed(tokens, bracket.get());
    }
    if (tokens.last().isEmpty()) {
      return tokens.problem(Problem.EMPTY, token);
    }
    Token last = tokens.last().get();
    Token end = Token.of(token.kind(), token.text(), Span.at(last.span().end()));
    return tokens.problem(Problem.EARLY_END, end, last.shown());
  }

  private static NotationException semicolon(Tokens tokens, Token token, boolean afterOperator) {
    return tokens
        .bracket()
        .map(open -> tokens.problem(Problem.SEMICOLON_INSIDE, token, open))
        .orElseGet(() -> end(tokens, token, afterOperator));
  }

  private static NotationException assign(Tokens tokens, Token token, Optional<Token> before) {
    if (tokens.bracket().isPresent()) {
      return tokens.problem(Problem.ASSIGN_INSIDE, token);
    }
    boolean second = before.isPresent() && before.get().kind() == Kind.ASSIGN;
    return tokens.problem(second ? Problem.ASSIGN_TWICE : Problem.ASSIGN_NOTHING, token);
  }

  private static NotationException comma(Tokens tokens, Token token, boolean afterOperator) {
    if (afterOperator) {
      return afterSign(tokens, token);
    }
    return tokens.problem(
        tokens.bracket().isPresent() ? Problem.MISSING_ARGUMENT : Problem.COMMA, token);
  }

  private static NotationException closing(Tokens tokens, Token token, boolean afterOperator) {
    Optional<Token> bracket = tokens.bracket();
    if (afterOperator) {
      return afterSign(tokens, token);
    }
    if (bracket.isEmpty()) {
      return unopened(tokens, token);
    }
    return bracket.get().kind().closing() == token.kind()
        ? tokens.problem(Problem.MISSING_ARGUMENT, token)
        : mismatch(tokens, bracket.get(), token);
  }

  private static NotationException afterSign(Tokens tokens, Token token) {
    String sign = tokens.last().map(Token::shown).orElse("");
    return tokens.problem(Problem.UNEXPECTED_CLOSE, token, sign);
  }

  /** The problem with what follows an operand. */
  static NotationException afterOperand(Tokens tokens, Token token) {
    return switch (token.kind()) {
      case RIGHT_PARENTHESIS, RIGHT_BRACKET -> unopened(tokens, token);
      case COMMA -> tokens.problem(Problem.COMMA, token);
      case ASSIGN -> tokens.problem(Problem.ASSIGN_INSIDE, token);
      case TRANSPOSE -> tokens.problem(Problem.LONE_TRANSPOSE, token);
      case POWER -> tokens.problem(Problem.UNEXPECTED_FIRST, token);
      default -> product(tokens, token);
    };
  }

  /** Two operands side by side. */
  private static NotationException product(Tokens tokens, Token token) {
    Token before = tokens.last().orElse(token);
    boolean touching = before.span().end() == token.span().start();
    if (before.kind() == Kind.NUMBER && touching && token.text().equalsIgnoreCase("e")) {
      String number = before.shown() + token.shown();
      return Problem.NUMBER_EXPONENT.at(tokens.source(), before.span(), number);
    }
    Optional<Function> function =
        Functions.named(before.text()).filter(each -> each.name().equals(before.text()));
    if (before.kind() == Kind.NAME && function.isPresent()) {
      return tokens.problem(Problem.FUNCTION_BARE, before, function.get().form());
    }
    if (before.kind() == Kind.NAME && token.kind() == Kind.LEFT_BRACKET) {
      return Problem.INDEXING.at(tokens.source(), token.span(), before.shown());
    }
    boolean inLiteral = tokens.bracket().map(Token::kind).equals(Optional.of(Kind.LEFT_BRACKET));
    return tokens.problem(
        inLiteral ? Problem.LITERAL_COMMA : Problem.PRODUCT,
        token,
        before.shown(),
        factor(before),
        factor(token));
  }

  /** An operand for an example of a product. */
  private static String factor(Token token) {
    return switch (token.kind()) {
      case LEFT_PARENTHESIS, RIGHT_PARENTHESIS -> "(...)";
      case LEFT_BRACKET, RIGHT_BRACKET -> "[...]";
      default -> token.shown();
    };
  }

  /** The problem with what stands where a bracket should be closed. */
  static NotationException insteadOfClosing(Tokens tokens, Token open, Token token) {
    return switch (token.kind()) {
      case TEXT_END -> unclosed(tokens, open);
      case SEMICOLON -> tokens.problem(Problem.SEMICOLON_INSIDE, token, open);
      case RIGHT_PARENTHESIS, RIGHT_BRACKET -> mismatch(tokens, open, token);
      default -> afterOperand(tokens, token);
    };
  }

  private static NotationException unclosed(Tokens tokens, Token open) {
    return tokens.problem(Problem.UNCLOSED, open, closing(open));
  }

  private static NotationException mismatch(Tokens tokens, Token open, Token token) {
    return tokens.problem(Problem.MISMATCH, token, open, closing(open));
  }

  private static NotationException unopened(Tokens tokens, Token token) {
    return tokens.problem(
        Problem.UNOPENED, token, token.kind() == Kind.RIGHT_PARENTHESIS ? "(" : "[");
  }

  private static String closing(Token open) {
    return open.kind() == Kind.LEFT_PARENTHESIS ? ")" : "]";
  }
}
