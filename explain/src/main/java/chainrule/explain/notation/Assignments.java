// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Values for names, as they are given on a command line: {@code x=-2}, {@code W=[[1,2],[3,4]]},
 * {@code t=pi/4}.
 *
 * <p>Numbers are those of the {@link Notation}, arithmetic included. Values are finite: where one
 * is infinite or NaN no gradient exists and no difference can be taken, so the text says which name
 * it was instead.
 */
public final class Assignments {

  private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "infinity");

  private Assignments() {}

  /**
   * Reads one assignment or several, separated as statements are.
   *
   * @return F64 leaves that require a gradient, in order
   * @throws NotationException if the text is wrong, or a value is no finite number
   */
  public static SequencedMap<String, Tensor> parse(String text) {
    SourceText source = new SourceText(text);
    SequencedMap<String, Tensor> values = new LinkedHashMap<>();
    for (Statement statement : Notation.parse(text).statements()) {
      String name =
          statement
              .name()
              .orElseThrow(() -> Problem.ASSIGNMENT_UNNAMED.at(source, statement.span()));
      values.put(name, value(source, name, statement));
    }
    return values;
  }

  /**
   * Reads assignments, such as the words of a command line.
   *
   * @return F64 leaves that require a gradient, in order
   * @throws NotationException if one is wrong, or a name comes twice
   */
  public static SequencedMap<String, Tensor> parse(List<String> texts) {
    texts.forEach(Assignments::parse);
    return texts.isEmpty() ? new LinkedHashMap<>() : parse(String.join("\n", texts));
  }

  private static Tensor value(SourceText source, String name, Statement statement) {
    for (Term.Name other : Names.in(statement.term())) {
      if (NOT_FINITE.contains(other.name().toLowerCase(Locale.ROOT))) {
        throw infinite(source, name, other.span(), other.name());
      }
      if (Names.known(other.name()).isEmpty()) {
        throw Problem.ASSIGNMENT_NAME.at(source, other.span(), Problem.shown(name));
      }
    }
    Tensor value = Inputs.leaf(new Evaluator(source, Map.of(), false).of(statement.term()));
    DoubleStream.of(value.toDoubles())
        .filter(number -> !Double.isFinite(number))
        .findFirst()
        .ifPresent(number -> {
          throw infinite(source, name, statement.term().span(), Double.toString(number));
        });
    return value;
  }

  private static NotationException infinite(
      SourceText source, String name, Span span, String value) {
    return Problem.ASSIGNMENT_INFINITE.at(source, span, Problem.shown(name), value);
  }
}
