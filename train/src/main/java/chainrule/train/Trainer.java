// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.optim.Accumulation;
import chainrule.optim.Adam;
import chainrule.optim.Descent;
import chainrule.optim.Optimizer;
import chainrule.optim.Schedule;
import chainrule.plan.Plan;
import chainrule.train.augment.Augmentation;
import chainrule.train.data.Dataset;
import chainrule.train.data.Loader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The training loop: shuffled mini-batches, a step for each, a test after each epoch. Immutable;
 * every method gives a changed copy.
 *
 * <pre>{@code
 * var run = Trainer.of(model, Losses.crossEntropy())
 *     .optimizer(Adam.rate(1e-3)).epochs(5).batch(128)
 *     .on(Progress.terminal())
 *     .fit(data.train(), data.test());
 * run.test().accuracy();
 * }</pre>
 */
public final class Trainer {

  private final Layer network;
  private final Loss loss;
  private final Choices choices;

  private Trainer(Layer network, Loss loss, Choices choices) {
    this.network = network;
    this.loss = loss;
    this.choices = choices;
  }

  /** What can be chosen; changed only while a copy is being made. */
  private static final class Choices {
    Descent descent = Descent.by(Adam.rate(1e-3));
    Accumulation accumulation = new Accumulation(1);
    Augmentation augmentation = Augmentation.none();
    Schedule schedule = new Schedule.Cosine();
    int epochs = 5;
    int batch = 128;
    long seed = 1;
    StopRule stop = StopRule.never();
    Recipe.Keep keep = Recipe.Keep.LAST;
    Optional<Dataset> validation = Optional.empty();
    BooleanSupplier interrupted = () -> false;
    List<TrainingListener> listeners = List.of();
    Checkpoints checkpoints = Checkpoints.none();
    UnaryOperator<Loader> loading = UnaryOperator.identity();
    StepWatch watch = StepWatch.none();
    Optional<Snapshot> resumed = Optional.empty();

    Choices copy() {
      Choices copy = new Choices();
      copy.descent = descent;
      copy.accumulation = accumulation;
      copy.augmentation = augmentation;
      copy.schedule = schedule;
      copy.epochs = epochs;
      copy.batch = batch;
      copy.seed = seed;
      copy.stop = stop;
      copy.keep = keep;
      copy.validation = validation;
      copy.interrupted = interrupted;
      copy.listeners = listeners;
      copy.checkpoints = checkpoints;
      copy.loading = loading;
      copy.watch = watch;
      copy.resumed = resumed;
      return copy;
    }
  }

  /**
   * A trainer with Adam at rate 0.001, falling along a cosine, 5 epochs, batches of 128 and seed 1.
   */
  public static Trainer of(Layer network, Loss loss) {
    return new Trainer(network, loss, new Choices());
  }

  private Trainer with(Consumer<Choices> change) {
    Choices changed = choices.copy();
    change.accept(changed);
    return new Trainer(network, loss, changed);
  }

  /** With another optimizer, the same for all parameters, and nothing else. */
  public Trainer optimizer(Optimizer optimizer) {
    return descent(Descent.by(optimizer));
  }

  /** With an optimizer, groups of parameters, clipping and averages. */
  public Trainer descent(Descent descent) {
    return with(changed -> changed.descent = descent);
  }

  /** Changing the samples a little, anew in each epoch. */
  public Trainer augment(Augmentation augmentation) {
    return with(changed -> changed.augmentation = augmentation);
  }

  /**
   * Taking each step in so many passes over parts of its batch, which need less memory.
   *
   * @throws ArgumentException if it is not positive
   */
  public Trainer accumulate(int passes) {
    return with(changed -> changed.accumulation = new Accumulation(passes));
  }

  /** With another course of the learning rate over the run. */
  public Trainer schedule(Schedule schedule) {
    return with(changed -> changed.schedule = schedule);
  }

  /**
   * With another number of epochs.
   *
   * @throws ArgumentException if it is not positive
   */
  public Trainer epochs(int epochs) {
    if (epochs < 1) {
      throw new ArgumentException("epochs: " + epochs + "; needs 1 or more");
    }
    return with(changed -> changed.epochs = epochs);
  }

  /**
   * With another number of samples a step.
   *
   * @throws ArgumentException if it is not positive
   */
  public Trainer batch(int batch) {
    if (batch < 1) {
      throw new ArgumentException("batch: " + batch + "; needs 1 or more");
    }
    return with(changed -> changed.batch = batch);
  }

