// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/** One option that is searched, and the values it may take, as text. */
public sealed interface Dimension {

  /** The most points of a range. */
  int MOST_POINTS = 10_000;

  /** The option, without dashes. */
  String name();

  /** A value drawn from a key, each as likely as the others, or each order of magnitude. */
  String draw(Rng rng);

  /**
   * The values of a grid, ascending: all choices, or the points of a range.
   *
   * @throws ArgumentException if it is a range without a number of points
   */
  List<String> points();

  /** The dimension as {@link SearchSpace#parse} reads it. */
  String text();

  /**
   * A few values.
   *
   * @param name the option
   * @param values one or more, all different
   */
  record Choices(String name, List<String> values) implements Dimension {
    /**
     * Checks the values.
     *
     * @throws ArgumentException if there is none, or one is empty or there twice
     */
    public Choices {
      Names.check(name);
      values = List.copyOf(values);
      if (values.isEmpty() || values.stream().anyMatch(value -> !value.matches("[^,|=\\s]+"))) {
        throw new ArgumentException(
            "space: " + name + " has an empty value, or one with a blank, a comma, | or =",
            "give values as " + name + "=16|32|64");
      }
      if (new HashSet<>(values).size() < values.size()) {
        throw new ArgumentException("space: " + name + " has a value twice: " + values);
      }
    }

    @Override
    public String draw(Rng rng) {
      return values.get(rng.below(0, values.size()));
    }

    @Override
    public List<String> points() {
      return values;
    }

    @Override
    public String text() {
      return name + "=" + String.join("|", values);
    }
  }

  /**
   * All numbers, or all whole numbers, between two.
   *
   * @param name the option
   * @param bounds the least and the greatest value
   * @param isLog whether orders of magnitude are equally likely, rather than numbers
   * @param isWhole whether only whole numbers are meant
   * @param count how many points a grid has, 2 to {@value #MOST_POINTS}
   */
  record Range(String name, Bounds bounds, boolean isLog, boolean isWhole, OptionalInt count)
      implements Dimension {
    /**
     * Checks the bounds.
     *
     * @throws ArgumentException if a logarithm is to be taken of a number that is not positive, a
     *     bound is to be whole and is not, or the count is out of range
     */
    public Range {
      Names.check(name);
      bounds.check(name, isLog, isWhole);
      if (count.isPresent() && (count.getAsInt() < 2 || count.getAsInt() > MOST_POINTS)) {
        throw new ArgumentException(
            "space: " + name + " has " + count.getAsInt() + " points; needs 2 to " + MOST_POINTS);
      }
    }

    @Override
    public String draw(Rng rng) {
      return bounds.at(rng.uniformDouble(0), isLog, isWhole);
    }

    @Override
    public List<String> points() {
      int most =
          count.orElseThrow(() ->
              new ArgumentException(
                  "space: " + name + " is a range; a grid needs the number of its points",
                  "write " + text() + ":5"));
      return bounds.points(most, isLog, isWhole);
    }

    @Override
    public String text() {
      String points = count.isPresent() ? ":" + count.getAsInt() : "";
      return name + "=" + bounds + (isLog ? ":log" : "") + (isWhole ? ":int" : "") + points;
    }
  }
}
