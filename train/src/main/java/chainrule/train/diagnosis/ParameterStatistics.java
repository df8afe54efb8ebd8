// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

/**
 * One trained parameter around a step. Norms are 2-norms.
 *
 * @param path as in {@code layers.0.weight}
 * @param layer whose it is
 * @param rank its number of axes
 * @param count its number of elements
 * @param norm before the step
 * @param gradientNorm of its gradient, 0 without one
 * @param gradientMean the mean of the absolute values of the gradient
 * @param gradientMax the greatest of them
 * @param updateNorm of what the step added
 * @param isReached whether the loss depends on it by operations that know a gradient
 * @param blockedBy if its gradient is exactly 0: the operation that let nothing through, and where
 *     it stands, as in {@code step in layers.0}; empty if there is none to name
 */
public record ParameterStatistics(
    String path,
    Place layer,
    int rank,
    long count,
    double norm,
    double gradientNorm,
    double gradientMean,
    double gradientMax,
    double updateNorm,
    boolean isReached,
    String blockedBy) {

  /** How far the step moved it for its size: the norm of the update over that of the values. */
  public double updateRatio() {
    return updateNorm / norm;
  }

  /** The root of the mean square of its gradient. */
  public double gradientRms() {
    return count == 0 ? 0 : gradientNorm / Math.sqrt((double) count);
  }

  ParameterStatistics movedBy(double update) {
    return new ParameterStatistics(
        path,
        layer,
        rank,
        count,
        norm,
        gradientNorm,
        gradientMean,
        gradientMax,
        update,
        isReached,
        blockedBy);
  }
}
