// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.autograd.Autograd;
import chainrule.nn.Loss;
import chainrule.tensor.Tensor;
import chainrule.train.Targets;
import chainrule.train.data.Batch;
import java.util.Arrays;

/** Looks at what a network gave. */
final class Outputs {

  private static final double TOLERANCE = 1e-4;

  private Outputs() {}

  static OutputStatistics of(
      Tensor output, Tensor value, Loss loss, Batch batch, Place operation, double gradient) {
    double[] numbers = output.toDoubles();
    int width = output.rank() == 0 ? 1 : Math.max(1, Math.toIntExact(output.size(-1)));
    int rows = numbers.length / width;
    int probabilities = 0;
    int logs = 0;
    for (int row = 0; row < rows; row++) {
      double[] one = Arrays.copyOfRange(numbers, row * width, (row + 1) * width);
      probabilities += width > 1 && isDistribution(one) ? 1 : 0;
      logs += width > 1 && isDistribution(exponentials(one)) ? 1 : 0;
    }
    double of = Math.max(1, rows);
    return new OutputStatistics(
        value.item(),
        baseline(output, loss, batch),
        batch.count(),
        width,
        Arrays.stream(numbers).min().orElse(Double.NaN),
        Arrays.stream(numbers).max().orElse(Double.NaN),
        probabilities / of,
        logs / of,
        operation,
        gradient);
  }

  private static double[] exponentials(double... row) {
    return Arrays.stream(row).map(StrictMath::exp).toArray();
  }

  private static boolean isDistribution(double... row) {
    double sum = 0;
    for (double value : row) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
      sum += value;
    }
    return Math.abs(sum - 1) < TOLERANCE;
  }

  /**
   * The loss of outputs that look at no input: equal logits, which is ln(classes) for
   * cross-entropy, or the mean of the targets.
   */
  private static double baseline(Tensor output, Loss loss, Batch batch) {
    return Autograd.noGrad(() -> {
      Tensor target = Targets.of(loss, batch.targets(), output);
      if (target.count() == 0) {
        return Double.NaN;
      }
      Tensor guess = Tensor.full(output.dtype(), output.shape(), 0);
      if (!loss.takesLogits()) {
        guess = guess.plus(target.mean(0).reshape(target.shape().without(0).inserted(0, 1)));
      }
      return loss.of(guess, target).item();
    });
  }
}
