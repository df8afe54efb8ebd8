// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import java.util.Map;
import java.util.Optional;

/**
 * Runs work faster than the reference, with the same bits. Found as a service; the usable one of
 * the highest rank serves unless another is named.
 */
public interface Backend {

  /** The name it is chosen by, such as {@code vector}. */
  String name();

  /** Higher is preferred; the reference has 0. */
  int rank();

  /** Why it cannot run here, or nothing if it can. Asked before anything else. */
  Optional<String> refusal();

  /** One line on what it uses: lanes, devices. */
  String description();

  /**
   * Does the work, or returns false without having written anything.
   *
   * @param workers the team to split it over
   */
  boolean run(Work work, Workers workers);

  /**
   * Makes work ready to be run often, or returns nothing if another backend must. What comes out
   * has the bits of {@link #run}.
   */
  default Optional<Task> prepare(Work work) {
    return Optional.empty();
  }

  /** How much work of each kind it has done since the start, by name. */
  Map<String, Long> counters();
}