  /** With another seed for the order of the samples. */
  public Trainer seed(long seed) {
    return with(changed -> changed.seed = seed);
  }

  /** Ending early when a rule says so. */
  public Trainer until(StopRule rule) {
    return with(changed -> changed.stop = rule);
  }

  /**
   * With data that the network is measured with after each epoch, in place of the test data; those
   * are left for the end. By them a run is stopped early and its best weights are chosen.
   */
  public Trainer validation(Dataset data) {
    return with(changed -> changed.validation = Optional.of(data));
  }

  /** Ending with the weights of the best epoch rather than those of the last. */
  public Trainer keepBest() {
    return with(changed -> changed.keep = Recipe.Keep.BEST);
  }

  /** Saving itself on the way. */
  public Trainer checkpoints(Checkpoints place) {
    return with(changed -> changed.checkpoints = place);
  }

  /**
   * Going on where a run was saved, to the bits that it would have come to undisturbed. All else
   * must be as it was for that run.
   */
  public Trainer resume(Snapshot snapshot) {
    return with(changed -> changed.resumed = Optional.of(snapshot));
  }

  /**
   * With batches read ahead by so many threads; otherwise by as many as the data ask for. The bits
   * do not depend on it.
   *
   * @throws ArgumentException if it is not from 0 to {@link Loader#MOST_WORKERS}
   */
  public Trainer loaders(int workers) {
    if (workers < 0 || workers > Loader.MOST_WORKERS) {
      throw new ArgumentException("loaders: " + workers + "; needs 0 to " + Loader.MOST_WORKERS);
    }
    return with(changed -> changed.loading = loader -> loader.prefetching(workers));
  }

  /** With somebody who looks at single steps. */
  public Trainer watch(StepWatch watch) {
    return with(changed -> changed.watch = watch);
  }

  /** Ending after the step during which this becomes true. */
  public Trainer interruptedBy(BooleanSupplier interrupted) {
    return with(changed -> changed.interrupted = interrupted);
  }

  /** With one more listener. */
  public Trainer on(TrainingListener listener) {
    List<TrainingListener> more = new ArrayList<>(choices.listeners);
    more.add(listener);
    return with(changed -> changed.listeners = List.copyOf(more));
  }

  /**
   * Trains the network, rewriting its leaves.
   *
   * @param train samples to learn from, with targets that the loss takes
   * @param test samples to measure with, of the same form
   * @throws chainrule.error.NonFiniteException if the loss becomes infinite or NaN
   * @throws ArgumentException if there are no samples
   * @throws chainrule.error.DtypeException if targets are not such as the loss takes
   * @throws chainrule.error.ShapeException if the outputs of the network do not fit them
   */
  public Run fit(Dataset train, Dataset test) {
    Surroundings around =
        new Surroundings(
            choices.stop,
            choices.interrupted,
            choices.listeners,
            choices.checkpoints,
            choices.loading,
            choices.watch,
            choices.resumed);
    return new TrainingLoop(planned(train, test), around).run();
  }

  /**
   * What a step does when it is compiled. Takes two steps to find out.
   *
   * @throws ArgumentException as {@link #fit} does
   * @throws chainrule.error.StateException if the network cannot be compiled
   */
  public Plan plan(Dataset train, Dataset test) {
    return TrainingStep.plan(planned(train, test));
  }

  private TrainingPlan planned(Dataset train, Dataset test) {
    if (train.count() == 0 || test.count() == 0) {
      throw new ArgumentException(
          "fit: "
              + train.count()
              + " training and "
              + test.count()
              + " test samples; needs 1 or more of each");
    }
    Outputs.checkTargets(test);
    choices.validation.ifPresent(Outputs::checkTargets);
    return new TrainingPlan(network, loss, recipe(), train, choices.validation, test);
  }

  /**
   * What this training does at rates that rise; the network has its bits again afterwards.
   *
   * @throws ArgumentException if there are no samples
   */
  public RateFinder.Sweep sweep(RateFinder finder, Dataset train) {
    return finder.sweep(network, loss, recipe(), train);
  }

  private Recipe recipe() {
    return new Recipe(
        choices.descent,
        choices.schedule,
        choices.epochs,
        choices.batch,
        choices.accumulation,
        choices.augmentation,
        choices.seed,
        choices.keep);
  }
}
