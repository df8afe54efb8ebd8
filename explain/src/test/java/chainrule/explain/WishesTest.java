// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.explain.Wish.Lever;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wishes are minus gradients, of one sample and on average. */
class WishesTest {

  private static final Mlp NET =
      Mlp.of("3-4-10", Activation.SIGMOID, Rng.seed(5)).withOutput(Activation.SIGMOID);
  private static final Tensor X = Tensor.of(1, -2, 0.5);

  private static Tensor hot(int digit) {
    return Tensor.of(DType.F32, Shape.of(10), new double[10]).plus(oneHot(digit)).detach();
  }

  private static Tensor oneHot(int digit) {
    return Tensor.scalar(DType.I64, digit).oneHot(10, DType.F32);
  }

  @Test
  void one_output_should_rise_and_nine_should_fall_in_proportion_to_their_errors() {
    Wishes wishes = Wishes.of(NET, Losses.quadraticCost(), X, hot(2));
    List<Wish> outputs = wishes.strongest(Lever.OUTPUT, 10);
    assertThat(outputs)
        .hasSize(10)
        .isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b.change()), Math.abs(a.change())));
    for (Wish wish : outputs) {
      double target = wish.place().equals(List.of(2)) ? 1 : 0;
      assertThat(wish.change()).isCloseTo(-2 * (wish.now() - target), within(1e-6));
      assertThat(Math.signum(wish.change())).isEqualTo(target == 1 ? 1.0 : -1.0);
    }
  }

  @Test
  void a_weight_wishes_in_proportion_to_the_activation_it_hangs_on() {
    Wishes wishes = Wishes.of(NET, Losses.quadraticCost(), X, hot(2));
    Deltas deltas = Deltas.of(NET, Losses.quadraticCost(), X, hot(2));
    for (Wish wish : wishes.strongest(Lever.WEIGHT, 100)) {
      Deltas.Stage stage = deltas.stages().get(wish.name().equals("layers.0.weight") ? 0 : 1);
      double delta = stage.delta().get(0, wish.place().getLast());
      assertThat(wish.change()).isCloseTo(-delta * wish.hangsOn().orElseThrow(), within(1e-6));
    }
  }

  @Test
  void an_earlier_activation_adds_up_the_wishes_behind_it_by_their_weights() {
    Wishes wishes = Wishes.of(NET, Losses.quadraticCost(), X, hot(2));
    Deltas.Stage output = Deltas.of(NET, Losses.quadraticCost(), X, hot(2)).stages().getLast();
    List<Wish> earlier = wishes.strongest(Lever.ACTIVATION, 100);
    assertThat(earlier).hasSize(4);
    for (Wish wish : earlier) {
      double sum = 0;
      for (int k = 0; k < 10; k++) {
        sum -= output.delta().get(0, k) * output.weights().get(wish.place().getFirst(), k);
      }
      assertThat(wish.change()).isCloseTo(sum, within(1e-6));
    }
  }

  @Test
  void the_change_of_every_parameter_is_minus_its_gradient() {
    Wishes wishes = Wishes.of(NET, Losses.quadraticCost(), X, hot(7));
    assertChanges(wishes, Losses.quadraticCost(), X.reshape(1, 3), hot(7).reshape(1, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mse", "quadraticCost", "halfMse", "crossEntropy"})
  void the_average_of_wishes_is_minus_the_gradient_of_the_mean_cost(String name) {
    Loss loss = Losses.named(name);
    Tensor xs = Tensor.normal(DType.F32, Shape.of(7, 3), Rng.seed(8));
    Tensor targets =
        loss.takesLabels()
            ? Tensor.of(Shape.of(7), new int[] {0, 3, 9, 9, 1, 2, 5})
            : Tensor.uniform(DType.F32, Shape.of(7, 10), Rng.seed(9));
    Wishes wishes = Wishes.mean(NET, loss, xs, targets);
    assertThat(wishes.samples()).isEqualTo(7);
    assertThat(wishes.cost()).isCloseTo(loss.of(NET.apply(xs), targets).item(), within(1e-6));
    assertChanges(wishes, loss, xs, targets);
  }

  private static void assertChanges(Wishes wishes, Loss loss, Tensor xs, Tensor targets) {
    Tensor cost = Autograd.withGrad(() -> loss.of(NET.apply(xs), targets));
    assertThat(wishes.changes().keySet())
        .containsExactlyElementsOf(Parameters.of(NET).all().keySet());
    wishes
        .changes()
        .forEach((path, change) -> {
          Tensor leaf = Parameters.of(NET).get(path).orElseThrow();
          double[] gradient = Autograd.of(cost).retainGraph().gradient(leaf).toDoubles();
          double[] told = change.toDoubles();
          assertThat(change.shape()).isEqualTo(leaf.shape());
          for (int i = 0; i < gradient.length; i++) {
            assertThat(told[i]).as("%s at %d", path, i).isCloseTo(-gradient[i], within(1e-6));
          }
        });
  }

  @Test
  void the_most_influential_parameters_are_the_strongest_of_all() {
    Wishes wishes = Wishes.of(NET, Losses.quadraticCost(), X, hot(2));
    double strongest =
        wishes.changes().values().stream()
            .mapToDouble(change -> change.abs().max().item())
            .max()
            .orElseThrow();
    assertThat(Math.abs(wishes.strongest(1).getFirst().change())).isEqualTo(strongest);
    assertThat(wishes.strongest(3)).hasSize(3);
  }

  @Test
  void a_step_along_the_wishes_lowers_the_cost() {
    Loss loss = Losses.quadraticCost();
    Mlp net = Mlp.of("3-4-10", Activation.TANH, Rng.seed(6));
    Tensor xs = Tensor.normal(DType.F32, Shape.of(5, 3), Rng.seed(1));
    Tensor targets = Tensor.zeros(5, 10);
    Wishes wishes = Wishes.mean(net, loss, xs, targets);
    wishes
        .changes()
        .forEach((path, change) -> {
          Tensor leaf = Parameters.of(net).get(path).orElseThrow();
          leaf.assign(leaf.detach().plus(change.to(DType.F32).times(0.01)));
        });
    assertThat(loss.of(net.apply(xs), targets).item()).isLessThan(wishes.cost());
  }

  @Test
  void the_three_levers_are_named_in_both_languages() {
    Wishes wishes = Wishes.of(NET, Losses.quadraticCost(), X, hot(2)).top(3);
    assertThat(wishes.text())
        .contains("The three levers", "1. Change a bias", "2. Change a weight")
        .contains("3. Change an earlier activation", "The most influential parameters")
        .contains("a2[2] ", "raise", "lower")
        .matches("[\\x0a\\x20-\\x7e]*");
    assertThat(wishes.language(Language.CHINESE).text())
        .contains("三个杠杆", "1. 改变偏置", "2. 改变权重", "3. 改变前一层的激活值", "提高", "降低")
        .doesNotContainPattern("[\\u4e00-\\u9fff][,:;]");
    assertThat(wishes.markdown()).contains("| what | now | wish | direction |");
    assertThat(wishes.latex()).contains("\\begin{array}{llll}");
  }

  @Test
  void every_number_in_a_table_is_a_wish() {
    Wishes wishes = Wishes.of(NET, Losses.quadraticCost(), X, hot(2)).top(5);
    for (Language language : Language.values()) {
      String text = wishes.language(language).text();
      for (Lever lever : Lever.values()) {
        for (Wish wish : wishes.strongest(lever, 5)) {
          String row =
              text.lines()
                  .filter(line -> line.strip().startsWith(wish.label()))
                  .findFirst()
                  .orElseThrow();
          String hangs =
              wish.hangsOn().isPresent() ? Numbers.of(wish.hangsOn().getAsDouble()) + " +" : "";
          assertThat(row.substring(row.indexOf(']') + 1))
              .matches(
                  " +\\Q"
                      + Numbers.of(wish.now())
                      + "\\E +"
                      + hangs
                      + "\\Q"
                      + Numbers.of(wish.change())
                      + "\\E +\\S+");
        }
      }
    }
  }

  @Test
  void many_samples_are_averaged_not_taken_for_one() {
    assertThatThrownBy(() -> Wishes.of(NET, Losses.mse(), Tensor.zeros(2, 3), Tensor.zeros(2, 10)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("use Wishes.mean for many");
    assertThatThrownBy(() -> Wishes.mean(NET, Losses.mse(), X, hot(1)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("needs [n, in]");
  }
}
