// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.NonFiniteException;
import chainrule.nn.Dropout;
import chainrule.nn.Linear;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Sequential;
import chainrule.optim.Adam;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.Trainer;
import chainrule.train.TrainingEvent;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LiveWatchTest {

  @Test
  void a_run_warns_once_of_a_step_function_in_the_language_asked_for() {
    Mlp net = Mlp.of("784-16-10", Activation.STEP, Rng.seed(1));
    List<TrainingEvent.Warned> warned = new ArrayList<>();
    Trainer.of(net, Losses.crossEntropy())
        .optimizer(Adam.rate(1e-3))
        .epochs(2)
        .batch(100)
        .watch(LiveWatch.of(net, Losses.crossEntropy(), 1e-3, Locale.CHINESE))
        .on(event -> {
          if (event instanceof TrainingEvent.Warned one) {
            warned.add(one);
          }
        })
        .fit(Nets.digits().train(), Nets.digits().test());
    assertThat(warned).hasSize(1);
    assertThat(warned.getFirst().code()).isEqualTo("no-gradient");
    assertThat(warned.getFirst().message()).contains("layers.0 step").contains("梯度");
  }

  @Test
  void a_watch_over_the_data_warns_of_inputs_that_are_bytes() {
    Batch digits = Nets.digits().train().all();
    Dataset bytes =
        Dataset.of(
            "bytes",
            digits.inputs().times(255).detach(),
            digits.targets(),
            Nets.digits().train().classes());
    Mlp net = Mlp.of("784-16-10", Activation.RELU, Rng.seed(1));
    List<String> codes = new ArrayList<>();
    Trainer.of(net, Losses.crossEntropy())
        .epochs(1)
        .batch(100)
        .watch(LiveWatch.of(net, Losses.crossEntropy(), 1e-3, Locale.ENGLISH).over(bytes))
        .on(event -> {
          if (event instanceof TrainingEvent.Warned one) {
            codes.add(one.code());
          }
        })
        .fit(bytes, bytes);
    assertThat(codes).contains("input-scale");
  }

  @Test
  void each_epoch_is_measured_and_judged() {
    Mlp net = Mlp.of("784-16-10", Activation.RELU, Rng.seed(1));
    List<String> measured = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    Trainer.of(net, Losses.crossEntropy())
        .optimizer(Sgd.rate(1e-9))
        .epochs(3)
        .batch(500)
        .watch(LiveWatch.of(net, Losses.crossEntropy(), 1e-9, Locale.ENGLISH))
        .on(event -> {
          if (event instanceof TrainingEvent.Measured(String name, _)) {
            measured.add(name);
          } else if (event instanceof TrainingEvent.Warned one) {
            codes.add(one.code());
          }
        })
        .fit(Nets.digits().train(), Nets.digits().test());
    assertThat(measured).as("the first step, and the last of each epoch").hasSize(4);
    assertThat(codes).contains("no-progress");
  }

  @Test
  void a_loss_that_is_no_number_names_layer_and_operation() {
    Sequential net =
        Sequential.of(
            Linear.of(784, 10, Rng.seed(1)),
            new Nets.Function("logarithm", Tensor::log),
            Linear.of(10, 10, Rng.seed(2)));
    Trainer trainer =
        Trainer.of(net, Losses.crossEntropy())
            .batch(50)
            .watch(LiveWatch.of(net, Losses.crossEntropy(), 1e-3, Locale.ENGLISH));
    assertThatThrownBy(() -> trainer.fit(Nets.digits().train(), Nets.digits().test()))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("step 1 of epoch 1")
        .hasMessageContaining("log in 1 logarithm");
  }

  /** The logarithm of a sum that is 0 only where dropout takes all that is summed. */
  private static Sequential dropsAll() {
    return Sequential.of(
        new Nets.Function("features", x -> x.slice(1, 0, 4).times(0).plus(1)),
        Dropout.of(0.5),
        new Nets.Function("sum", x -> x.sum(1).reshape(-1, 1).log()),
        Linear.of(1, 10, Rng.seed(1)));
  }

  @Test
  void a_number_that_only_the_draws_of_one_step_make_infinite_is_found() {
    for (int passes : new int[] {1, 3}) {
      Sequential net = dropsAll();
      Trainer trainer =
          Trainer.of(net, Losses.crossEntropy())
              .optimizer(Adam.rate(1e-3))
              .batch(3)
              .seed(1)
              .epochs(9)
              .accumulate(passes)
              .watch(LiveWatch.of(net, Losses.crossEntropy(), 1e-3, Locale.ENGLISH));
      Dataset some = Nets.digits().train().first(30);
      assertThatThrownBy(() -> trainer.fit(some, some))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("log in 2 sum");
    }
  }
}
