// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.nn.Init;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Sequential;
import chainrule.optim.Clipping;
import chainrule.optim.Descent;
import chainrule.optim.Ema;
import chainrule.optim.Optimizer;
import chainrule.optim.Optimizers;
import chainrule.optim.ParameterGroups;
import chainrule.optim.Schedule;
import chainrule.optim.Schedules;
import chainrule.random.Rng;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Workers;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.train.Run;
import chainrule.train.StopRule;
import chainrule.train.Trainer;
import chainrule.train.augment.Augmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code train} is told of the network and of its training.
 *
 * @param material the data
 * @param net the network
 * @param loss the loss
 * @param descent how parameters follow their gradients
 * @param schedule how the learning rate changes
 * @param batch samples a step
 * @param epochs how often all samples are seen at most
 * @param backend what does the work
 * @param workers the team it is split over
 * @param call the words, for what is needed once
 */
record TrainOptions(
    Material material,
    NetChoice net,
    Loss loss,
    Descent descent,
    Schedule schedule,
    int batch,
    int epochs,
    Backend backend,
    Workers workers,
    Invocation call) {

  private static final String NONE = "none";
  private static final List<String> BACKENDS = List.of("reference", "vector");

  static Words words(Words words) {
    return words
        .option("--net", "SIZES")
        .option("--hidden", "SIZES")
        .option("--layers", "LAYERS")
        .choice("--activation", TrainOptions::activations)
        .choice("--output-activation", TrainOptions::outputs)
        .option("--dropout", "RATE")
        .choice("--init", TrainOptions::initializers)
        .choice("--loss", TrainOptions::losses)
        .choice("--optimizer", TrainOptions::optimizers, "adam")
        .option("--lr", "RATE")
        .option("--momentum", "SHARE")
        .flag("--nesterov")
        .option("--weight-decay", "RATE")
        .option("--schedule", "COURSE", "cosine")
        .option("--groups", "GROUPS")
        .option("--clip", "LIMIT")
        .option("--ema", "DECAY")
        .option("--accumulate", "PASSES", "1")
        .option("--augment", "CHANGES", "none")
        .option("--batch", "COUNT")
        .option("--epochs", "COUNT")
        .option("--validation", "SHARE")
        .option("--patience", "EPOCHS")
        .flag("--keep-best")
        .option("--seed", "NUMBER", "1")
        .option("--loaders", "COUNT")
        .option("--threads", "COUNT")
        .choice("--backend", () -> BACKENDS);
  }

  static TrainOptions of(Invocation call, Material whole) {
    Material material = held(call, whole);
    checkAugmentation(call, material);
    Material.Suggestion suggestion = material.suggestion();
    Activation hidden =
        call.gave("--activation")
            ? activation(call.choice("--activation", activations()))
            : suggestion.activation();
    Loss loss = loss(call, material);
    NetChoice net =
        new NetChoice(
            NetChoice.sizes(call, material),
            hidden,
            output(call, hidden, loss, material),
            init(call, hidden, suggestion),
            call.gave("--dropout") ? call.fraction("--dropout") : dropout(call, suggestion),
            material.row().rank() == 1,
            material.table());
    return new TrainOptions(
        material,
        net,
        loss,
        descent(call, hidden, suggestion),
        Schedules.parse(call.value("--schedule")),
        call.gave("--batch") ? call.count("--batch") : suggestion.batch(),
        call.gave("--epochs") ? call.count("--epochs") : suggestion.epochs(),
        call.gave("--backend")
            ? Backends.named(call.choice("--backend", BACKENDS))
            : Backends.best(),
        call.gave("--threads") ? Workers.of(call.count("--threads")) : Workers.all(),
        call);
  }

  /** Numbers of categories cannot be changed a little. */
  private static void checkAugmentation(Invocation call, Material material) {
    boolean embeds = material.table().filter(rows -> !rows.embedded().isEmpty()).isPresent();
    if (embeds && !call.value("--augment").equals(NONE)) {
      throw new ArgumentException(
          call.console().text("train.augment"), call.console().text("train.augment.fix"));
    }
  }

  /** The data with what is asked for held back to stop by. */
  private static Material held(Invocation call, Material whole) {
    if (!call.gave("--validation")) {
      return whole;
    }
    Rng rng = Rng.seed(call.whole("--seed")).child("validation");
    return whole.heldBack(call.fraction("--validation"), rng);
  }

  /** The same for other samples of the same kind. */
  TrainOptions with(Material other) {
    return of(call, other);
  }

  /** Dropout is suggested for a net that is suggested too. */
  private static double dropout(Invocation call, Material.Suggestion suggestion) {
    return call.gave("--net") || call.gave("--hidden") ? 0 : suggestion.dropout();
  }

  private static Loss loss(Invocation call, Material material) {
    if (call.gave("--loss")) {
      return Losses.named(call.choice("--loss", losses()));
    }
    return material.train().isClassified() ? Losses.crossEntropy() : Losses.mse();
  }

  private static Optional<Activation> output(
      Invocation call, Activation hidden, Loss loss, Material material) {
    if (!call.gave("--output-activation")) {
      boolean plain = loss.takesLogits() || !material.train().isClassified();
      return plain ? Optional.empty() : Optional.of(hidden);
    }
    String name = call.choice("--output-activation", outputs());
    return name.equals(NONE) ? Optional.empty() : Optional.of(activation(name));
  }

  private static Descent descent(
      Invocation call, Activation hidden, Material.Suggestion suggestion) {
    Descent descent = Descent.by(optimizer(call, hidden, suggestion));
    if (call.gave("--groups")) {
      descent = descent.in(ParameterGroups.parse(call.value("--groups")));
    }
    if (call.gave("--clip")) {
      descent = descent.clipped(Clipping.parse(call.value("--clip")));
    }
    return call.gave("--ema") ? descent.averagedBy(new Ema(call.fraction("--ema"))) : descent;
  }

  private static Optimizer optimizer(
      Invocation call, Activation hidden, Material.Suggestion suggestion) {
    String name = call.choice("--optimizer", optimizers());
    if (!name.equals("sgd") && !name.equals("rmsprop") && call.gave("--momentum")) {
      throw new ArgumentException(call.console().text("train.momentum"));
    }
    Map<String, Double> options = new LinkedHashMap<>();
    options.put("lr", rate(name, call, hidden, suggestion));
    if (call.gave("--momentum")) {
      options.put("momentum", call.fraction("--momentum"));
    }
    if (call.has("--nesterov")) {
      options.put("nesterov", 1.0);
    }
    if (call.gave("--weight-decay")) {
      options.put("weight_decay", call.notNegative("--weight-decay"));
    }
    return Optimizers.of(name, options);
  }

  private static double rate(
      String name, Invocation call, Activation hidden, Material.Suggestion suggestion) {
    if (call.gave("--lr")) {
      return call.positive("--lr");
    }
    return switch (name) {
      case "sgd" -> 0.1;
      case "adam", "adamw" -> hidden.equals(Activation.SIGMOID) ? 5e-3 : suggestion.rate();
      default -> Optimizers.named(name).rate();
    };
  }

  private static Init init(Invocation call, Activation hidden, Material.Suggestion suggestion) {
    if (call.gave("--init")) {
      return Init.named(call.choice("--init", initializers()));
    }
    if (!call.gave("--activation")) {
      return suggestion.init();
    }
    boolean saturates = hidden.equals(Activation.SIGMOID) || hidden.equals(Activation.TANH);
    return saturates ? Init.XAVIER : Init.HE;
  }

  /** What weights and order are made from. */
  long seed() {
    return call.whole("--seed");
  }

  /** The network, with weights made from the seed. */
  Layer network() {
    if (!call.gave("--layers")) {
      return net.network(seed());
    }
    Sequential list =
        LayerList.of(
            call.value("--layers"),
            call.console(),
            material.row(),
            material.picture(),
            material.outputs(),
            net.init(),
            Rng.seed(seed()));
    List<Layer> layers = new ArrayList<>(net.first(seed()));
    layers.addAll(list.layers());
    return new Sequential(layers);
  }

  /** The training of that network. */
  Trainer trainer(Layer network) {
    Trainer trainer =
        Trainer.of(network, loss)
            .descent(descent)
            .schedule(schedule)
            .augment(Augmentation.parse(call.value("--augment")))
            .accumulate(call.count("--accumulate"))
            .epochs(epochs)
            .batch(batch)
            .seed(seed());
    if (call.gave("--loaders")) {
      trainer = trainer.loaders(Math.toIntExact(call.whole("--loaders")));
    }
    if (call.has("--keep-best")) {
      trainer = trainer.keepBest();
    }
    return call.gave("--patience")
        ? trainer.until(StopRule.withoutProgress(call.count("--patience"))).keepBest()
        : trainer;
  }

  /** Trains, and stops by what is held back for that, if anything is. */
  Run fit(Trainer trainer) {
    return material
        .validation()
        .map(trainer::validation)
        .orElse(trainer)
        .fit(material.train(), material.test());
  }

  /** Where its work is done. */
  Context context() {
    return Context.current().withBackend(backend).withWorkers(workers);
  }

  /** What was chosen for options that were not given, by option. */
  Map<String, String> chosen() {
    Map<String, String> chosen = new LinkedHashMap<>();
    if (!call.gave("--hidden") && !call.gave("--layers")) {
      chosen.put("--net", net.sizes());
    }
    chosen.put("--activation", net.hidden().name());
    chosen.put("--dropout", TrainReport.number(net.dropout()));
    chosen.put("--init", net.init().label());
    chosen.put("--loss", loss.name());
    chosen.put("--lr", TrainReport.number(descent.optimizer().rate()));
    chosen.put("--batch", Integer.toString(batch));
    chosen.put("--epochs", Integer.toString(epochs));
    chosen.put("--output-activation", net.output().map(Activation::name).orElse(NONE));
    return chosen;
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

  private static List<String> optimizers() {
    return Optimizers.all().stream().map(Optimizer::name).toList();
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
