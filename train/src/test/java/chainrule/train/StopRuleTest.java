// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopRuleTest {

  private static List<EpochReport> epochs(double... testLosses) {
    List<EpochReport> reports = new ArrayList<>();
    for (double loss : testLosses) {
      Evaluation test = Classification.of(loss, List.of());
      reports.add(new EpochReport(reports.size() + 1, loss, test, 0, 0, 0));
    }
    return reports;
  }

  @Test
  void without_progress_counts_epochs_since_the_best() {
    StopRule rule = StopRule.withoutProgress(2);
    assertThat(rule.isReached(epochs(3, 2, 1))).isFalse();
    assertThat(rule.isReached(epochs(3, 1, 2))).isFalse();
    assertThat(rule.isReached(epochs(3, 1, 2, 2))).isTrue();
    assertThat(rule.isReached(epochs(3, 1, 2, 0.5))).isFalse();
  }

  @Test
  void a_bound_on_the_loss_is_strict() {
    assertThat(StopRule.lossBelow(1).isReached(epochs(1))).isFalse();
    assertThat(StopRule.lossBelow(1).isReached(epochs(0.99))).isTrue();
  }

  @Test
  void either_of_two_rules_suffices() {
    StopRule rule = StopRule.never().or(StopRule.lossBelow(2));
    assertThat(rule.isReached(epochs(3))).isFalse();
    assertThat(rule.isReached(epochs(3, 1))).isTrue();
  }

  @Test
  void patience_is_at_least_one() {
    assertThatThrownBy(() -> StopRule.withoutProgress(0)).isInstanceOf(ArgumentException.class);
  }
}
