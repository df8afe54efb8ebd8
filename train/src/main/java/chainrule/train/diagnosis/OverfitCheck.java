// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.autograd.Autograd;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.optim.Adam;
import chainrule.optim.Stepper;
import chainrule.tensor.Tensor;
import chainrule.train.Targets;
import chainrule.train.data.Batch;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether a network can learn a few samples by heart, as every network that works can: some hundred
 * steps of Adam on them alone, at a small rate and, if that does not do, at a larger one. The
 * network's weights and gradients are put back afterwards. Layers are in use rather than in
 * training: nothing is dropped out.
 *
 * <p>Source: Karpathy 2019, "A Recipe for Training Neural Networks": overfit one batch.
 *
 * @param steps taken
 * @param samples in the batch
 * @param first the loss before
 * @param loss the loss at the end
 * @param baseline the loss of outputs that look at no input
 * @param isLearned whether the loss fell below a tenth of that, or below half of it with all
 *     classes right, as where labels are smoothed
 */
public record OverfitCheck(
    int steps, long samples, double first, double loss, double baseline, boolean isLearned) {

  private static final double[] RATES = {1e-3, 1e-2};
  private static final int STEPS = 400;
  private static final double LEARNED = 0.1;
  private static final double HALF = 0.5;
  private static final int LOOK_EVERY = 10;

  /** Tries it on a batch; a dozen or two samples do. */
  public static OverfitCheck of(Layer network, Loss loss, Batch batch) {
    return KeptState.around(
        network, () -> Autograd.withGrad(() -> new Attempt(network, loss, batch).best()));
  }

  /** The check at work. */
  private record Attempt(Layer network, Loss loss, Batch batch) {

    OverfitCheck best() {
      OverfitCheck found = at(RATES[0]);
      for (int i = 1; i < RATES.length && !found.isLearned(); i++) {
        OverfitCheck next = at(RATES[i]);
        found = next.isLearned() || next.loss() < found.loss() ? next : found;
      }
      return found;
    }

    private OverfitCheck at(double rate) {
      return KeptState.around(network, () -> train(Adam.rate(rate).over(network)));
    }

    private OverfitCheck train(Stepper stepper) {
      Tensor[] results = Observation.forward(network, loss, batch);
      double first = results[1].item();
      OutputStatistics output = Outputs.of(results[0], results[1], loss, batch, Finding.NOWHERE, 0);
      int steps = 0;
      while (true) {
        double now = results[1].item();
        boolean looks = steps % LOOK_EVERY == 0;
        boolean learned =
            looks
                && (now < LEARNED * output.baseline()
                    || (now < HALF * output.baseline() && isRight(results[0])));
        if (learned || steps == STEPS || !Double.isFinite(now) || !results[1].isWatched()) {
          return new OverfitCheck(steps, batch.count(), first, now, output.baseline(), learned);
        }
        stepper.zeroGrad();
        results[1].backward();
        stepper.step();
        steps++;
        results = Observation.forward(network, loss, batch);
      }
    }

    /** Whether the largest output of each sample is at its class. */
    private boolean isRight(Tensor output) {
      Tensor targets = Targets.of(loss, batch.targets(), output);
      return loss.takesLabels()
          && output.rank() == 2
          && Arrays.equals(output.argmax(1).toLongs(), targets.toLongs());
    }
  }

  /** The finding, if it could not be learned. */
  Optional<Finding> finding(Place narrowest) {
    return isLearned || samples == 0
        ? Optional.empty()
        : Optional.of(
            Finding.of(Symptom.CANNOT_OVERFIT, Severity.WARNING, narrowest)
                .with("steps", steps)
                .with("samples", samples)
                .with("loss", loss)
                .with("first", first));
  }
}
