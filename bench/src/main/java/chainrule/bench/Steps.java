// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import chainrule.bench.work.Variant;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whole training steps: forward, loss, backward, update, again and again on one batch. */
final class Steps {

  private static final double NEURON_BAR = 5;

  private Steps() {}

  /** The nets of the course and of every introduction; rates small, so that values stay usual. */
  static List<Net> nets() {
    return List.of(
        new Net.Dense(
            List.of(784, 16, 16, 10),
            Net.Unit.SIGMOID,
            true,
            true,
            100,
            Net.Cost.QUADRATIC,
            Net.Sgd.plain(0.01)),
        new Net.Dense(
            List.of(1000, 100, 10),
            Net.Unit.SIGMOID,
            false,
            false,
            64,
            Net.Cost.SUM_OF_SQUARES,
            Net.Sgd.plain(1e-5)),
        wide(128),
        new Net.Dense(
            List.of(3072, 100, 10),
            Net.Unit.RELU,
            false,
            true,
            256,
            Net.Cost.CROSS_ENTROPY,
            new Net.Sgd(1e-4, 0.9, 1e-3)),
        new Net.Dense(
            List.of(2, 8, 8, 2),
            Net.Unit.RELU,
            false,
            true,
            32,
            Net.Cost.CROSS_ENTROPY,
            Net.Sgd.plain(1e-3)),
        new Net.Lenet(64, Net.Cost.CROSS_ENTROPY, Net.Sgd.plain(1e-3)));
  }

  /** 784-512-512-10, ReLU, Adam, cross-entropy. */
  static Net.Dense wide(int batch) {
    return new Net.Dense(
        List.of(784, 512, 512, 10),
        Net.Unit.RELU,
        false,
        true,
        batch,
        Net.Cost.CROSS_ENTROPY,
        new Net.Adam(1e-4));
  }

  static void run(Session session) {
    List<Supplier<Trial>> trials = new ArrayList<>();
    nets().forEach(net -> trials.add(() -> trial(session, net)));
    trials.add(() -> neuron(session, false));
    trials.add(() -> neuron(session, true));
    session.play(trials);
  }

  /** The step of a net, with data. */
  static Job.Step job(Net net) {
    return new Job.Step(net, Numbers.batch(net), Numbers.parameters(net));
  }

  static Trial trial(Session session, Net net) {
    Job.Step job = job(net);
    return Trial.of("step " + net.name(), ways(session.threads(), job))
        .beside(session.peerName(), session.theirs(job))
        .withFlops(net.flops(), false);
  }

  /** Compiled, as {@code Trainer} takes it, and eager. */
  static List<Variant> ways(int threads, Job.Step job) {
    return List.of(
        new Variant("compiled", Ours.on(threads, () -> new OurStep(job, true))),
        new Variant("eager", Ours.on(threads, () -> new OurStep(job, false))));
  }

  private static Trial neuron(Session session, boolean staged) {
    Job.Neuron job = new Job.Neuron(2, -1, -3, -2, -3, staged);
    Contender ours = Contender.of(() -> neuron(job), leaf -> leaf.grad().item());
    return Trial.of(staged ? "neuron of eight gates" : "neuron of five gates", session.ours(ours))
        .beside(session.peerName(), session.theirs(job))
        .withBar(NEURON_BAR);
  }

  private static Tensor neuron(Job.Neuron job) {
    Tensor w0 = Tensor.scalar(job.w0()).requiresGrad();
    Tensor x0 = Tensor.scalar(job.x0()).requiresGrad();
    Tensor w1 = Tensor.scalar(job.w1()).requiresGrad();
    Tensor x1 = Tensor.scalar(job.x1()).requiresGrad();
    Tensor w2 = Tensor.scalar(job.w2()).requiresGrad();
    Tensor sum = w0.times(x0).plus(w1.times(x1)).plus(w2);
    Tensor out = job.staged() ? sum.negate().exp().plus(1).reciprocal() : sum.sigmoid();
    out.backward();
    return w0;
  }
}
