// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import java.util.Optional;

/**
 * The smallest piece of a text that means something.
 *
 * @param kind what it is
 * @param text as it was typed; of a name, in Unicode form C
 * @param value of a number
 * @param span where it stands
 * @param problem what is wrong with it, thrown when the parser comes to it
 */
record Token(Kind kind, String text, double value, Span span, Optional<NotationException> problem) {

  /** What a token is. */
  enum Kind {
    NUMBER,
    NAME,
    PLUS,
    MINUS,
    TIMES,
    OVER,
    MATMUL,
    POWER,
    TRANSPOSE,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    EQUAL,
    NOT_EQUAL,
    ASSIGN,
    COMMA,
    LEFT_PARENTHESIS,
    RIGHT_PARENTHESIS,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    SEMICOLON,
    LINE_END,
    TEXT_END,
    WRONG;

    /** Whether a term can begin here, a sign apart. */
    boolean beginsOperand() {
      return this == NUMBER || this == NAME || opens();
    }

    boolean opens() {
      return this == LEFT_PARENTHESIS || this == LEFT_BRACKET;
    }

    boolean closes() {
      return this == RIGHT_PARENTHESIS || this == RIGHT_BRACKET;
    }

    boolean endsStatement() {
      return this == SEMICOLON || this == LINE_END || this == TEXT_END;
    }

    /** The bracket that closes this one. */
    Kind closing() {
      return this == LEFT_PARENTHESIS ? RIGHT_PARENTHESIS : RIGHT_BRACKET;
    }

    boolean isSign() {
      return this == PLUS || this == MINUS;
    }

    /** Whether it stands between two operands. */
    boolean isOperator() {
      return switch (this) {
        case PLUS, MINUS, TIMES, OVER, MATMUL, POWER -> true;
        case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
        default -> false;
      };
    }
  }

  static Token of(Kind kind, String text, Span span) {
    return new Token(kind, text, 0, span, Optional.empty());
  }

  static Token number(double value, String text, Span span) {
    return new Token(Kind.NUMBER, text, value, span, Optional.empty());
  }

  static Token wrong(String text, Span span, NotationException problem) {
    return new Token(Kind.WRONG, text, 0, span, Optional.of(problem));
  }

  /** The token for a message, cut if it is long. */
  String shown() {
    return Problem.shown(text);
  }
}
