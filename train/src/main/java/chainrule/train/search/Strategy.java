// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.error.ArgumentException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** In which order the combinations of a space are tried, and for how long. */
public enum Strategy {
  /** Each trial draws its options by a key of its own, and gets all epochs. */
  RANDOM,
  /** Every combination once, with all epochs. */
  GRID,
  /**
   * Drawn as {@link #RANDOM}; all get few epochs, and the better half twice as many, until those
   * left have all. Source: Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and
   * hyperparameter optimization", arXiv 1502.07943.
   */
  HALVING;

  /** The name as it is written in options and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Strategy::label).toList();
  }

  /**
   * The strategy of a name.
   *
   * @throws ArgumentException if there is none
   */
  public static Strategy named(String label) {
    return Arrays.stream(values())
        .filter(strategy -> strategy.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new ArgumentException(
                "strategy: \"" + label + "\" is not known",
                "there are: " + String.join(", ", labels())));
  }
}
