// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.array.Shape;
import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Penalty;
import chainrule.nn.Training;
import chainrule.optim.Adam;
import chainrule.optim.Optimizer;
import chainrule.optim.Sgd;
import chainrule.optim.Stepper;
import chainrule.tensor.Tensor;
import java.util.Optional;

/** A training step as a user's own loop takes it. */
final class EagerStep implements Contender {

  /** Steps taken before the loss is compared with that of others. */
  private static final int STEPS_TO_CHECK = 4;

  private final Layer network;
  private final Stepper stepper;
  private final Loss loss;
  private final Optional<Penalty> penalty;
  private final Tensor inputs;
  private final Tensor targets;

  EagerStep(Job.Step job) {
    Net net = job.net();
    network = Networks.of(net, job.parameters());
    stepper = optimizer(net.rule()).over(network);
    loss =
        switch (net.cost()) {
          case CROSS_ENTROPY -> Losses.crossEntropy();
          case QUADRATIC -> Losses.quadraticCost();
          case SUM_OF_SQUARES -> Losses.sumOfSquares();
        };
    penalty =
        net.rule() instanceof Net.Sgd sgd && sgd.decay() > 0
            ? Optional.of(Penalty.halfL2(sgd.decay()))
            : Optional.empty();
    inputs = Tensor.of(Networks.inputShape(net), job.batch().inputs());
    long batch = net.batch();
    targets =
        loss.takesLabels()
            ? Tensor.of(Shape.of(batch), job.batch().labels())
            : Tensor.of(
                Shape.of(batch, job.batch().targets().length / batch), job.batch().targets());
  }

  private static Optimizer optimizer(Net.Rule rule) {
    return switch (rule) {
      case Net.Sgd(double rate, double momentum, _) -> Sgd.rate(rate).withMomentum(momentum);
      case Net.Adam(double rate) -> Adam.rate(rate);
    };
  }

  @Override
  public void run() {
    step();
  }

  /** One step; the loss before it, without the penalty. */
  private Tensor step() {
    stepper.zeroGrad();
    Tensor cost = Training.scope(() -> loss.of(network.apply(inputs), targets));
    penalty.map(more -> cost.plus(more.of(network))).orElse(cost).backward();
    stepper.step();
    return cost;
  }

  @Override
  public double check() {
    for (int i = 1; i < STEPS_TO_CHECK; i++) {
      step();
    }
    return step().item();
  }
}
