// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The options that are searched, each with the values it may take.
 *
 * <pre>{@code
 * SearchSpace.parse("lr=1e-4..1e-1:log,hidden=16|32|64,batch=16..256:log:int");
 * }</pre>
 *
 * @param dimensions the options, 1 to 64, all of different names
 */
public record SearchSpace(List<Dimension> dimensions) {

  /** The most options searched at once. */
  public static final int MOST = 64;

  private static final int LONGEST = 10_000;

  /**
   * Checks the names.
   *
   * @throws ArgumentException if there is no dimension, there are too many, or one is there twice
   */
  public SearchSpace {
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty() || dimensions.size() > MOST) {
      throw new ArgumentException("space: " + dimensions.size() + " options; needs 1 to " + MOST);
    }
    long different = dimensions.stream().map(Dimension::name).distinct().count();
    if (different < dimensions.size()) {
      throw new ArgumentException("space: an option is there twice: " + names(dimensions));
    }
  }

  /**
   * A space as text: {@code NAME=VALUES} with commas between. VALUES is {@code A|B|C}, any texts;
   * or {@code LOW..HIGH}, a range of numbers, followed by {@code :log} for even orders of
   * magnitude, by {@code :int} for whole numbers, by {@code :N} for the points of a grid.
   *
   * @throws ArgumentException if the text is no space
   */
  public static SearchSpace parse(String text) {
    return SpaceText.parse(text, LONGEST);
  }

  /** The space as {@link #parse} reads it. */
  public String text() {
    return dimensions.stream().map(Dimension::text).collect(Collectors.joining(","));
  }

  /** The options, in order. */
  public List<String> names() {
    return names(dimensions);
  }

  private static List<String> names(List<Dimension> dimensions) {
    return dimensions.stream().map(Dimension::name).toList();
  }

  /** A value for each option, each by a child of the key under the name of the option. */
  SequencedMap<String, String> draw(Rng rng) {
    SequencedMap<String, String> drawn = new LinkedHashMap<>();
    dimensions.forEach(
        dimension -> drawn.put(dimension.name(), dimension.draw(rng.child(dimension.name()))));
    return drawn;
  }

  /** How many combinations there are, or {@code most} if there are more. */
  long count(long most) {
    long count = 1;
    for (Dimension dimension : dimensions) {
      count = Math.min(count * dimension.points().size(), most);
    }
    return count;
  }

  /** Whether all values can be told one by one. */
  boolean isListed() {
    return dimensions.stream().allMatch(Dimension.Choices.class::isInstance);
  }

  /** The combination at a place, the last option changing fastest. */
  SequencedMap<String, String> combination(long place) {
    SequencedMap<String, String> chosen = new LinkedHashMap<>();
    long left = place;
    for (Dimension dimension : dimensions.reversed()) {
      List<String> points = dimension.points();
      chosen.putFirst(dimension.name(), points.get((int) (left % points.size())));
      left /= points.size();
    }
    return chosen;
  }
}
