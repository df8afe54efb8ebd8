// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.explain.notation.Term.Application;
import chainrule.explain.notation.Term.Chain;
import chainrule.explain.notation.Term.Comparator;
import chainrule.explain.notation.Term.Comparison;
import chainrule.explain.notation.Term.Link;
import chainrule.explain.notation.Term.Literal;
import chainrule.explain.notation.Term.Matrix;
import chainrule.explain.notation.Term.Name;
import chainrule.explain.notation.Term.Negation;
import chainrule.explain.notation.Term.Operator;
import chainrule.explain.notation.Term.Option;
import chainrule.explain.notation.Term.Power;
import chainrule.explain.notation.Term.Transposition;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Terms that chance made, of every kind there is; their places are all the same. */
final class RandomTerms {

  private static final Span NOWHERE = new Span(0, 0);
  private static final List<String> NAMES = List.of("x", "y", "W1", "速度", "α_2", "pi", "e", "max");
  private static final List<Operator> SUMS = List.of(Operator.PLUS, Operator.MINUS);
  private static final List<Operator> PRODUCTS =
      List.of(Operator.TIMES, Operator.OVER, Operator.MATMUL);

  private final SplittableRandom random;

  RandomTerms(long seed) {
    random = new SplittableRandom(seed);
  }

  Term term(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(9)) {
      case 0, 1 -> chain(SUMS, depth);
      case 2, 3 -> chain(PRODUCTS, depth);
      case 4 -> new Negation(term(depth - 1), NOWHERE);
      case 5 -> new Power(term(depth - 1), term(depth - 1), NOWHERE);
      case 6 -> new Transposition(term(depth - 1), NOWHERE);
      case 7 -> application(depth);
      default -> leaf();
    };
  }

  private Term leaf() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Name(one(NAMES), NOWHERE);
      case 2 -> matrix();
      default -> number();
    };
  }

  private Literal number() {
    double value =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(10);
          case 1 -> random.nextInt(1000) / 8.0;
          case 2 -> random.nextDouble();
          default -> Math.abs(Double.longBitsToDouble(random.nextLong()));
        };
    return new Literal(Double.isFinite(value) ? value : 1, NOWHERE);
  }

  private Term chain(List<Operator> operators, int depth) {
    List<Link> links =
        IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(_ -> new Link(one(operators), term(depth - 1), NOWHERE))
            .toList();
    return new Chain(term(depth - 1), links, NOWHERE);
  }

  private Term matrix() {
    int columns = 1 + random.nextInt(3);
    List<Term> rows =
        IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> row(columns)).toList();
    return random.nextBoolean() ? rows.getFirst() : new Matrix(rows, NOWHERE);
  }

  private Term row(int columns) {
    List<Term> numbers =
        IntStream.range(0, columns)
            .mapToObj(_ -> random.nextBoolean() ? new Negation(number(), NOWHERE) : (Term) number())
            .toList();
    return new Matrix(numbers, NOWHERE);
  }

  private Term application(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> call("exp", term(depth - 1));
      case 1 -> call("max", term(depth - 1), term(depth - 1), term(depth - 1));
      case 2 -> {
        Term axis = new Negation(new Literal(random.nextInt(3), NOWHERE), NOWHERE);
        List<Option> options = List.of(new Option("axis", axis, NOWHERE));
        yield new Application("sum", List.of(term(depth - 1)), options, NOWHERE);
      }
      case 3 -> call("slice", term(depth - 1), whole(), whole(), whole());
      default -> {
        Comparator comparator = one(List.of(Comparator.values()));
        Term condition = new Comparison(term(depth - 1), comparator, term(depth - 1), NOWHERE);
        yield call("where", condition, term(depth - 1), term(depth - 1));
      }
    };
  }

  private Term whole() {
    return new Literal(random.nextInt(5), NOWHERE);
  }

  private static Term call(String function, Term... arguments) {
    return new Application(function, List.of(arguments), List.of(), NOWHERE);
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
