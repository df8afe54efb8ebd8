// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Adam;
import chainrule.optim.Schedule;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.Run;
import chainrule.train.StopRule;
import chainrule.train.Trainer;
import chainrule.train.data.Digits;

/** Row 52: train until the loss gets no smaller, by a stop rule. */
public final class UntilMinimal {

  private static final int MOST_EPOCHS = 60;

  private UntilMinimal() {}

  /** A run that ends when the test loss has not improved for three epochs. */
  static Run run() {
    Digits digits = Digits.synthetic(2000, 500);
    Mlp net = Mlp.of("784-32-10", Activation.RELU, Rng.seed(1));
    return Trainer.of(net, Losses.crossEntropy())
        .optimizer(Adam.rate(3e-3))
        .schedule(new Schedule.Constant())
        .epochs(MOST_EPOCHS)
        .batch(100)
        .until(StopRule.withoutProgress(3))
        .fit(digits.train(), digits.test());
  }

  /** Prints the losses and why the run ended. */
  public static void main() {
    Run run = run();
    run.epochs()
        .forEach(
            epoch -> IO.println(epoch.epoch() + " " + epoch.loss() + " " + epoch.test().loss()));
    IO.println(run.ending());
  }
}
