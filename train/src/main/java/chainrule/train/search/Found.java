// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search came to.
 *
 * @param trials all trials, in the order of the search, one or more
 */
public record Found(List<Trial> trials) {

  /** Keeps its own copy of the trials. */
  public Found {
    trials = List.copyOf(trials);
  }

  /** The last trial of each candidate, the best first. */
  public List<Trial> ranked() {
    Map<Integer, Trial> last = new LinkedHashMap<>();
    trials.forEach(trial -> last.put(trial.number(), trial));
    return last.values().stream().sorted(Trial.BEST_FIRST).toList();
  }

  /** The best of the trials with most epochs. */
  public Trial best() {
    return ranked().getFirst();
  }
}
