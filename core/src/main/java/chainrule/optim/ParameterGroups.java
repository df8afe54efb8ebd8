// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parameters that follow their gradients otherwise than the rest. Each parameter belongs to the
 * first group that it fits, or to none.
 *
 * @param all the groups, in order
 */
public record ParameterGroups(List<Group> all) {

  /** Keeps a copy. */
  public ParameterGroups {
    all = List.copyOf(all);
  }

  /**
   * A group.
   *
   * @param pattern of the paths: {@code *} stands for any letters, dots too, as in {@code *bias};
   *     {@code <2} means all parameters with fewer than 2 axes, as biases and the weights of norms
   * @param rateFactor what the learning rate is multiplied by; 0 or more, 0 for parameters that
   *     stay as they are
   * @param weightDecay instead of the optimizer's, if given
   */
  public record Group(String pattern, double rateFactor, Optional<Double> weightDecay) {

    private static final Pattern AXES = Pattern.compile("<(\\d{1,3})");

    /**
     * Checks the ranges.
     *
     * @throws ArgumentException if one is left, or the pattern is blank
     */
    public Group {
      if (pattern.isBlank()) {
        throw new ArgumentException("group: a blank pattern; needs one such as *bias");
      }
      Ranges.notNegative("group " + pattern + ": lr", rateFactor);
      weightDecay.ifPresent(
          decay -> Ranges.notNegative("group " + pattern + ": weight_decay", decay));
    }

    /** Parameters that stay as they are. */
    public static Group frozen(String pattern) {
      return new Group(pattern, 0, Optional.empty());
    }

    /** Parameters with a weight decay of their own. */
    public static Group withWeightDecay(String pattern, double weightDecay) {
      return new Group(pattern, 1, Optional.of(weightDecay));
    }

    /** Parameters with a learning rate of their own. */
    public static Group withRateFactor(String pattern, double factor) {
      return new Group(pattern, factor, Optional.empty());
    }

    /** Whether its parameters stay as they are. */
    public boolean isFrozen() {
      return rateFactor == 0;
    }

    /** Whether a parameter fits the pattern. */
    public boolean fits(String path, Tensor parameter) {
      var axes = AXES.matcher(pattern);
      if (axes.matches()) {
        return parameter.rank() < Integer.parseInt(axes.group(1));
      }
      String[] parts = pattern.split("\\*", -1);
      int from = parts[0].length();
      int to = path.length() - parts[parts.length - 1].length();
      if (parts.length == 1) {
        return path.equals(pattern);
      }
      if (from > to || !path.startsWith(parts[0]) || !path.endsWith(parts[parts.length - 1])) {
        return false;
      }
      for (int part = 1; part < parts.length - 1; part++) {
        int found = path.indexOf(parts[part], from);
        if (found < 0 || found + parts[part].length() > to) {
          return false;
        }
        from = found + parts[part].length();
      }
      return true;
    }

    /** The text that {@link ParameterGroups#parse} reads. */
    public String text() {
      List<String> options = new ArrayList<>();
      if (isFrozen()) {
        options.add("frozen");
      } else if (rateFactor != 1) {
        options.add("lr=" + Words.number(rateFactor));
      }
      weightDecay.ifPresent(decay -> options.add("weight_decay=" + Words.number(decay)));
      return pattern + ":" + String.join(",", options);
    }
  }

  /** No groups: the same for all parameters. */
  public static ParameterGroups none() {
    return new ParameterGroups(List.of());
  }

  /** Some groups. */
  public static ParameterGroups of(Group... groups) {
    return new ParameterGroups(List.of(groups));
  }

  /** The group of a parameter, if any. */
  public Optional<Group> of(String path, Tensor parameter) {
    return all.stream().filter(group -> group.fits(path, parameter)).findFirst();
  }

  /**
   * Checks that each group has a parameter.
   *
   * @throws ArgumentException if one has none
   */
  void check(SequencedMap<String, Tensor> parameters) {
    for (Group group : all) {
      if (parameters.entrySet().stream()
          .noneMatch(entry -> group.fits(entry.getKey(), entry.getValue()))) {
        throw new ArgumentException(
            "group: no trained parameter fits \"" + group.pattern() + "\"",
            "the network has " + some(parameters));
      }
    }
  }

  private static String some(Map<String, Tensor> parameters) {
    int most = 6;
    String first = parameters.keySet().stream().limit(most).collect(Collectors.joining(", "));
    return parameters.size() > most ? first + ", ..." : first;
  }

  /** The text that {@link #parse} reads; empty without groups. */
  public String text() {
    return all.stream().map(Group::text).collect(Collectors.joining("; "));
  }

  /**
   * Groups as text: {@code PATTERN:OPTIONS}, separated by semicolons, with the options {@code
   * lr=FACTOR}, {@code weight_decay=DECAY} and {@code frozen}, separated by commas.
   *
   * @throws ArgumentException if it is none
   */
  public static ParameterGroups parse(String text) {
    List<Group> groups = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(";", -1)) {
      groups.add(group(part.strip()));
    }
    return new ParameterGroups(groups);
  }

  private static Group group(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new ArgumentException(
          "group: \"" + text + "\" has no options; needs PATTERN:OPTIONS",
          "write *bias:weight_decay=0 or encoder.*:lr=0.1 or encoder.*:frozen");
    }
    double factor = 1;
    Optional<Double> decay = Optional.empty();
    for (String option : text.substring(colon + 1).split(",", -1)) {
      Words words = Words.of("group", option.replace('=', ':'));
      switch (words.choice(List.of("lr", "weight_decay", "frozen"))) {
        case "lr" -> factor = words.number("a factor");
        case "weight_decay" -> decay = Optional.of(words.number("a weight decay"));
        default -> factor = 0;
      }
      words.end();
    }
    return new Group(text.substring(0, colon).strip(), factor, decay);
  }
}
