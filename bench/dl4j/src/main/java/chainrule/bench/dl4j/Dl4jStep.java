// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.dl4j;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A step of DL4J's multi-layer network; its momentum is Nesterov's. */
final class Dl4jStep implements Contender {

  private final int threads;
  private final MultiLayerNetwork network;
  private final INDArray inputs;
  private final INDArray targets;

  Dl4jStep(Job.Step job, int threads) {
    this.threads = threads;
    Net.Dense net = (Net.Dense) job.net();
    network = network(net);
    int next = 0;
    for (int layer = 0; layer < net.layers(); layer++) {
      long[] weight = net.shapes().get(next);
      network.setParam(layer + "_W", Nd4j.create(job.parameters().get(next), weight, 'c'));
      next++;
      if (net.biased()) {
        long[] bias = {1, net.shapes().get(next)[0]};
        network.setParam(layer + "_b", Nd4j.create(job.parameters().get(next), bias, 'c'));
        next++;
      }
    }
    long batch = net.batch();
    inputs = Nd4j.create(job.batch().inputs(), new long[] {batch, net.inputs()}, 'c');
    long outputs = job.batch().targets().length / batch;
    targets = Nd4j.create(job.batch().targets(), new long[] {batch, outputs}, 'c');
  }

  private static MultiLayerNetwork network(Net.Dense net) {
    Activation unit = net.unit() == Net.Unit.SIGMOID ? Activation.SIGMOID : Activation.RELU;
    var layers =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(updater(net.rule()))
            .l2(net.rule() instanceof Net.Sgd sgd ? sgd.decay() : 0)
            .miniBatch(net.cost() != Net.Cost.SUM_OF_SQUARES)
            .list();
    int last = net.layers() - 1;
    for (int layer = 0; layer < last; layer++) {
      layers.layer(
          layer,
          new DenseLayer.Builder()
              .nIn(net.sizes().get(layer))
              .nOut(net.sizes().get(layer + 1))
              .activation(unit)
              .hasBias(net.biased())
              .build());
    }
    boolean classes = net.cost() == Net.Cost.CROSS_ENTROPY;
    layers.layer(
        last,
        new OutputLayer.Builder(classes ? LossFunction.MCXENT : LossFunction.L2)
            .nIn(net.sizes().get(last))
            .nOut(net.sizes().get(last + 1))
            .activation(classes ? Activation.SOFTMAX : net.closed() ? unit : Activation.IDENTITY)
            .hasBias(net.biased())
            .build());
    MultiLayerNetwork made = new MultiLayerNetwork(layers.build());
    made.init();
    return made;
  }

  private static IUpdater updater(Net.Rule rule) {
    return switch (rule) {
      case Net.Adam(double rate) -> new Adam(rate);
      case Net.Sgd(double rate, double momentum, _) ->
          momentum == 0 ? new Sgd(rate) : new Nesterovs(rate, momentum);
    };
  }

  @Override
  public void begin() {
    Nd4j.getEnvironment().setMaxThreads(threads);
  }

  @Override
  public void run() {
    network.fit(inputs, targets);
  }

  @Override
  public double check() {
    run();
    run();
    run();
    double penalty = network.calcRegularizationScore(true);
    run();
    return network.score() - penalty;
  }
}
