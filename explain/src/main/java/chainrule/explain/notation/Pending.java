// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.explain.notation.Term.Option;
import chainrule.explain.notation.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the parser has read and cannot apply yet. */
sealed interface Pending {

  /** How strongly operators bind, from weak to strong. */
  enum Strength {
    BRACKET,
    COMPARISON,
    SUM,
    PRODUCT,
    SIGN,
    POWER;

    /** That of an operator between two operands, if it is one. */
    static Optional<Strength> of(Kind kind) {
      return switch (kind) {
        case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> Optional.of(COMPARISON);
        case PLUS, MINUS -> Optional.of(SUM);
        case TIMES, OVER, MATMUL -> Optional.of(PRODUCT);
        case POWER -> Optional.of(POWER);
        default -> Optional.empty();
      };
    }
  }

  /** How strongly it binds. */
  Strength strength();

  /** The token it began with. */
  Token token();

  /** Whether what follows stands a level deeper. */
  default boolean nests() {
    return switch (strength()) {
      case BRACKET, SIGN, POWER -> true;
      case COMPARISON, SUM, PRODUCT -> false;
    };
  }

  /** A plus or a minus before its operand. */
  record Sign(Token token) implements Pending {
    @Override
    public Strength strength() {
      return Strength.SIGN;
    }
  }

  /** An operator between two operands, of which the second is being read. */
  record Infix(Token token, Strength strength) implements Pending {}

  /**
   * A bracket that is open.
   *
   * @param token the bracket
   * @param call the name of a function before it
   * @param arguments what was read between the brackets, whole
   * @param options what of it was given by name
   * @param named the name given to what is read now; one at most
   */
  record Bracket(
      Token token,
      Optional<Call> call,
      List<Operand> arguments,
      List<Option> options,
      List<Token> named)
      implements Pending {

    /** A function and where its name stands. */
    record Call(Function function, Token name) {}

    static Bracket of(Token token) {
      return of(token, Optional.empty());
    }

    static Bracket of(Token token, Optional<Call> call) {
      return new Bracket(token, call, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public Strength strength() {
      return Strength.BRACKET;
    }

    boolean isLiteral() {
      return token.kind() == Kind.LEFT_BRACKET;
    }

    /** Whether it may hold more than one term. */
    boolean isList() {
      return isLiteral() || call.isPresent();
    }

    /** The height of a term made of what it holds. */
    int height() {
      return 1 + arguments.stream().mapToInt(Operand::height).max().orElse(0);
    }

    List<Term> terms() {
      return arguments.stream().map(Operand::term).toList();
    }
  }
}
