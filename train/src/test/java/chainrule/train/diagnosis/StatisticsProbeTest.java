// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.FormatException;
import chainrule.error.StateException;
import chainrule.formats.Json;
import chainrule.nn.BatchNorm;
import chainrule.nn.Dropout;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Parameters;
import chainrule.nn.Sequential;
import chainrule.nn.StepKeys;
import chainrule.optim.Adam;
import chainrule.optim.Sgd;
import chainrule.optim.Stepper;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatisticsProbeTest {

  private final Batch digits = Nets.digits().train().first(32).all();

  private static Linear linear(double[][] weight, double... bias) {
    return new Linear(
        Tensor.of(weight).requiresGrad(), Optional.of(Tensor.of(bias).requiresGrad()));
  }

  /** Two inputs, three rectifiers of which one is dead, one output. */
  private static Mlp small() {
    Linear hidden = linear(new double[][] {{1, -1, 0}, {2, 1, 0}}, 0, 0, -5);
    Linear last = linear(new double[][] {{1}, {2}, {3}}, 0.5);
    return new Mlp(List.of(hidden, last), Activation.RELU, Optional.empty());
  }

  private static Batch rows(double[][] inputs, double[][] targets) {
    return new Batch(Tensor.of(inputs), Tensor.of(targets));
  }

  private static StepStatistics look(Layer network, Loss loss, Batch batch) {
    return StatisticsProbe.of(network, loss).look(batch, 1, 1);
  }

  /**
   * Inputs (1, 1) and (-1, 2): sums (3, 0, -5) and (3, 3, -5), so ReLU gives (3, 0, 0) and (3, 3,
   * 0), and the outputs are 3.5 and 9.5. With targets 3.5 and 8.5 the loss, a mean of squares, is
   * 0.5 and its gradient (0, 1) at the outputs; (0, 0, 0) and (1, 2, 3) behind ReLU; (0, 0, 0) and
   * (1, 2, 0) before it.
   */
  @Test
  void figures_of_a_small_net_are_those_found_by_hand() {
    Batch batch = rows(new double[][] {{1, 1}, {-1, 2}}, new double[][] {{3.5}, {8.5}});
    StepStatistics seen = look(small(), Losses.mse(), batch);
    assertThat(seen.output().loss()).isEqualTo(0.5);
    assertThat(seen.output().gradient()).isCloseTo(Math.sqrt(0.5), within(1e-6));
    assertThat(seen.output().least()).isEqualTo(3.5);
    assertThat(seen.output().greatest()).isEqualTo(9.5);
    assertThat(seen.layers())
        .extracting(layer -> layer.place().toString())
        .containsExactly("layers.0 Linear(2 -> 3)", "layers.0 relu", "layers.1 Linear(3 -> 1)");
    LayerStatistics relu = seen.layers().get(1);
    assertThat(relu.kind()).isEqualTo(LayerStatistics.Kind.RECTIFIER);
    assertThat(relu.mean()).isCloseTo(1.5, within(1e-9));
    assertThat(relu.deviation()).isCloseTo(1.5, within(1e-9));
    assertThat(relu.zeros()).isCloseTo(0.5, within(1e-9));
    assertThat(relu.dead()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(relu.units()).isEqualTo(3);
    assertThat(relu.samples()).isEqualTo(2);
    assertThat(relu.gradient()).isCloseTo(Math.sqrt(14 / 6.0), within(1e-6));
    assertThat(seen.layers().getFirst().gradient()).isCloseTo(Math.sqrt(5 / 6.0), within(1e-6));
    assertThat(relu.histogram().counts().stream().mapToLong(each -> each).sum()).isEqualTo(6);
    assertThat(relu.histogram().counts().get(10)).isEqualTo(3);
    assertThat(relu.histogram().counts().get(17)).isEqualTo(3);
  }

  /** The gradient of the last weight is the sum of hidden values times (0, 1): (3, 3, 0). */
  @Test
  void parameters_tell_norms_of_values_gradient_and_update() {
    Batch batch = rows(new double[][] {{1, 1}, {-1, 2}}, new double[][] {{3.5}, {8.5}});
    Mlp net = small();
    StatisticsProbe probe = StatisticsProbe.of(net, Losses.mse());
    Stepper stepper = Sgd.rate(0.1).over(net);
    probe.before(batch);
    Nets.step(net, Losses.mse(), stepper, StepKeys.of(Rng.seed(1)), batch);
    StepStatistics seen = probe.after(3, 7, 0.1);
    assertThat(seen.epoch()).isEqualTo(3);
    assertThat(seen.step()).isEqualTo(7);
    ParameterStatistics last = seen.parameters().get(2);
    assertThat(last.path()).isEqualTo("layers.1.weight");
    assertThat(last.layer()).isEqualTo(new Place("layers.1", "Linear(3 -> 1)"));
    assertThat(last.norm()).isCloseTo(Math.sqrt(14), within(1e-6));
    assertThat(last.gradientNorm()).isCloseTo(Math.sqrt(18), within(1e-6));
    assertThat(last.gradientMean()).isCloseTo(2, within(1e-6));
    assertThat(last.gradientMax()).isEqualTo(3);
    assertThat(last.updateNorm()).isCloseTo(0.1 * Math.sqrt(18), within(1e-6));
    assertThat(last.isReached()).isTrue();
  }

  /**
   * A unit whose sigmoid is near 1 for both samples, one that is near a different bound, one free.
   */
  @Test
  void saturation_is_counted_by_values_and_by_units() {
    Linear hidden = linear(new double[][] {{0, 9, 0.1}}, 9, 0, 0);
    Sequential net =
        Sequential.of(hidden, new Nonlinearity(Activation.SIGMOID), Linear.of(3, 1, Rng.seed(1)));
    StepStatistics seen =
        look(net, Losses.mse(), rows(new double[][] {{1}, {-1}}, new double[][] {{1}, {0}}));
    LayerStatistics sigmoid = seen.layers().get(1);
    assertThat(sigmoid.place()).hasToString("1 sigmoid");
    assertThat(sigmoid.kind()).isEqualTo(LayerStatistics.Kind.BOUNDED);
    assertThat(sigmoid.saturated()).isCloseTo(4 / 6.0, within(1e-9));
    assertThat(sigmoid.stuck()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(sigmoid.isLast()).isFalse();
  }

  private static Sequential drawing() {
    return Sequential.of(
        Linear.of(784, 16, Rng.seed(1)),
        BatchNorm.of(16),
        new Nonlinearity(Activation.RELU),
        Dropout.of(0.3),
        Linear.of(16, 10, Rng.seed(2)));
  }

  @Test
  void a_run_has_the_same_bits_with_and_without_statistics() {
    Sequential looked = drawing();
    Sequential alone = drawing();
    Loss loss = Losses.crossEntropy();
    Stepper first = Adam.rate(1e-2).over(looked);
    Stepper second = Adam.rate(1e-2).over(alone);
    StepKeys firstKeys = StepKeys.of(Rng.seed(5));
    StepKeys secondKeys = StepKeys.of(Rng.seed(5));
    StatisticsProbe probe = StatisticsProbe.of(looked, loss);
    for (int step = 1; step <= 4; step++) {
      probe.before(digits);
      Nets.step(looked, loss, first, firstKeys, digits);
      probe.after(1, step, 1e-2);
      Nets.step(alone, loss, second, secondKeys, digits);
    }
    assertThat(Parameters.of(looked).sha256()).isEqualTo(Parameters.of(alone).sha256());
  }

  @Test
  void gradients_and_kept_state_are_left_as_they_are() {
    Sequential net = drawing();
    Tensor bias = Parameters.of(net).trained().getLast();
    bias.plus(1).sum().backward();
    Tensor grad = bias.grad();
    String before = Parameters.of(net).sha256();
    look(net, Losses.crossEntropy(), digits);
    assertThat(bias.grad()).isSameAs(grad);
    assertThat(Parameters.of(net).trained().getFirst().hasGrad()).isFalse();
    assertThat(Parameters.of(net).sha256()).isEqualTo(before);
  }

  @Test
  void statistics_survive_json_with_all_bits_also_those_that_are_not_finite() {
    Mlp net = Mlp.of("784-16-10", Activation.TANH, Rng.seed(1));
    Parameters.of(net)
        .get("layers.1.bias")
        .orElseThrow()
        .assign(Tensor.full(DType.F32, Shape.of(10), Double.NaN));
    for (StepStatistics each :
        List.of(
            look(net, Losses.crossEntropy(), digits),
            look(drawing(), Losses.crossEntropy(), digits))) {
      String text = each.toJson().toText();
      assertThat(StepStatistics.of(Json.parse(text).asObject())).isEqualTo(each);
    }
  }

  @Test
  void json_of_something_else_is_a_named_error() {
    Json.JsonObject whole = look(drawing(), Losses.crossEntropy(), digits).toJson();
    for (String member : whole.members().keySet()) {
      assertThatThrownBy(() -> StepStatistics.of(whole.with(member, Json.of(true))))
          .as(member)
          .isInstanceOf(FormatException.class);
    }
    assertThatThrownBy(() -> StepStatistics.of(whole.with("epoch", 1L << 40)))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> StepStatistics.of(whole.with("loss", "many")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("many");
  }

  @Test
  void a_look_after_no_step_is_an_error() {
    StatisticsProbe probe = StatisticsProbe.of(drawing(), Losses.crossEntropy());
    assertThatThrownBy(() -> probe.after(1, 1, 0.1))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("before");
  }

  @Test
  void batches_of_no_sample_and_of_one_are_looked_at() {
    Mlp net = Mlp.of("784-16-10", Activation.RELU, Rng.seed(1));
    assertThat(look(net, Losses.crossEntropy(), Nets.digits().train().first(0).all()).layers())
        .hasSize(3);
    StepStatistics one = look(net, Losses.crossEntropy(), Nets.digits().train().first(1).all());
    assertThat(new StepRules(Losses.crossEntropy(), 0.1, 1).of(one)).isEmpty();
  }

  @Test
  void histograms_have_fixed_bins_open_above() {
    Histogram some = Histogram.of(-1000, -1, -1e-9, 0, 0.001, 99, 100, Double.NaN);
    assertThat(some.counts())
        .containsExactly(
            1L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 1L, 1L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 1L);
  }
}
