// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Json;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsProbeTest {

  @Test
  void statistics_survive_json() {
    Mlp net = Mlp.of("784-16-10", Activation.RELU, Rng.seed(1));
    List<StepStatistics> seen =
        Nets.train(net, Losses.crossEntropy(), Adam.rate(1e-3), Nets.DIGITS.train(), 100, 1);
    for (StepStatistics each : seen) {
      assertThat(StepStatistics.of(Json.parse(each.toJson().toText()).asObject())).isEqualTo(each);
    }
  }
}
