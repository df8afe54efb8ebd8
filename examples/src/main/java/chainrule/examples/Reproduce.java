// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.nn.Init;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Sequential;
import chainrule.optim.Adam;
import chainrule.optim.Optimizer;
import chainrule.optim.Schedule;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Workers;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.train.Run;
import chainrule.train.Trainer;
import chainrule.train.data.Digits;
import java.util.List;
import java.util.Optional;

/**
 * Trains a few small nets and prints the digests of their weights, which are the same on every
 * machine, with every backend and any number of threads.
 */
public final class Reproduce {

  private static final int BATCH = 64;

  /** Fixed, so that an activation more does not change the digest. */
  private static final List<Activation> GALLERY =
      List.of(
          Activation.SIGMOID,
          Activation.TANH,
          Activation.RELU,
          Activation.LEAKY_RELU,
          Activation.ELU,
          Activation.SOFTPLUS,
          Activation.SILU,
          Activation.GELU);

  /** A training run of a name. */
  private record Trial(
      String name, Layer net, Loss loss, Optimizer optimizer, int samples, int epochs) {}

  private Reproduce() {}

  private static List<Trial> trials() {
    Rng rng = Rng.seed(7);
    Mlp digits = Mlp.of("784-16-16-10", Activation.SIGMOID, rng).withOutput(Activation.SIGMOID);
    Mlp wide = Mlp.of("784-512-10", Activation.RELU, rng);
    Mlp lecun =
        Mlp.of("784-33-10", Activation.TANH, Optional.empty(), Init.LECUN, rng.child("lecun"));
    return List.of(
        new Trial("short", lecun, Losses.crossEntropy(), Adam.rate(1e-2), 100, 1),
        new Trial("wide", wide, Losses.crossEntropy(), Adam.rate(1e-3), 600, 2),
        new Trial(
            "digits", digits, Losses.quadraticCost(), Sgd.rate(0.5).withMomentum(0.9), 600, 2),
        new Trial("gallery", gallery(rng), Losses.mse(), Adam.rate(1e-3), 300, 2));
  }

  /** Eight activations, one after another. */
  private static Layer gallery(Rng rng) {
    Sequential net = Sequential.of(Linear.of(784, 40, rng.child("first")));
    for (Activation activation : GALLERY) {
      net = net.then(activation).then(Linear.of(40, 40, rng.child(activation.name())));
    }
    return net.then(Linear.of(40, 10, rng.child("last")));
  }

  private static void run(Trial trial) {
    Digits digits = Digits.synthetic(trial.samples(), 10);
    Run run =
        Trainer.of(trial.net(), trial.loss())
            .optimizer(trial.optimizer())
            .schedule(new Schedule.Constant())
            .epochs(trial.epochs())
            .batch(BATCH)
            .fit(digits.train(), digits.test());
    IO.println(trial.name() + " " + run.weightsSha256());
  }

  /**
   * Takes the backend, the number of threads, and the names of the runs, all if none is given;
   * prints a digest for each, then what ran.
   */
  public static void main(String... arguments) {
    Backend backend = Backends.named(arguments[0]);
    Workers workers = Workers.of(Integer.parseInt(arguments[1]));
    List<String> chosen = List.of(arguments).subList(2, arguments.length);
    Context.current()
        .withBackend(backend)
        .withWorkers(workers)
        .run(() ->
            trials().stream()
                .filter(trial -> chosen.isEmpty() || chosen.contains(trial.name()))
                .forEach(Reproduce::run));
    IO.println("threads " + workers.chunksDone());
    IO.println("backend " + backend.counters());
  }
}
