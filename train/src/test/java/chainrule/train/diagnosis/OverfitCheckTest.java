// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.nn.Linear;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.nn.Sequential;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OverfitCheckTest {

  private final Batch batch = Nets.digits().train().first(16).all();

  @Test
  void a_network_that_works_learns_a_batch_and_is_put_back() {
    Mlp net = Mlp.of("784-32-10", Activation.RELU, Rng.seed(1));
    Tensor bias = Parameters.of(net).trained().getLast();
    bias.times(3).sum().backward();
    String before = Parameters.of(net).sha256();
    OverfitCheck check = OverfitCheck.of(net, Losses.crossEntropy(), batch);
    assertThat(check.isLearned()).isTrue();
    assertThat(check.steps()).isBetween(1, 400);
    assertThat(check.loss()).isLessThan(check.first());
    assertThat(check.finding(Finding.NOWHERE)).isEmpty();
    assertThat(Parameters.of(net).sha256()).isEqualTo(before);
    assertThat(bias.grad().toDoubles()).containsOnly(3);
    assertThat(Parameters.of(net).trained().getFirst().hasGrad()).isFalse();
  }

  @Test
  void a_network_that_sees_no_input_cannot() {
    Sequential blind =
        Sequential.of(
            Linear.of(784, 16, Rng.seed(1)),
            new Nets.Function("nothing", x -> x.times(0)),
            Linear.of(16, 10, Rng.seed(2)));
    OverfitCheck check = OverfitCheck.of(blind, Losses.crossEntropy(), batch);
    assertThat(check.isLearned()).isFalse();
    Finding finding = check.finding(new Place("0", "Linear(784 -> 16)")).orElseThrow();
    assertThat(finding.symptom()).isEqualTo(Symptom.CANNOT_OVERFIT);
    assertThat(finding.remedy(Locale.ENGLISH)).contains("0 Linear(784 -> 16)");
    assertThat(finding.figures()).containsEntry("samples", 16.0).containsEntry("steps", 400.0);
  }

  @Test
  void a_batch_without_samples_says_nothing() {
    Mlp net = Mlp.of("784-32-10", Activation.RELU, Rng.seed(1));
    Batch none = Nets.digits().train().first(0).all();
    assertThat(OverfitCheck.of(net, Losses.crossEntropy(), none).finding(Finding.NOWHERE))
        .isEmpty();
  }
}
