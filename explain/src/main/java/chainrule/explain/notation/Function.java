// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function of the notation.
 *
 * @param name its name, that of the operation
 * @param aliases other names
 * @param least how many tensors it takes at least
 * @param most how many at most
 * @param parameters the numbers it takes besides, after the tensors or by name
 * @param forms how it is called
 * @param rule what it computes
 */
record Function(
    String name,
    List<String> aliases,
    int least,
    int most,
    List<Parameter> parameters,
    List<String> forms,
    Rule rule) {

  /** Any number of tensors. */
  static final int ANY = Integer.MAX_VALUE;

  /** What a number may be. */
  enum Kind {
    /** A whole number. */
    WHOLE,
    /** Any number. */
    REAL,
    /** Whole numbers, as many as are left. */
    WHOLES,
    /** Numbers, as many as are left. */
    REALS;

    /** Whether all numbers that are left belong to it; what follows is given by name. */
    boolean isMany() {
      return this == WHOLES || this == REALS;
    }

    /** Whether only whole numbers will do. */
    boolean isWhole() {
      return this == WHOLE || this == WHOLES;
    }
  }

  /**
   * A number that a function takes.
   *
   * @param name by which it may be given
   * @param kind what it may be
   * @param required whether it must be given
   */
  record Parameter(String name, Kind kind, boolean required) {}

  /** What a function computes. */
  interface Rule {
    /** The result for tensors and numbers. */
    Tensor of(Given given);
  }

  /** A function of tensors, called in these ways. */
  static Function of(String name, int least, int most, Rule rule, String... forms) {
    return new Function(name, List.of(), least, most, List.of(), List.of(forms), rule);
  }

  /** The same by other names, too. */
  Function alias(String... names) {
    return new Function(name, List.of(names), least, most, parameters, forms, rule);
  }

  /** With a number that may be left out. */
  Function optional(String parameter, Kind kind) {
    return with(new Parameter(parameter, kind, false));
  }

  /** With a number that must be given. */
  Function required(String parameter, Kind kind) {
    return with(new Parameter(parameter, kind, true));
  }

  private Function with(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Function(name, aliases, least, most, List.copyOf(more), forms, rule);
  }

  /** The parameter of a name, if it can be given by name. */
  Optional<Parameter> parameter(String option) {
    return parameters.stream()
        .filter(each -> each.name().equals(option) && !each.kind().isMany())
        .findFirst();
  }

  /** The parameter of a number in its place after the tensors; there is at least one. */
  Parameter parameter(int place) {
    Parameter last = parameters.getFirst();
    for (int i = 1; i <= place && i < parameters.size() && !last.kind().isMany(); i++) {
      last = parameters.get(i);
    }
    return last;
  }

  /** Whether the first argument is a comparison. */
  boolean takesComparison() {
    return name.equals("where");
  }

  /** How many arguments there may be at most. */
  int mostArguments() {
    boolean open = most == ANY || parameters.stream().anyMatch(each -> each.kind().isMany());
    return open ? ANY : most + parameters.size();
  }

  /** The ways to call it, in one line. */
  String form() {
    return String.join(", ", forms);
  }
}
