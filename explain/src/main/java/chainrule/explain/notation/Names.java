// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import chainrule.explain.notation.Term.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;

/** Which names a text uses, and which it assigns. */
final class Names {

  private static final Map<String, Double> KNOWN =
      Map.of("pi", StrictMath.PI, "π", StrictMath.PI, "e", StrictMath.E);

  private final SourceText source;
  private final SequencedMap<String, Span> free = new LinkedHashMap<>();
  private final SequencedMap<String, Span> assigned = new LinkedHashMap<>();
  private final Set<Span> constant = new HashSet<>();

  private Names(SourceText source) {
    this.source = source;
  }

  /**
   * Collects the names of all statements.
   *
   * @throws NotationException if one is assigned twice or used before it is
   */
  static Names of(SourceText source, List<Statement> statements) {
    Names names = new Names(source);
    int last = statements.size() - 1;
    for (int i = 0; i <= last; i++) {
      Statement statement = statements.get(i);
      if (statement.name().isEmpty() && i < last) {
        throw Problem.UNNAMED.at(source, statement.span());
      }
      names.use(statement);
      statement.name().ifPresent(name -> names.assign(name, statement.span()));
    }
    names.checkFunctions();
    return names;
  }

  /** The value of pi or e, which need none if they are not given one. */
  static OptionalDouble known(String name) {
    Double value = KNOWN.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Names that the text uses and does not assign, with their first places; known ones, too. */
  SequencedMap<String, Span> free() {
    return free;
  }

  /** Whether a statement depends on no name but known ones. */
  boolean isConstant(Statement statement) {
    return constant.contains(statement.span());
  }

  private void use(Statement statement) {
    List<Name> used = in(statement.term());
    for (Name name : used) {
      if (statement.name().equals(Optional.of(name.name()))) {
        throw Problem.NAME_ITSELF.at(source, name.span(), Problem.shown(name.name()));
      }
      if (!assigned.containsKey(name.name())) {
        free.putIfAbsent(name.name(), name.span());
      }
    }
    if (used.stream().allMatch(name -> !assigned.containsKey(name.name()) && isKnown(name))) {
      constant.add(statement.span());
    }
  }

  private static boolean isKnown(Name name) {
    return known(name.name()).isPresent();
  }

  private void assign(String name, Span span) {
    Span used = free.get(name);
    if (used != null) {
      throw placed(Problem.NAME_BEFORE, used, name, span);
    }
    Span before = assigned.putIfAbsent(name, span);
    if (before != null) {
      throw placed(Problem.NAME_TWICE, span, name, before);
    }
  }

  private NotationException placed(Problem problem, Span span, String name, Span other) {
    return problem.at(
        source,
        span,
        Problem.shown(name),
        Integer.toString(source.line(other.start())),
        Integer.toString(source.column(other.start())));
  }

  private void checkFunctions() {
    free.forEach((name, span) ->
        Functions.named(name)
            .filter(function -> function.name().equals(name))
            .ifPresent(function -> {
              throw Problem.FUNCTION_BARE.at(source, span, name, function.form());
            }));
  }

  /** All names of a term, in order. */
  static List<Name> in(Term term) {
    List<Name> names = new ArrayList<>();
    for (Steps step : Steps.of(term)) {
      if (step instanceof Steps.Make(Name name)) {
        names.add(name);
      }
    }
    return names;
  }
}
