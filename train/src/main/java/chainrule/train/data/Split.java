// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which samples of a dataset are learned from and which are held back.
 *
 * @param train places, ascending
 * @param test the others, ascending
 */
public record Split(int[] train, int[] test) {

  /**
   * Holds back a share of the samples, the same share of each class where the data have classes: to
   * one sample. A class of one sample stays with the training.
   *
   * @param testShare above 0, below 1
   * @param rng the choice depends on it and the order of the samples alone
   * @throws ArgumentException if the share is out of range, or one of the parts would be empty
   */
  public static Split of(Dataset data, double testShare, Rng rng) {
    return of(Labels.of(data), testShare, rng);
  }

  /**
   * The same, of samples given by their classes.
   *
   * @param labels the class of each sample; all the same where there are none
   * @throws ArgumentException as {@link #of(Dataset, double, Rng)} does
   */
  public static Split of(long[] labels, double testShare, Rng rng) {
    if (!(testShare > 0 && testShare < 1)) {
      throw new ArgumentException("split: test share " + testShare + "; needs above 0, below 1");
    }
    BitSet test = new BitSet(labels.length);
    long seen = 0;
    for (int[] places : Labels.shuffledClasses(labels, rng)) {
      seen += places.length;
      long wanted = Math.round(testShare * seen) - test.cardinality();
      int most = places.length - 1;
      for (int i = 0; i < Math.clamp(wanted, 0, Math.max(0, most)); i++) {
        test.set(places[i]);
      }
    }
    return of(labels.length, test);
  }

  /** The samples marked are held back. */
  static Split of(int count, BitSet test) {
    Split split =
        new Split(
            IntStream.range(0, count).filter(place -> !test.get(place)).toArray(),
            test.stream().toArray());
    if (split.train.length == 0 || split.test.length == 0) {
      throw new ArgumentException(
          "split: "
              + split.train.length
              + " training and "
              + split.test.length
              + " test samples; needs 1 or more of each",
          "give more samples, or another share");
    }
    return split;
  }
}
