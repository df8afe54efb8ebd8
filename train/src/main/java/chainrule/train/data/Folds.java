// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Cross-validation: each sample is held back once. */
public final class Folds {

  private Folds() {}

  /**
   * Deals the samples to folds of nearly equal size, the samples of each class evenly where the
   * data have classes.
   *
   * @param folds 2 to the number of samples
   * @param rng the choice depends on it and the order of the samples alone
   * @return for each fold, what is learned from and what is held back
   * @throws ArgumentException if there cannot be so many folds
   */
  public static List<Split> of(Dataset data, int folds, Rng rng) {
    return of(Labels.of(data), folds, rng);
  }

  /**
   * The same, of samples given by their classes.
   *
   * @param labels the class of each sample; all the same where there are none
   * @throws ArgumentException as {@link #of(Dataset, int, Rng)} does
   */
  public static List<Split> of(long[] labels, int folds, Rng rng) {
    if (folds < 2 || folds > labels.length) {
      throw new ArgumentException(
          "folds: " + folds + " of " + labels.length + " samples; needs 2 to " + labels.length);
    }
    List<BitSet> tests = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      tests.add(new BitSet(labels.length));
    }
    int dealt = 0;
    for (int[] places : Labels.shuffledClasses(labels, rng)) {
      for (int place : places) {
        tests.get(dealt % folds).set(place);
        dealt++;
      }
    }
    return tests.stream().map(test -> Split.of(labels.length, test)).toList();
  }
}
