// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.optim.Optimizer;
import chainrule.optim.Stepper;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.Targets;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import chainrule.train.data.Loader;
import java.util.ArrayList;
import java.util.List;

/** Small runs to look at. */
final class Nets {

  static final Digits DIGITS = Digits.synthetic(1000, 300);

  private Nets() {}

  /** What a loop of one's own sees that looks at the first step and at the last of each epoch. */
  static List<StepStatistics> train(
      Layer network, Loss loss, Optimizer optimizer, Dataset data, int batch, int epochs) {
    Stepper stepper = optimizer.over(network);
    StatisticsProbe probe = StatisticsProbe.of(network, loss);
    Loader loader = Loader.of(data, batch).shuffled(Rng.seed(1));
    List<StepStatistics> seen = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int number = 0;
      for (Batch each : loader.epoch(epoch)) {
        number++;
        boolean looks = stepper.steps() == 0 || number == loader.batches();
        if (looks) {
          probe.before(each);
        }
        step(network, loss, stepper, each);
        if (looks) {
          seen.add(probe.after(epoch, stepper.steps(), optimizer.rate()));
        }
      }
    }
    return seen;
  }

  static void step(Layer network, Loss loss, Stepper stepper, Batch batch) {
    stepper.zeroGrad();
    Tensor output = network.apply(batch.inputs());
    loss.of(output, Targets.of(loss, batch.targets(), output)).backward();
    stepper.step();
  }
}
