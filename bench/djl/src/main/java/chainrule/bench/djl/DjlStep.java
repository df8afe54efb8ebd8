// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.Tracker;
import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import java.nio.FloatBuffer;
import java.util.List;

/** A step with DJL's trainer, without its listeners and metrics. */
final class DjlStep implements Contender {

  private final int threads;
  private final Trainer trainer;
  private final NDList inputs;
  private final NDList targets;

  DjlStep(Job.Step job, int threads) {
    this.threads = threads;
    Net.Dense net = (Net.Dense) job.net();
    SequentialBlock block = block(net);
    Model model = Model.newInstance(net.name(), Device.cpu(), "PyTorch");
    model.setBlock(block);
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss(net))
                .optOptimizer(optimizer(net.rule()))
                .optDevices(new Device[] {Device.cpu()}));
    long batch = net.batch();
    trainer.initialize(new Shape(batch, net.inputs()));
    List<Parameter> parameters = block.getParameters().values();
    for (int i = 0; i < parameters.size(); i++) {
      float[] values = stored(job.parameters().get(i), net.shapes().get(i));
      parameters.get(i).getArray().set(FloatBuffer.wrap(values));
    }
    NDManager manager = trainer.getManager();
    inputs = new NDList(manager.create(job.batch().inputs(), new Shape(batch, net.inputs())));
    targets =
        new NDList(
            net.cost() == Net.Cost.CROSS_ENTROPY
                ? manager.create(job.batch().labels())
                : manager.create(
                    job.batch().targets(), new Shape(batch, job.batch().targets().length / batch)));
  }

  private static SequentialBlock block(Net.Dense net) {
    SequentialBlock block = new SequentialBlock();
    for (int layer = 0; layer < net.layers(); layer++) {
      block.add(
          Linear.builder().setUnits(net.sizes().get(layer + 1)).optBias(net.biased()).build());
      if (layer + 1 < net.layers() || net.closed()) {
        block.add(
            net.unit() == Net.Unit.SIGMOID ? Activation.sigmoidBlock() : Activation.reluBlock());
      }
    }
    return block;
  }

  /** Its squared loss is a mean over all elements, times a weight. */
  private static Loss loss(Net.Dense net) {
    int outputs = net.sizes().getLast();
    return switch (net.cost()) {
      case CROSS_ENTROPY -> Loss.softmaxCrossEntropyLoss();
      case QUADRATIC -> Loss.l2Loss("quadratic", outputs);
      case SUM_OF_SQUARES -> Loss.l2Loss("sum", (float) outputs * net.batch());
    };
  }

  private static Optimizer optimizer(Net.Rule rule) {
    Tracker rate = Tracker.fixed((float) rule.rate());
    return switch (rule) {
      case Net.Adam _ -> Optimizer.adam().optLearningRateTracker(rate).build();
      case Net.Sgd(_, double momentum, double decay) -> {
        Sgd.Builder builder = Optimizer.sgd().setLearningRateTracker(rate);
        builder.optWeightDecays((float) decay);
        yield momentum == 0 ? builder.build() : builder.optMomentum((float) momentum).build();
      }
    };
  }

  /** Weights are stored [out, in]. */
  private static float[] stored(float[] values, long[] shape) {
    if (shape.length == 1) {
      return values;
    }
    int rows = (int) shape[0];
    int columns = (int) shape[1];
    float[] turned = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i % columns * rows + i / columns] = values[i];
    }
    return turned;
  }

  @Override
  public void begin() {
    JniUtils.setNumThreads(threads);
  }

  @Override
  public void run() {
    try (NDScope scope = new NDScope()) {
      step();
      scope.suppressNotUsedWarning();
    }
  }

  private NDArray step() {
    NDArray loss;
    try (GradientCollector collector = trainer.newGradientCollector()) {
      NDList output = trainer.forward(inputs);
      loss = trainer.getLoss().evaluate(targets, output);
      collector.backward(loss);
    }
    trainer.step();
    return loss;
  }

  /** The first step makes the state of the optimizer, which must outlive it. */
  @Override
  public double check() {
    step();
    step();
    step();
    return step().getFloat();
  }
}
