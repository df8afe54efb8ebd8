// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.array.Shape;
import java.util.List;

/**
 * What a formula is made of.
 *
 * <p>Terms are never nested deeper than {@link Limits#depth} says: a row of operators of one
 * precedence is one {@link Chain}, however long. Equal terms stand at the same place of a text.
 */
public sealed interface Term {

  /** Where it stands. */
  Span span();

  /** The term as canonical text of the notation; parsed, it is the same term again. */
  default String text() {
    return Printer.text(this);
  }

  /** The term in LaTeX, for mathematics mode. */
  default String toLatex() {
    return Latex.of(this);
  }

  /**
   * A number, 0 or above; a minus before it is a {@link Negation}.
   *
   * @param value the number
   * @param span where it stands
   */
  record Literal(double value, Span span) implements Term {}

  /**
   * A vector or a matrix of numbers, such as {@code [[1, 2], [3, 4]]}.
   *
   * @param elements numbers without names, or rows of equal shape
   * @param span where it stands
   */
  record Matrix(List<Term> elements, Span span) implements Term {
    /** Copies the elements. */
    public Matrix {
      elements = List.copyOf(elements);
    }

    /** The sizes. */
    public Shape shape() {
      return elements.getFirst() instanceof Matrix row
          ? Literals.stacked(elements.size(), row.shape())
          : Shape.of(elements.size());
    }
  }

  /**
   * A name: of a value, or of a statement above.
   *
   * @param name as it was typed, in Unicode form C
   * @param span where it stands
   */
  record Name(String name, Span span) implements Term {}

  /**
   * Minus a term.
   *
   * @param operand the term
   * @param span where it stands, the sign included
   */
  record Negation(Term operand, Span span) implements Term {}

  /**
   * A power.
   *
   * @param base what is raised
   * @param exponent to what
   * @param at where {@code ^} stands
   */
  record Power(Term base, Term exponent, Span at) implements Term {
    @Override
    public Span span() {
      return base.span().to(exponent.span());
    }
  }

  /**
   * A matrix with its last two axes exchanged.
   *
   * @param operand the matrix
   * @param at where the mark stands
   */
  record Transposition(Term operand, Span at) implements Term {
    @Override
    public Span span() {
      return operand.span().to(at);
    }
  }

  /**
   * Operators of one precedence in a row, computed from left to right.
   *
   * @param first what stands first
   * @param links the operators and what follows each, one at least
   * @param span where it stands
   */
  record Chain(Term first, List<Link> links, Span span) implements Term {
    /** Copies the links. */
    public Chain {
      links = List.copyOf(links);
    }

    /** Whether the operators are plus and minus. */
    public boolean isSum() {
      return links.getFirst().operator().isSum();
    }
  }

  /**
   * An operator and what follows it.
   *
   * @param operator which
   * @param operand what follows
   * @param at where the operator stands
   */
  record Link(Operator operator, Term operand, Span at) {}

  /**
   * A comparison, the condition of {@code where}.
   *
   * @param left the left side
   * @param comparator which
   * @param right the right side
   * @param at where the comparator stands
   */
  record Comparison(Term left, Comparator comparator, Term right, Span at) implements Term {
    @Override
    public Span span() {
      return left.span().to(right.span());
    }
  }

  /**
   * A function applied.
   *
   * @param function its name, such as {@code leakyRelu} whichever way it was typed
   * @param arguments in parentheses
   * @param options what was given by name, such as {@code axis=0}
   * @param span where it stands
   */
  record Application(String function, List<Term> arguments, List<Option> options, Span span)
      implements Term {
    /** Copies arguments and options. */
    public Application {
      arguments = List.copyOf(arguments);
      options = List.copyOf(options);
    }
  }

  /**
   * An argument given by name.
   *
   * @param name which
   * @param value a number without names
   * @param at where the name stands
   */
  record Option(String name, Term value, Span at) {}

  /** What stands between two terms. */
  enum Operator {
    /** Plus. */
    PLUS("+"),
    /** Minus. */
    MINUS("-"),
    /** Times, element by element. */
    TIMES("*"),
    /** Divided by, element by element. */
    OVER("/"),
    /** The matrix product. */
    MATMUL("@");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** How it is typed. */
    public String symbol() {
      return symbol;
    }

    /** Whether it binds like plus, rather than like times. */
    public boolean isSum() {
      return this == PLUS || this == MINUS;
    }
  }

  /** How two terms are compared. */
  enum Comparator {
    /** Less than. */
    LESS("<"),
    /** Less than or equal to. */
    LESS_EQUAL("<="),
    /** Greater than. */
    GREATER(">"),
    /** Greater than or equal to. */
    GREATER_EQUAL(">="),
    /** Equal to. */
    EQUAL("=="),
    /** Not equal to. */
    NOT_EQUAL("!=");

    private final String symbol;

    Comparator(String symbol) {
      this.symbol = symbol;
    }

    /** How it is typed. */
    public String symbol() {
      return symbol;
    }
  }
}
