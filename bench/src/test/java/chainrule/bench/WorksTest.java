// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorksTest {

  @Test
  void every_net_steps_and_its_loss_is_a_number() {
    for (Net net : Steps.nets()) {
      if (net.flops() < 5e7) {
        double eager = new OurStep(Steps.job(net), false).check();
        assertThat(new OurStep(Steps.job(net), true).check()).as(net.name()).isEqualTo(eager);
      }
    }
  }

  @Test
  void arithmetic_is_counted_by_the_products_of_a_step() {
    Net.Dense net =
        new Net.Dense(
            List.of(3, 5, 2),
            Net.Unit.RELU,
            false,
            true,
            7,
            Net.Cost.CROSS_ENTROPY,
            Net.Sgd.plain(1));
    assertThat(net.flops()).isEqualTo(2 * 7 * (2 * 3 * 5 + 3 * 5 * 2));
    assertThat(HeapNeeds.needed(net))
        .isEqualTo(4 * (3 * (3 * 5 + 5 + 5 * 2 + 2) + 7 * (3 + 5 + 2)));
  }

  @ParameterizedTest
  @EnumSource(Job.Function.class)
  void loops_by_hand_compute_what_ours_do(Job.Function function) {
    List<float[]> inputs =
        List.of(
            Numbers.floats("x", 64, -2, 2),
            Numbers.floats("y", 64, -2, 2),
            Numbers.floats("z", 64, -2, 2));
    double ours = new ExprLoop(Elements.expr(function), inputs).check();
    double hand = Hand.contender(new Job.Map(function, inputs)).check();
    assertThat(hand).isCloseTo(ours, within(1e-5));
  }

  @Test
  void sizes_of_the_system_are_read_with_their_units() {
    assertThat(Machine.bytes("32768K")).isEqualTo(32L << 20);
    assertThat(Machine.bytes("\t  1234 k")).isEqualTo(1234L << 10);
    assertThat(Machine.bytes("8M")).isEqualTo(8L << 20);
  }

  @Test
  void an_epoch_that_is_good_enough_is_recognized() {
    String epoch = "{\"v\":1,\"event\":\"epoch\",\"test_accuracy\":%s}";
    assertThat(Startup.isGoodEnough(epoch.replace("%s", "0.97"))).isTrue();
    assertThat(Startup.isGoodEnough(epoch.replace("%s", "0.9699"))).isFalse();
    assertThat(Startup.isGoodEnough("{\"v\":1,\"event\":\"start\"}")).isFalse();
    assertThat(Startup.isGoodEnough("building")).isFalse();
  }
}
