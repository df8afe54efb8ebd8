// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

/**
 * What training with some options came to.
 *
 * @param score the larger the better, measured on samples held back from training; NaN if it failed
 * @param loss the loss on those samples
 * @param seconds how long it took
 * @param weightsSha256 the digest of the weights; empty if it failed
 */
public record Outcome(double score, double loss, double seconds, String weightsSha256) {

  /** Training that left the finite numbers: worse than any other. */
  public static Outcome failed() {
    return new Outcome(Double.NaN, Double.NaN, Double.NaN, "");
  }

  /** Whether there is a score. */
  public boolean isScored() {
    return !Double.isNaN(score);
  }
}
