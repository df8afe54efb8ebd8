// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import java.util.SequencedMap;

/** What is made large: trains with some options and says how well that went. */
@FunctionalInterface
public interface Objective {

  /**
   * Trains anew. Should depend on nothing but its arguments, or a search that goes on ends
   * otherwise than one that was not interrupted.
   *
   * @param options a value for each option of the space, as text, in its order
   * @param epochs how long to train
   */
  Outcome train(SequencedMap<String, String> options, int epochs);
}
