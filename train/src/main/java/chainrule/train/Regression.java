// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import chainrule.error.StateException;
import java.util.List;

/**
 * How near the outputs of a network come to numbers.
 *
 * @param count the number of samples
 * @param loss the mean over samples
 * @param outputs the errors of each output
 */
public record Regression(long count, double loss, List<OutputError> outputs) implements Evaluation {

  /**
   * The errors of one output over all samples.
   *
   * @param mse the mean of the squared differences of output and target
   * @param mae the mean of the absolute differences
   * @param r2 1 - the squared differences / the squared deviations of the targets from their mean.
   *     Where all targets are equal, 1 if every output is right and 0 if not; NaN for less than two
   *     samples. As scikit-learn's {@code r2_score}
   */
  public record OutputError(double mse, double mae, double r2) {

    /** The square root of {@link #mse}. */
    public double rmse() {
      return StrictMath.sqrt(mse);
    }
  }

  /**
   * Keeps its own copy of the errors.
   *
   * @throws ArgumentException if the count is negative or there is no output
   */
  public Regression {
    outputs = List.copyOf(outputs);
    if (count < 0 || outputs.isEmpty()) {
      throw new ArgumentException(
          "regression: " + count + " samples, " + outputs.size() + " outputs; needs 1 output");
    }
  }

  /** The mean squared error over all outputs. */
  public double mse() {
    return Means.of(outputs, OutputError::mse);
  }

  /** The square root of {@link #mse}. */
  public double rmse() {
    return StrictMath.sqrt(mse());
  }

  /** The mean absolute error over all outputs. */
  public double mae() {
    return Means.of(outputs, OutputError::mae);
  }

  /** The mean of R2 over all outputs: 1 is perfect, 0 as good as the mean of the targets. */
  public double r2() {
    return Means.of(outputs, OutputError::r2);
  }

  @Override
  public double score() {
    return r2();
  }

  @Override
  public String scoreName() {
    return "R2";
  }

  @Override
  public double accuracy() {
    throw new StateException(
        "accuracy: the targets are numbers, not classes", "ask for score(), or r2() of Regression");
  }

  @Override
  public List<Confused> mostConfused(int most) {
    return List.of();
  }
}
