// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.nn.Init;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Parameters;
import chainrule.nn.Part;
import chainrule.nn.Sequential;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Rectifier;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The delta recursion, against autograd and against sums written out. */
class DeltasTest {

  private static final Rng RNG = Rng.seed(3);

  private static Mlp net(String sizes, Activation hidden) {
    return Mlp.of(sizes, hidden, RNG.child(sizes));
  }

  private static Tensor input(long rows, long columns) {
    return Tensor.normal(DType.F32, Shape.of(rows, columns), RNG.child("x"));
  }

  static Stream<Arguments> chains() {
    Tensor labels = Tensor.of(Shape.of(4), new int[] {0, 1, 1, 0});
    Tensor targets = Tensor.uniform(DType.F32, Shape.of(4, 2), RNG.child("t"));
    Layer sequence =
        Sequential.of(
            Linear.of(3, 5, Init.HE, RNG.child(1)),
            new Nonlinearity(Activation.RELU),
            new Linear(input(5, 2).requiresGrad(), Optional.empty()),
            new Nonlinearity(new Rectifier.LeakyRelu(0.1)));
    return Stream.of(
        Arguments.of(net("3-4-2", Activation.SIGMOID), Losses.quadraticCost(), targets),
        Arguments.of(net("3-4-4-2", Activation.TANH), Losses.crossEntropy(), labels),
        Arguments.of(
            net("3-2", Activation.TANH).withOutput(Activation.SIGMOID), Losses.mse(), targets),
        Arguments.of(sequence, Losses.halfMse(), targets),
        Arguments.of(new ByHand(), Losses.sumOfSquares(), targets));
  }

  /** A user's own layer, written with operations. */
  record ByHand(Tensor weight, Tensor bias, Linear output) implements Layer {
    ByHand() {
      this(
          input(3, 4).detach().requiresGrad(),
          Tensor.zeros(4).requiresGrad(),
          Linear.of(4, 2, RNG.child(9)));
    }

    @Override
    public Tensor forward(Tensor x) {
      return output.apply(x.matmul(weight).plus(bias).negate().exp().plus(1).reciprocal());
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  void the_recursion_agrees_with_autograd(Layer net, Loss loss, Tensor target) {
    Tensor x = input(4, 3);
    Deltas deltas = Deltas.of(net, loss, x, target);
    assertThat(deltas.disagreement()).isLessThan(1e-6);
    assertThat(deltas.cost()).isCloseTo(loss.of(net.apply(x), target).item(), within(1e-6));
    Tensor cost = Autograd.withGrad(() -> loss.of(net.apply(x), target));
    for (Deltas.Stage stage : deltas.stages()) {
      Tensor weight = Parameters.of(net).get(stage.weight()).orElseThrow();
      Tensor expected = Autograd.of(cost).retainGraph().gradient(weight);
      assertThat(stage.weightGradient().shape()).isEqualTo(expected.shape());
      assertThat(largest(stage.weightGradient().minus(expected))).isLessThan(1e-6);
    }
  }

  private static double largest(Tensor tensor) {
    return Stream.of(tensor.toDoubles())
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  @Test
  void bp4_is_error_times_activation_for_each_weight() {
    Mlp net = net("3-4-2", Activation.SIGMOID);
    Deltas deltas = Deltas.of(net, Losses.quadraticCost(), Tensor.of(1, 2, 3), Tensor.of(0, 1));
    for (Deltas.Stage stage : deltas.stages()) {
      for (int j = 0; j < stage.input().size(1); j++) {
        for (int k = 0; k < stage.delta().size(1); k++) {
          double expected = stage.input().get(0, j) * stage.delta().get(0, k);
          assertThat(stage.weightGradient().get(j, k)).isCloseTo(expected, within(1e-7));
          assertThat(stage.biasGradient().get(k)).isEqualTo(stage.delta().get(0, k));
        }
      }
    }
  }

  @Test
  void the_error_at_a_softmax_is_probability_less_target() {
    Mlp net = net("3-4-2", Activation.RELU);
    Deltas deltas =
        Deltas.of(net, Losses.crossEntropy(), Tensor.of(1, 2, 3), Tensor.scalar(DType.I64, 1));
    Deltas.Classes classes = deltas.classes().orElseThrow();
    assertThat(classes.target().toDoubles()).containsExactly(0, 1);
    assertThat(deltas.stages().getLast().delta().toDoubles())
        .containsExactly(classes.probabilities().minus(classes.target()).toDoubles());
    assertThat(deltas.text())
        .contains("BP1, the error at the output, is probability less target: delta2 = p - y = ");
  }

  @Test
  void the_four_equations_are_named_in_both_languages() {
    Deltas deltas =
        Deltas.of(
            net("3-4-2", Activation.SIGMOID),
            Losses.quadraticCost(),
            input(2, 3),
            Tensor.zeros(2, 2));
    assertThat(deltas.text())
        .contains("BP1, ", "BP2, ", "BP3, ", "BP4, ")
        .contains("delta1 = (delta2 @ W2^T) * sigmoid'(z1)")
        .contains("dC/db2 = sum(delta2, axis 0)")
        .contains("dC/dW2 = a1^T @ delta2")
        .contains("where columns are samples and W is transposed: delta1 = (W2^T @ delta2) * ")
        .matches("[\\x0a\\x20-\\x7e]*");
    assertThat(deltas.language(Language.CHINESE).text())
        .contains("BP1，", "BP2，", "BP3，", "BP4，", "隐藏层", "输出层", "偏置")
        .doesNotContainPattern("[\\u4e00-\\u9fff][,:;.]");
    assertThat(deltas.latex())
        .contains("\\delta_{1} &= \\left(\\delta_{2} \\, W_{2}^{\\top}\\right) \\odot \\sigma'");
    assertThat(deltas.markdown()).contains("| layer | `z` | `a` | delta, `dC/dz` |");
  }

  @Test
  void a_single_layer_has_an_output_and_nothing_before() {
    Deltas deltas =
        Deltas.of(net("2-1", Activation.TANH), Losses.mse(), Tensor.of(1, 2), Tensor.of(0));
    assertThat(deltas.stages()).hasSize(1);
    assertThat(deltas.text()).contains("BP1, ").doesNotContain("BP2, ");
  }

  @Test
  void a_network_that_is_no_chain_is_refused_with_the_gate_that_is_not() {
    Linear linear = Linear.of(2, 2, RNG);
    Layer residual =
        new Layer() {
          @Override
          public Tensor forward(Tensor x) {
            return linear.apply(x).plus(x);
          }

          @Override
          public List<Part> parts() {
            return List.of();
          }
        };
    assertThatThrownBy(() -> Deltas.of(residual, Losses.mse(), Tensor.of(1, 2), Tensor.of(0, 0)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("is no chain of layers");
    assertThatThrownBy(() ->
            Deltas.of(
                new Nonlinearity(Activation.RELU), Losses.mse(), Tensor.of(1, 2), Tensor.of(0, 0)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("relu has no layer x W + b");
  }
}
