// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.nn.Init;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
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
import chainrule.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code train} is told of the network and of its training.
 *
 * @param net the sizes of the layers
 * @param hidden the activation between layers
 * @param output the activation of the last layer, if any
 * @param loss the loss
 * @param optimizer how parameters follow their gradients
 * @param schedule how the learning rate changes
 * @param init how weights start
 * @param batch samples a step
 * @param epochs how often all samples are seen
 * @param seed what weights and order are made from
 * @param backend what does the work
 * @param workers the team it is split over
 */
record TrainOptions(
    String net,
    Activation hidden,
    Optional<Activation> output,
    Loss loss,
    Optimizer optimizer,
    Schedule schedule,
    Init init,
    int batch,
    int epochs,
    long seed,
    Backend backend,
    Workers workers) {

  private static final String NONE = "none";
  private static final List<String> OPTIMIZERS = List.of("adam", "sgd");
  private static final List<String> SCHEDULES = List.of("cosine", "constant");
  private static final List<String> BACKENDS = List.of("reference", "vector");
  private static final int IN = 784;
  private static final int OUT = 10;

  static Words words(Words words) {
    return words
        .option("--net", "SIZES", "784-128-64-10")
        .choice("--activation", TrainOptions::activations, "relu")
        .choice("--output-activation", TrainOptions::outputs)
        .choice("--loss", TrainOptions::losses, "crossEntropy")
        .choice("--optimizer", () -> OPTIMIZERS, "adam")
        .option("--lr", "RATE")
        .choice("--schedule", () -> SCHEDULES, "cosine")
        .option("--momentum", "SHARE")
        .option("--batch", "COUNT", "128")
        .option("--epochs", "COUNT", "5")
        .choice("--init", TrainOptions::initializers)
        .option("--seed", "NUMBER", "1")
        .option("--threads", "COUNT")
        .choice("--backend", () -> BACKENDS);
  }

  static TrainOptions of(Invocation call) {
    String net = net(call);
    Activation hidden = activation(call.choice("--activation", activations()));
    Loss loss = Losses.named(call.choice("--loss", losses()));
    return new TrainOptions(
        net,
        hidden,
        output(call, hidden, loss),
        loss,
        optimizer(call, hidden),
        call.choice("--schedule", SCHEDULES).equals("cosine")
            ? new Schedule.Cosine()
            : new Schedule.Constant(),
        init(call, hidden),
        call.count("--batch"),
        call.count("--epochs"),
        call.whole("--seed"),
        call.gave("--backend")
            ? Backends.named(call.choice("--backend", BACKENDS))
            : Backends.best(),
        call.gave("--threads") ? Workers.of(call.count("--threads")) : Workers.all());
  }

  private static String net(Invocation call) {
    String net = call.value("--net");
    List<Long> sizes = Mlp.sizes(net);
    if (sizes.getFirst() != IN || sizes.getLast() != OUT) {
      throw new ArgumentException(call.console().text("train.net", net, IN, OUT));
    }
    return net;
  }

  private static Optional<Activation> output(Invocation call, Activation hidden, Loss loss) {
    if (!call.gave("--output-activation")) {
      return loss.takesLogits() ? Optional.empty() : Optional.of(hidden);
    }
    String name = call.choice("--output-activation", outputs());
    return name.equals(NONE) ? Optional.empty() : Optional.of(activation(name));
  }

  private static Optimizer optimizer(Invocation call, Activation hidden) {
    if (call.choice("--optimizer", OPTIMIZERS).equals("sgd")) {
      double rate = call.gave("--lr") ? call.positive("--lr") : 0.1;
      return Sgd.rate(rate).withMomentum(call.gave("--momentum") ? call.fraction("--momentum") : 0);
    }
    if (call.gave("--momentum")) {
      throw new ArgumentException(call.console().text("train.momentum"));
    }
    return Adam.rate(
        call.gave("--lr")
            ? call.positive("--lr")
            : hidden.equals(Activation.SIGMOID) ? 5e-3 : 2e-3);
  }

  private static Init init(Invocation call, Activation hidden) {
    if (call.gave("--init")) {
      return Init.named(call.choice("--init", initializers()));
    }
    boolean saturates = hidden.equals(Activation.SIGMOID) || hidden.equals(Activation.TANH);
    return saturates ? Init.XAVIER : Init.HE;
  }

  /** The network, with weights made from the seed. */
  Mlp network() {
    return Mlp.of(net, hidden, output, init, Rng.seed(seed));
  }

  /** The training of that network. */
  Trainer trainer(Mlp network) {
    return Trainer.of(network, loss)
        .optimizer(optimizer)
        .schedule(schedule)
        .epochs(epochs)
        .batch(batch)
        .seed(seed);
  }

  /** Where its work is done. */
  Context context() {
    return Context.current().withBackend(backend).withWorkers(workers);
  }

  private static List<String> activations() {
    return Activation.ALL.stream().map(Activation::name).toList();
  }

  private static List<String> outputs() {
    return Stream.concat(activations().stream(), Stream.of(NONE)).toList();
  }

  /** The names of all losses. */
  static List<String> losses() {
    return Losses.all().stream().map(Loss::name).toList();
  }

  private static List<String> initializers() {
    return Arrays.stream(Init.values()).map(Init::label).toList();
  }

  private static Activation activation(String name) {
    return Activation.ALL.stream()
        .filter(activation -> activation.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
