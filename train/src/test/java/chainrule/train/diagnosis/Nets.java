// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
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
import java.util.function.UnaryOperator;

/** Small runs to look at. */
final class Nets {

  private static final Digits DIGITS = Digits.synthetic(600, 100);

  private Nets() {}

  static Digits digits() {
    return DIGITS;
  }

  /** A function as a layer. */
  record Function(String label, UnaryOperator<Tensor> function) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return function.apply(x);
    }
  }

  /** Adds the epochs as a run would report them, and what a look at their steps gave. */
  static History run(
      Layer network,
      Loss loss,
      Optimizer optimizer,
      Dataset train,
      Dataset test,
      int batch,
      int epochs) {
    Stepper stepper = optimizer.over(network);
    StatisticsProbe probe = StatisticsProbe.of(network, loss);
    StepKeys keys = StepKeys.of(Rng.seed(1));
    Loader loader = Loader.of(train, batch).shuffled(Rng.seed(1));
    List<StepStatistics> seen = new ArrayList<>();
    List<EpochFigures> figures = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int number = 0;
      double sum = 0;
      for (Batch each : loader.epoch(epoch)) {
        number++;
        boolean looks = stepper.steps() == 0 || number == loader.batches();
        if (looks) {
          probe.before(each);
        }
        sum += step(network, loss, stepper, keys, each);
        if (looks) {
          seen.add(probe.after(epoch, stepper.steps(), optimizer.rate()));
        }
      }
      figures.add(new EpochFigures(epoch, sum / number, loss(network, loss, test.all())));
    }
    return new History(seen, figures, optimizer.rate());
  }

  static double loss(Layer network, Loss loss, Batch batch) {
    Tensor output = network.apply(batch.inputs());
    return loss.of(output, Targets.of(loss, batch.targets(), output)).item();
  }

  static double step(Layer network, Loss loss, Stepper stepper, StepKeys keys, Batch batch) {
    stepper.zeroGrad();
    Tensor value =
        Training.scope(
            keys,
            () -> {
              Tensor output = network.apply(batch.inputs());
              return loss.of(output, Targets.of(loss, batch.targets(), output));
            });
    if (value.isWatched()) {
      value.backward();
      stepper.step();
    }
    return value.item();
  }

  /** What a diagnosis that goes along with a run tells of it. */
  static List<Finding> live(Loss loss, History history) {
    LiveDiagnosis live = LiveDiagnosis.of(loss, history.peakRate());
    history.statistics().forEach(live::see);
    history.epochs().forEach(live::see);
    return live.findings();
  }
}
