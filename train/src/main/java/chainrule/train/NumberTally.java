// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.nn.Loss;
import chainrule.tensor.Tensor;
import chainrule.train.Regression.OutputError;
import chainrule.train.data.Dataset;
import chainrule.train.data.TargetScale;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sums differences of outputs and targets in F64, sample by sample, and the deviations of targets
 * from their mean as it becomes known.
 *
 * <p>Source: B. P. Welford, Note on a method for calculating corrected sums of squares and
 * products, Technometrics 4 (1962).
 */
final class NumberTally {

  private final Loss loss;
  private final Optional<TargetScale> scale;
  private final double[] squares;
  private final double[] sizes;
  private final double[] means;
  private final double[] deviations;
  private double total;
  private long count;

  NumberTally(Dataset data, Loss loss) {
    this.loss = loss;
    int outputs = data.targetRow().length();
    scale = data.targetScale();
    scale.ifPresent(known -> known.checkOutputs(outputs));
    squares = new double[outputs];
    sizes = new double[outputs];
    means = new double[outputs];
    deviations = new double[outputs];
  }

  /**
   * Adds a batch.
   *
   * @param results its loss and its outputs
   */
  void add(Tensor targets, List<Tensor> results) {
    double[] given = targets.toDoubles();
    double[] found = results.get(1).toDoubles();
    int outputs = squares.length;
    int samples = given.length / outputs;
    for (int sample = 0; sample < samples; sample++) {
      count++;
      for (int output = 0; output < outputs; output++) {
        int place = sample * outputs + output;
        add(output, original(output, given[place]), original(output, found[place]));
      }
    }
    total += results.get(0).item() * (loss.isSum() ? 1 : samples);
  }

  private double original(int output, double value) {
    return scale.isPresent() ? scale.get().original(output, value) : value;
  }

  private void add(int output, double target, double found) {
    double difference = found - target;
    squares[output] += difference * difference;
    sizes[output] += Math.abs(difference);
    double before = target - means[output];
    means[output] += before / count;
    deviations[output] += before * (target - means[output]);
  }

  Regression result() {
    return new Regression(
        count, total / count, IntStream.range(0, squares.length).mapToObj(this::error).toList());
  }

  private OutputError error(int output) {
    return new OutputError(squares[output] / count, sizes[output] / count, r2(output));
  }

  private double r2(int output) {
    double error = squares[output];
    double spread = deviations[output];
    if (count < 2 || Double.isNaN(error)) {
      return Double.NaN;
    }
    if (spread == 0) {
      return error == 0 ? 1 : 0;
    }
    return 1 - error / spread;
  }
}
