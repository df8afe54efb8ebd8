// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import chainrule.explain.notation.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The tokens before the parser, and the brackets around it: inside them, lines do not end. */
final class Tokens {

  private final SourceText source;
  private final List<Token> all;
  private final Deque<Token> open = new ArrayDeque<>();
  private int place;
  private Optional<Token> last = Optional.empty();

  Tokens(SourceText source) {
    this.source = source;
    this.all = Lexer.tokens(source);
  }

  SourceText source() {
    return source;
  }

  /**
   * The next token.
   *
   * @throws NotationException if it is wrong
   */
  Token peek() {
    Token next = all.get(at(place));
    if (next.problem().isPresent()) {
      throw next.problem().get();
    }
    return next;
  }

  boolean peeks(Kind kind) {
    return peek().kind() == kind;
  }

  /** Whether the token after the next is of a kind. */
  boolean peeksSecond(Kind kind) {
    int next = at(place);
    return next + 1 < all.size() && all.get(at(next + 1)).kind() == kind;
  }

  Token take() {
    Token token = peek();
    place = Math.min(at(place) + 1, all.size() - 1);
    last = Optional.of(token);
    return token;
  }

  /** A stretch of the text. */
  String text(Span span) {
    return source.text().substring(span.start(), span.end());
  }

  /** Whether the token taken last is of a kind. */
  boolean follow(Kind kind) {
    return last.isPresent() && last.get().kind() == kind;
  }

  /** The token taken last. */
  Optional<Token> last() {
    return last;
  }

  /** Where the token taken last ends. */
  int end() {
    return last.map(token -> token.span().end()).orElse(0);
  }

  private int at(int from) {
    int next = from;
    while (!open.isEmpty() && all.get(next).kind() == Kind.LINE_END) {
      next++;
    }
    return next;
  }

  /** Whether the parenthesis that comes next is closed and followed by an equals sign. */
  boolean definesCall() {
    int depth = 0;
    int next = place;
    do {
      Kind kind = all.get(next++).kind();
      depth += kind.opens() ? 1 : kind.closes() ? -1 : 0;
    } while (depth > 0 && next < all.size());
    return next < all.size() && all.get(next).kind() == Kind.ASSIGN && open.isEmpty();
  }

  // ------------------------------------------------------------------ brackets

  /** The innermost open bracket. */
  Optional<Token> bracket() {
    return Optional.ofNullable(open.peek());
  }

  /** Takes a bracket that opens. */
  Token open() {
    Token bracket = take();
    open.push(bracket);
    return bracket;
  }

  /** Takes the bracket that closes the innermost. */
  Token close() {
    open.pop();
    // Whether the next line is another statement depends on what is open now.
    return takeClosing();
  }

  private Token takeClosing() {
    while (all.get(place).kind() == Kind.LINE_END) {
      place++;
    }
    return take();
  }

  NotationException problem(Problem problem, Token token, String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = token.shown();
    System.arraycopy(more, 0, arguments, 1, more.length);
    return problem.at(source, token.span(), arguments);
  }

  /** A problem about a bracket, said with the place of another. */
  NotationException problem(Problem problem, Token token, Token bracket, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = bracket.shown();
    arguments[1] = Integer.toString(source.line(bracket.span().start()));
    arguments[2] = Integer.toString(source.column(bracket.span().start()));
    System.arraycopy(more, 0, arguments, 3, more.length);
    return problem(problem, token, arguments);
  }
}
