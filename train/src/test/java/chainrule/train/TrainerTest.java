// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.NonFiniteException;
import chainrule.error.ShapeException;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.nn.Training;
import chainrule.optim.Adam;
import chainrule.optim.Descent;
import chainrule.optim.Ema;
import chainrule.optim.Schedules;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.spi.Workers;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import chainrule.train.augment.Augmentation;
import chainrule.train.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TrainerTest {

  private final Dataset train = Blobs.of(300, 1);
  private final Dataset test = Blobs.of(90, 2);

  private static Mlp net() {
    return Mlp.of("2-8-3", Activation.TANH, Rng.seed(1));
  }

  private Trainer trainer(Mlp net) {
    return Trainer.of(net, Losses.crossEntropy()).optimizer(Adam.rate(0.02)).epochs(4).batch(20);
  }

  @Test
  void three_clouds_are_told_apart() {
    Run run = trainer(net()).fit(train, test);
    assertThat(run.test().accuracy()).isGreaterThan(0.95);
    assertThat(run.ending()).isEqualTo(Run.Ending.COMPLETED);
    assertThat(run.epochs()).hasSize(4);
    assertThat(run.trainSeconds()).isPositive();
  }

  @Test
  void samples_without_a_label_are_left_out_of_whatever_batch_they_are_in() {
    long[] labels = train.all().targets().toLongs();
    for (int i = 0; i < labels.length; i += 70) {
      labels[i] = -100;
    }
    Tensor targets = Tensor.of(Shape.of(labels.length), labels);
    Dataset partly = Dataset.of("partly", train.all().inputs(), targets, train.classes());
    Run run = trainer(net()).fit(partly, test);
    assertThat(run.test().accuracy()).isGreaterThan(0.95);
    assertThat(run.ending()).isEqualTo(Run.Ending.COMPLETED);
  }

  /** A network that drops out what goes into the other, by the keys of the step. */
  private record Dropping(Mlp net) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      if (!Context.current().training()) {
        return net.apply(x);
      }
      return net.apply(x.dropout(0.2, Training.key()));
    }
  }

  @Test
  void layers_draw_by_the_seed_of_the_run() {
    String first = trainer(net()).seed(3).fit(train, test).weightsSha256();
    assertThat(dropping(3)).isEqualTo(dropping(3)).isNotEqualTo(dropping(4)).isNotEqualTo(first);
  }

  private String dropping(long seed) {
    Dropping net = new Dropping(net());
    Run run =
        Trainer.of(net, Losses.crossEntropy())
            .optimizer(Adam.rate(0.02))
            .epochs(2)
            .batch(20)
            .seed(seed)
            .fit(train, test);
    return run.weightsSha256();
  }

  @Test
  void every_squared_loss_trains_too() {
    for (Loss loss : List.of(Losses.mse(), Losses.halfMse(), Losses.quadraticCost())) {
      Mlp net = net().withOutput(Activation.SIGMOID);
      Run run =
          Trainer.of(net, loss).optimizer(Adam.rate(0.05)).epochs(8).batch(20).fit(train, test);
      assertThat(run.test().accuracy()).as(loss.name()).isGreaterThan(0.9);
    }
  }

  @Test
  void every_loss_that_takes_logits_trains_without_an_output_activation() {
    for (Loss loss : Losses.all()) {
      if (loss.takesLogits()) {
        Run run =
            Trainer.of(net(), loss).optimizer(Adam.rate(0.05)).epochs(4).batch(20).fit(train, test);
        assertThat(run.test().accuracy()).as(loss.name()).isGreaterThan(0.95);
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_bits_and_another_seed_others() {
    String first = trainer(net()).seed(3).fit(train, test).weightsSha256();
    String again = trainer(net()).seed(3).fit(train, test).weightsSha256();
    String other = trainer(net()).seed(4).fit(train, test).weightsSha256();
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void the_number_of_threads_does_not_matter() {
    List<String> digests = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3, 8}) {
      Context context = Context.current().withWorkers(Workers.of(threads));
      digests.add(context.call(() -> trainer(net()).fit(train, test).weightsSha256()));
    }
    assertThat(digests).containsOnly(digests.getFirst());
  }

  @Test
  void nor_do_threads_that_read_whatever_the_threads_that_compute() {
    Augmentation noise = Augmentation.parse("noise:0.2");
    String alone = trainer(net()).augment(noise).loaders(0).fit(train, test).weightsSha256();
    assertThat(trainer(net()).fit(train, test).weightsSha256()).isNotEqualTo(alone);
    for (int workers : new int[] {1, 2, 8}) {
      Context context = Context.current().withWorkers(Workers.of(workers));
      for (int loaders : new int[] {0, 1, 4}) {
        Trainer trainer = trainer(net()).augment(noise).loaders(loaders);
        assertThat(context.call(() -> trainer.fit(train, test).weightsSha256())).isEqualTo(alone);
      }
    }
  }

  @Test
  void clipping_averages_and_schedules_change_the_bits() {
    Descent descent = Descent.by(Adam.rate(0.02));
    List<Trainer> others =
        List.of(
            trainer(net()).descent(descent.clippedTo(0.1)),
            trainer(net()).descent(descent.averagedBy(new Ema(0.9))),
            trainer(net()).schedule(Schedules.parse("warmup:5+cosine")));
    String plain = trainer(net()).fit(train, test).weightsSha256();
    for (Trainer other : others) {
      assertThat(other.fit(train, test).weightsSha256()).isNotEqualTo(plain);
    }
  }

  @Test
  void listening_changes_nothing_and_events_come_in_order() {
    List<String> names = new ArrayList<>();
    String silent = trainer(net()).fit(train, test).weightsSha256();
    Run heard =
        trainer(net())
            .epochs(2)
            .batch(150)
            .on(event -> names.add(event.getClass().getSimpleName()))
            .fit(train, test);
    assertThat(names)
        .containsExactly(
            "Started",
            "Stepped",
            "Stepped",
            "EpochEnded",
            "Stepped",
            "Stepped",
            "EpochEnded",
            "Finished");
    assertThat(trainer(net()).on(_ -> {}).fit(train, test).weightsSha256()).isEqualTo(silent);
    assertThat(heard.epochs()).hasSize(2);
  }

  @Test
  void an_interrupt_ends_the_run_after_the_step() {
    AtomicInteger steps = new AtomicInteger();
    Run run =
        trainer(net())
            .on(event -> {
              if (event instanceof TrainingEvent.Stepped) {
                steps.incrementAndGet();
              }
            })
            .interruptedBy(() -> steps.get() == 7)
            .fit(train, test);
    assertThat(steps).hasValue(7);
    assertThat(run.ending()).isEqualTo(Run.Ending.INTERRUPTED);
    assertThat(run.epochs()).isEmpty();
    assertThat(run.test().count()).isEqualTo(90);
  }

  @Test
  void a_rate_that_blows_up_is_an_error_that_names_the_step() {
    Trainer wild =
        Trainer.of(net(), Losses.sumOfSquares()).optimizer(Sgd.rate(1e30)).epochs(3).batch(50);
    assertThatThrownBy(() -> wild.fit(train, test))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("step")
        .hasMessageContaining("lower the learning rate, now 1.0E30");
  }

  @Test
  void cross_entropy_refuses_targets_that_are_numbers() {
    Dataset numbers = Dataset.of("n", train.all().inputs(), Tensor.zeros(300, 3), train.classes());
    assertThatThrownBy(() -> trainer(net()).fit(numbers, test))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("crossEntropy: targets are F32[300, 3]".replace("300", "20"));
  }

  @Test
  void the_loss_of_an_epoch_is_a_mean_over_samples_for_sums_too() {
    Trainer trainer =
        Trainer.of(net(), Losses.sumOfSquares()).optimizer(Sgd.rate(1e-9)).epochs(1).batch(20);
    EpochReport report = trainer.fit(train, train).epochs().getFirst();
    assertThat(report.loss()).isCloseTo(report.test().loss(), Percentage.withPercentage(0.1));
  }

  @Test
  void a_net_whose_outputs_are_not_the_classes_is_refused_at_its_first_step() {
    Mlp wide = Mlp.of("2-8-4", Activation.TANH, Rng.seed(1));
    AtomicInteger steps = new AtomicInteger();
    Trainer trainer =
        trainer(wide).on(event -> steps.addAndGet(event instanceof TrainingEvent.Stepped ? 1 : 0));
    assertThatThrownBy(() -> trainer.fit(train, test))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("blobs has 3 classes; needs [n, 3]");
    assertThat(steps).hasValue(0);
  }

  @Test
  void nonsense_is_refused_at_once() {
    assertThatThrownBy(() -> trainer(net()).epochs(0))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("epochs: 0; needs 1 or more");
    assertThatThrownBy(() -> trainer(net()).batch(-5)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> trainer(net()).fit(train.first(0), test))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("0 training and 90 test samples");
  }

  @Test
  void the_gradient_norm_is_that_of_the_last_step() {
    for (int epochs : new int[] {1, 4}) {
      Mlp net = net();
      Run run = trainer(net).epochs(epochs).fit(train, test);
      double sum = 0;
      for (Tensor leaf : Parameters.of(net).trained()) {
        for (double value : leaf.grad().toDoubles()) {
          sum += value * value;
        }
      }
      assertThat(run.epochs().getLast().gradientNorm())
          .isCloseTo(Math.sqrt(sum), Percentage.withPercentage(0.001));
    }
  }
}
