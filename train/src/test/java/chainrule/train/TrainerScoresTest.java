// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.data.Dataset;
import chainrule.train.data.PlaneSets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Runs on numbers, and on two classes with one output. */
class TrainerScoresTest {

  private final Dataset saddle = PlaneSets.saddle(400, 0.0, Rng.seed(1));
  private final Dataset newSaddle = PlaneSets.saddle(200, 0.0, Rng.seed(2));

  private static Trainer trainer(Mlp net, Loss loss) {
    return Trainer.of(net, loss).optimizer(Adam.rate(0.02)).epochs(30).batch(40);
  }

  @Test
  void a_surface_is_learned_and_scored_by_r2() {
    var rows = new ByteArrayOutputStream();
    var stream = new PrintStream(rows, true, UTF_8);
    Mlp net = Mlp.of("2-16-1", Activation.TANH, Rng.seed(1));
    Run run =
        trainer(net, Losses.mse())
            .on(Progress.to(stream, stream, false, Progress.Words.ENGLISH))
            .fit(saddle, newSaddle);
    assertThat(run.test()).isInstanceOf(Regression.class);
    assertThat(run.test().score()).isGreaterThan(0.95);
    assertThat(run.epochs().getFirst().test().score()).isLessThan(run.test().score());
    var lines = rows.toString(UTF_8).lines().toList();
    assertThat(lines.getFirst()).contains(" R2 ").doesNotContain("accuracy");
    assertThat(lines.get(30)).contains(String.format(Locale.ROOT, " %.4f ", run.test().score()));
  }

  @Test
  void one_output_tells_two_classes_apart() {
    Mlp net = Mlp.of("2-16-1", Activation.TANH, Rng.seed(1));
    Run run =
        trainer(net, Losses.binaryCrossEntropy())
            .epochs(80)
            .fit(PlaneSets.moons(150, 0.05, Rng.seed(1)), PlaneSets.moons(100, 0.05, Rng.seed(2)));
    assertThat(run.test()).isInstanceOf(Classification.class);
    assertThat(run.test().accuracy()).isGreaterThan(0.97);
  }

  @Test
  void what_does_not_fit_together_is_named() {
    Mlp two = Mlp.of("2-2", Activation.TANH, Rng.seed(1));
    assertThatThrownBy(() -> trainer(two, Losses.mse()).fit(saddle, newSaddle))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("needs the same sizes");
    assertThatThrownBy(() -> trainer(two, Losses.crossEntropy()).fit(saddle, newSaddle))
        .isInstanceOf(DtypeException.class);
  }
}
