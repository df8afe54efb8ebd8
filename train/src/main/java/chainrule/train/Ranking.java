// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the order of all outputs tells.
 *
 * @param places how often the class of a sample had the largest output, the second largest and so
 *     on; of equal outputs the first class counts as larger
 * @param areas by class, the area under its receiver operating characteristic against the rest: the
 *     share of pairs of a sample of the class and another in which the class has the larger output
 *     for the first, ties counted half; none where there are no such pairs, NaN where an output is
 */
public record Ranking(List<Long> places, List<OptionalDouble> areas) {

  /** Keeps its own copies. */
  public Ranking {
    places = List.copyOf(places);
    areas = List.copyOf(areas);
  }

  /** The samples whose class is among so many with the largest outputs. */
  long among(int most) {
    return places.stream().limit(most).mapToLong(Long::longValue).sum();
  }
}
