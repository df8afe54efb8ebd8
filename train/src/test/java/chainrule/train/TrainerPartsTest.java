// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.Shape;
import chainrule.nn.BatchNorm;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Sequential;
import chainrule.optim.Descent;
import chainrule.optim.Ema;
import chainrule.optim.Schedule;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trainer is given has its part in the run. */
class TrainerPartsTest {

  private final Dataset train = Blobs.of(120, 1);
  private final Dataset test = Blobs.of(60, 2);

  private static Trainer trainer(Layer net) {
    return Trainer.of(net, Losses.crossEntropy()).optimizer(Sgd.rate(0.5)).epochs(4).batch(20);
  }

  private static Mlp net() {
    return Mlp.of("2-8-3", Activation.TANH, Rng.seed(1));
  }

  @Test
  void the_averages_of_the_weights_are_measured_and_kept() {
    Mlp net = net();
    Descent descent = Descent.by(Sgd.rate(0.5)).averagedBy(new Ema(0.9));
    Run run = trainer(net).descent(descent).fit(train, test);
    assertThat(Evaluation.of(net, Losses.crossEntropy(), test))
        .isEqualTo(run.epochs().getLast().test())
        .isEqualTo(run.test());
  }

  @Test
  void a_plateau_hears_of_the_losses() {
    // With threshold 1 no loss is an improvement: the rate is halved after each epoch.
    Schedule plateau = new Schedule.Plateau(0.5, 0, 1, 0);
    assertThat(trainer(net()).schedule(plateau).fit(train, test).weightsSha256())
        .isEqualTo(
            trainer(net())
                .schedule(new Schedule.Exponential(0.5))
                .fit(train, test)
                .weightsSha256());
  }

  @Test
  void a_rule_ends_the_run() {
    Run run = trainer(net()).until(StopRule.lossBelow(1e9)).fit(train, test);
    assertThat(run.epochs()).hasSize(1);
    assertThat(run.ending()).isEqualTo(Run.Ending.STOPPED);
  }

  @Test
  void a_batch_in_two_passes_moves_running_means_twice() {
    // All values are 4; the mean moves by a tenth: 0.4, then 0.4 + 0.36.
    Dataset fours =
        Dataset.of(
            "fours",
            Tensor.of(new double[][] {{4}, {4}, {4}, {4}}),
            Tensor.of(Shape.of(4), new long[] {0, 1, 0, 1}),
            List.of("a", "b"));
    double[] means = new double[2];
    for (int passes = 1; passes <= 2; passes++) {
      BatchNorm norm = BatchNorm.of(1);
      Layer net = Sequential.of(norm, Linear.of(1, 2, Rng.seed(1)));
      trainer(net).epochs(1).batch(4).accumulate(passes).fit(fours, fours);
      means[passes - 1] = norm.runningMean().toDoubles()[0];
    }
    assertThat(means).containsExactly(new double[] {0.4, 0.76}, within(1e-6));
  }
}
