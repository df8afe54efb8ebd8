// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.data.Dataset;
import chainrule.train.diagnosis.LiveWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WatchedRunTest {

  private final Dataset train = Blobs.of(290, 1);
  private final Dataset test = Blobs.of(60, 2);

  private Trainer trainer(Mlp net) {
    return Trainer.of(net, Losses.crossEntropy()).optimizer(Adam.rate(0.02)).epochs(3).batch(20);
  }

  private static Mlp net() {
    return Mlp.of("2-8-3", Activation.TANH, Rng.seed(1));
  }

  @Test
  void a_watch_changes_no_bit_and_tells_of_the_first_step_and_of_each_epoch() {
    String alone = trainer(net()).fit(train, test).weightsSha256();
    Mlp net = net();
    List<TrainingEvent.Measured> measured = new ArrayList<>();
    Run run =
        trainer(net)
            .watch(LiveWatch.of(net, Losses.crossEntropy(), 0.02, Locale.ENGLISH))
            .on(event -> {
              if (event instanceof TrainingEvent.Measured one) {
                measured.add(one);
              }
            })
            .fit(train, test);
    assertThat(run.weightsSha256()).isEqualTo(alone);
    assertThat(measured).hasSize(4).allMatch(one -> one.kind().equals("stats"));
  }
}
