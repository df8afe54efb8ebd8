// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import java.util.List;

/**
 * What k trainings came to, each of which held back another part of the samples.
 *
 * @param folds in order
 */
public record CrossValidation(List<FoldReport> folds) {

  /**
   * Keeps its own copy.
   *
   * @throws ArgumentException if there is none, or some have classes and some numbers
   */
  public CrossValidation {
    folds = List.copyOf(folds);
    List<String> names = folds.stream().map(fold -> fold.test().scoreName()).distinct().toList();
    if (names.size() != 1) {
      throw new ArgumentException(
          "folds: " + folds.size() + " with scores " + names + "; needs 1 or more of one score");
    }
  }

  /** What the score is: {@code accuracy} or {@code R2}. */
  public String scoreName() {
    return folds.getFirst().test().scoreName();
  }

  /** The mean score of the folds. */
  public double mean() {
    return Means.of(folds, fold -> fold.test().score());
  }

  /**
   * The deviation of the score over the folds: the root of the squared differences from the mean
   * over k - 1; NaN for one fold.
   */
  public double deviation() {
    double mean = mean();
    double squares = 0;
    for (FoldReport fold : folds) {
      double difference = fold.test().score() - mean;
      squares += difference * difference;
    }
    return StrictMath.sqrt(squares / (folds.size() - 1));
  }

  /** The mean loss of the folds. */
  public double loss() {
    return Means.of(folds, fold -> fold.test().loss());
  }
}
