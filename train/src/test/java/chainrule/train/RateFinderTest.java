// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateFinderTest {

  private static final Dataset DATA = Blobs.of(300, 4);

  private static RateFinder.Sweep sweep(RateFinder finder, Layer net, Loss loss, Dataset data) {
    return Trainer.of(net, loss).optimizer(Sgd.rate(1)).batch(32).sweep(finder, data);
  }

  /** One weight w under the loss (w - x)^2: steps at a rate above 1 go up. */
  private record One(Tensor weight) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x.times(0).plus(weight);
    }
  }

  private static RateFinder.Sweep sweepOfOne() {
    One net = new One(Tensor.of(DType.F64, 8).requiresGrad());
    Tensor zeros = Tensor.full(DType.F64, Shape.of(4, 1), 0);
    Dataset data = Dataset.of("one", zeros, zeros, List.of());
    return sweep(new RateFinder(1e-4, 100, 61), net, Losses.mse(), data);
  }

  @Test
  void losses_are_those_of_steps_at_rising_rates() {
    RateFinder.Sweep sweep = sweepOfOne();
    double weight = 8;
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < sweep.points().size(); i++) {
      RateFinder.Point point = sweep.points().get(i);
      assertThat(point.rate()).isCloseTo(Math.pow(10, -4 + i / 10.0), within(1e-9 * point.rate()));
      assertThat(point.loss()).as("step %s", i).isCloseTo(weight * weight, within(1e-6));
      sum = 0.9 * sum + weight * weight;
      weights = 0.9 * weights + 1;
      assertThat(point.smoothed()).isCloseTo(sum / weights, within(1e-6));
      weight -= point.rate() * 2 * weight;
    }
  }

  @Test
  void a_sweep_ends_where_the_loss_diverges_and_suggests_a_rate_that_does_not() {
    RateFinder.Sweep sweep = sweepOfOne();
    assertThat(sweep.diverged()).isTrue();
    assertThat(sweep.points()).hasSizeLessThan(61);
    assertThat(sweep.points().getLast().rate()).isGreaterThan(1);
    double suggestion = sweep.suggestion().orElseThrow();
    assertThat(suggestion).isBetween(0.01, 1.0);
    assertThat(suggestion)
        .isEqualTo(Math.min(sweep.steepest().orElseThrow(), sweep.tenthOfBest().orElseThrow()));
  }

  @Test
  void the_network_has_its_bits_afterwards() {
    Mlp net = Mlp.of("2-8-3", Activation.RELU, Rng.seed(3));
    String before = Parameters.of(net).sha256();
    RateFinder.Sweep sweep = sweep(RateFinder.standard(), net, Losses.crossEntropy(), DATA);
    assertThat(Parameters.of(net).sha256()).isEqualTo(before);
    assertThat(Parameters.of(net).trained()).noneMatch(Tensor::hasGrad);
    assertThat(sweep.points().size()).isGreaterThan(50);
    assertThat(sweep(RateFinder.standard(), net, Losses.crossEntropy(), DATA))
        .as("the same again")
        .isEqualTo(sweep);
  }

  @Test
  void a_suggested_rate_trains() {
    Mlp net = Mlp.of("2-8-3", Activation.RELU, Rng.seed(3));
    double rate =
        sweep(RateFinder.standard(), net, Losses.crossEntropy(), DATA).suggestion().orElseThrow();
    Run run =
        Trainer.of(net, Losses.crossEntropy())
            .optimizer(Sgd.rate(rate))
            .epochs(8)
            .batch(32)
            .fit(DATA, DATA);
    assertThat(run.test().score()).as("rate %s", rate).isGreaterThan(0.9);
  }

  @Test
  void without_progress_there_is_no_suggestion() {
    var flat = List.of(new RateFinder.Point(1, 2, 2), new RateFinder.Point(2, 2, 2));
    RateFinder.Sweep sweep = new RateFinder.Sweep(flat, false);
    assertThat(sweep.suggestion()).isEmpty();
    assertThat(sweep.steepest()).isEmpty();
    assertThat(sweep.tenthOfBest()).isEmpty();
  }

  @Test
  void what_is_no_sweep_is_refused() {
    for (Runnable make :
        List.<Runnable>of(
            () -> new RateFinder(0, 1, 100),
            () -> new RateFinder(1, 1, 100),
            () -> new RateFinder(Double.NaN, 1, 100),
            () -> new RateFinder(1, Double.POSITIVE_INFINITY, 100),
            () -> new RateFinder(1e-3, 1, 9))) {
      assertThatThrownBy(make::run)
          .isInstanceOf(ArgumentException.class)
          .hasMessageStartingWith("find-lr: ");
    }
  }
}
