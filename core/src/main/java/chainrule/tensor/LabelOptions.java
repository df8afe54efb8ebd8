// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import java.util.Optional;

/**
 * How a classifier's loss treats classes and labels.
 *
 * <pre>{@code
 * logits.crossEntropy(labels, LabelOptions.plain().withSmoothing(0.1).withWeights(weights));
 * }</pre>
 *
 * @param weights one for each class, [classes]; 1 each if absent. A mean is over the weights of the
 *     labels
 * @param smoothing how much of the target is spread evenly over all classes, 0 to 1 (Szegedy et al.
 *     2016, arXiv 1512.00567, section 7)
 * @param ignored a label whose place counts as absent; -100 unless told
 * @param averaging what becomes of the terms
 */
public record LabelOptions(
    Optional<Tensor> weights, double smoothing, long ignored, Averaging averaging) {

  /** The label that is ignored unless told otherwise. */
  public static final long IGNORED = -100;

  private static final LabelOptions PLAIN =
      new LabelOptions(Optional.empty(), 0, IGNORED, Averaging.MEAN);

  /**
   * Checks the smoothing.
   *
   * @throws ArgumentException if it is not from 0 to 1
   */
  public LabelOptions {
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new ArgumentException(
          "label options: smoothing " + smoothing + "; needs a number from 0 to 1");
    }
  }

  /** No weights, no smoothing, -100 ignored, the mean. */
  public static LabelOptions plain() {
    return PLAIN;
  }

  /** The same with a weight for each class. */
  public LabelOptions withWeights(Tensor each) {
    return new LabelOptions(Optional.of(each), smoothing, ignored, averaging);
  }

  /** The same with another smoothing. */
  public LabelOptions withSmoothing(double share) {
    return new LabelOptions(weights, share, ignored, averaging);
  }

  /** The same with another label ignored. */
  public LabelOptions withIgnored(long label) {
    return new LabelOptions(weights, smoothing, label, averaging);
  }

  /** The same with another averaging. */
  public LabelOptions withAveraging(Averaging other) {
    return new LabelOptions(weights, smoothing, ignored, other);
  }
}
