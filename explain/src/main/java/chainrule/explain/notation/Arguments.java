// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.explain.notation.Function.Parameter;
import chainrule.explain.notation.Term.Application;
import chainrule.explain.notation.Term.Comparison;
import chainrule.explain.notation.Term.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/** Which arguments of a call are tensors, and which parameters get which numbers. */
record Arguments(SourceText source, Function function, Application application) {

  /** The arguments that are tensors. */
  List<Term> tensors() {
    List<Term> arguments = application.arguments();
    return arguments.subList(0, Math.min(arguments.size(), function.most()));
  }

  /** The numbers of a call that was checked, by parameter. */
  Map<String, List<Double>> numbers() {
    Map<String, List<Double>> numbers = new LinkedHashMap<>();
    given()
        .forEach((parameter, terms) ->
            numbers.put(
                parameter,
                terms.stream().map(term -> Literals.number(term).orElseThrow()).toList()));
    return numbers;
  }

  /** The terms that stand for numbers, by parameter. */
  private SequencedMap<String, List<Term>> given() {
    SequencedMap<String, List<Term>> given = new LinkedHashMap<>();
    int tensors = tensors().size();
    List<Term> rest = application.arguments().subList(tensors, application.arguments().size());
    for (int i = 0; i < rest.size() && !function.parameters().isEmpty(); i++) {
      Parameter parameter = function.parameter(i);
      given.computeIfAbsent(parameter.name(), _ -> new ArrayList<>()).add(rest.get(i));
    }
    for (Option option : application.options()) {
      given.computeIfAbsent(option.name(), _ -> new ArrayList<>()).add(option.value());
    }
    return given;
  }

  /**
   * Checks that the call suits the function.
   *
   * @param name the token of its name
   * @throws chainrule.error.NotationException if it does not
   */
  void check(Token name) {
    SequencedMap<String, List<Term>> given = given();
    List<Term> arguments = application.arguments();
    boolean missing =
        function.parameters().stream()
            .anyMatch(each -> each.required() && !given.containsKey(each.name()));
    if (tensors().size() < function.least()
        || arguments.size() > function.mostArguments()
        || missing) {
      int count = arguments.size() + application.options().size();
      throw problem(Problem.ARGUMENTS, name, Integer.toString(count), function.form());
    }
    checkTwice(given);
    function
        .parameters()
        .forEach(parameter ->
            given
                .getOrDefault(parameter.name(), List.of())
                .forEach(term -> checkNumber(parameter, term)));
    if (function.takesComparison() && !(arguments.getFirst() instanceof Comparison)) {
      throw problem(Problem.CONDITION, name);
    }
  }

  private chainrule.error.NotationException problem(Problem problem, Token name, String... more) {
    List<String> arguments = new ArrayList<>(List.of(name.shown()));
    arguments.addAll(List.of(more));
    return problem.at(source, name.span(), arguments.toArray(String[]::new));
  }

  private void checkTwice(SequencedMap<String, List<Term>> given) {
    for (Option option : application.options().reversed()) {
      if (given.getOrDefault(option.name(), List.of()).size() > 1) {
        throw Problem.OPTION_TWICE.at(source, option.at(), option.name());
      }
    }
  }

  private void checkNumber(Parameter parameter, Term term) {
    OptionalDouble number = Literals.number(term);
    if (number.isEmpty()) {
      throw Problem.OPTION_NUMBER.at(source, term.span(), parameter.name(), function.name());
    }
    double value = number.getAsDouble();
    if (parameter.kind().isWhole() && value != StrictMath.rint(value)) {
      throw Problem.OPTION_WHOLE.at(
          source, term.span(), parameter.name(), function.name(), Printer.number(value));
    }
  }
}
