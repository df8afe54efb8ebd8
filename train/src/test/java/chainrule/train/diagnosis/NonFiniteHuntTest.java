// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.nn.Sequential;
import chainrule.nn.StepKeys;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NonFiniteHuntTest {

  private final Batch batch = Nets.digits().train().first(8).all();
  private final Mlp mlp = Mlp.of("784-16-16-10", Activation.RELU, Rng.seed(1));

  private static Optional<Culprit> hunt(Layer network, Batch batch) {
    String before = Parameters.of(network).sha256();
    StepKeys keys = StepKeys.of(Rng.seed(1));
    Optional<Culprit> found = NonFiniteHunt.find(network, Losses.crossEntropy(), batch, keys);
    assertThat(Parameters.of(network).sha256()).isEqualTo(before);
    assertThat(Parameters.of(network).trained()).noneMatch(Tensor::hasGrad);
    return found;
  }

  private static void fill(Layer network, String path, double value) {
    Tensor leaf = Parameters.of(network).get(path).orElseThrow();
    leaf.assign(Tensor.full(DType.F32, leaf.shape(), value));
  }

  private static Sequential with(Nets.Function middle) {
    return Sequential.of(Linear.of(784, 10, Rng.seed(1)), middle, Linear.of(10, 10, Rng.seed(2)));
  }

  @Test
  void finite_steps_have_no_culprit() {
    assertThat(hunt(mlp, batch)).isEmpty();
  }

  @Test
  void an_input_that_is_missing_is_named() {
    double[] pixels = batch.inputs().toDoubles();
    pixels[784 * 3 + 5] = Double.NaN;
    Tensor inputs = Tensor.of(Shape.of(8, 784), pixels).to(DType.F32);
    Culprit culprit = hunt(mlp, new Batch(inputs, batch.targets())).orElseThrow();
    assertThat(culprit.place()).hasToString("inputs");
    assertThat(culprit.detail()).contains("NaN at [3, 5]");
  }

  @Test
  void a_weight_that_was_so_before_is_named() {
    fill(mlp, "layers.1.bias", Double.POSITIVE_INFINITY);
    Culprit culprit = hunt(mlp, batch).orElseThrow();
    assertThat(culprit.place()).isEqualTo(new Place("layers.1.bias", "Linear(16 -> 16)"));
    assertThat(culprit.detail()).contains("Infinity");
  }

  @Test
  void a_layer_whose_sums_overflow_is_named_with_its_operation() {
    fill(mlp, "layers.0.weight", 1e25);
    fill(mlp, "layers.1.weight", 1e25);
    Culprit culprit = hunt(mlp, batch).orElseThrow();
    assertThat(culprit.place()).isEqualTo(new Place("layers.1", "Linear(16 -> 16)"));
    assertThat(culprit.operation()).isEqualTo("affine");
    assertThat(culprit.isBackward()).isFalse();
    assertThat(culprit.toString()).contains("affine in layers.1").contains("Infinity");
  }

  @Test
  void an_operation_of_the_users_layer_is_named() {
    Sequential net = with(new Nets.Function("logarithm", Tensor::log));
    Culprit culprit = hunt(net, batch).orElseThrow();
    assertThat(culprit.place()).isEqualTo(new Place("1", "logarithm"));
    assertThat(culprit.operation()).isEqualTo("log");
  }

  @Test
  void a_gradient_that_is_infinite_though_values_are_finite_is_named() {
    Sequential net = with(new Nets.Function("root", x -> x.relu().sqrt()));
    Culprit culprit = hunt(net, batch).orElseThrow();
    assertThat(culprit.place()).hasToString("1 sqrt");
    assertThat(culprit.operation()).isEqualTo("sqrt");
    assertThat(culprit.isBackward()).isTrue();
    assertThat(culprit.toString()).startsWith("the gradient of sqrt in 1 sqrt");
  }

  @Test
  void an_activation_between_layers_is_named_by_the_layer_before_it() {
    record Between(Linear first, Linear last) implements Layer {
      @Override
      public Tensor forward(Tensor x) {
        return last.apply(first.apply(x).log());
      }
    }

    Between net = new Between(Linear.of(784, 10, Rng.seed(1)), Linear.of(10, 10, Rng.seed(2)));
    assertThat(hunt(net, batch).orElseThrow().place()).hasToString("first log");
  }

  @Test
  void the_loss_is_named_where_it_overflows() {
    Linear last = Linear.of(784, 10, Rng.seed(1));
    fill(last, "weight", 1e25);
    Optional<Culprit> found =
        NonFiniteHunt.find(
            last,
            Losses.sumOfSquares(),
            new Batch(batch.inputs(), Tensor.full(DType.F32, Shape.of(8, 10), 0)),
            StepKeys.of(Rng.seed(1)));
    assertThat(found.orElseThrow().place()).hasToString("sumOfSquares");
  }
}
