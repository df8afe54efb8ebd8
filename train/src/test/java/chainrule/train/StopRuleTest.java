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
  void progress_is_more_than_a_difference() {
    StopRule rule = StopRule.withoutProgress(2, 0.5);
    assertThat(rule.isReached(epochs(3, 2.6, 2.5))).isTrue();
    assertThat(rule.isReached(epochs(3, 2.6, 2.4))).isFalse();
    assertThat(rule.isReached(epochs(3, 2.4, 2.3, 2))).isTrue();
  }

  @Test
  void progress_of_the_score_is_upwards() {
    StopRule rule = StopRule.scoreWithoutProgress(2, 0.125);
    assertThat(rule.isReached(scores(0.5, 0.75, 0.8))).isFalse();
    assertThat(rule.isReached(scores(0.5, 0.75, 0.8, 0.875))).isTrue();
    assertThat(rule.isReached(scores(0.5, 0.75, 0.8, 0.88))).isFalse();
    assertThat(rule.isReached(scores(0.5, 0.4, 0.3))).isTrue();
  }

  private static List<EpochReport> scores(double... scores) {
    List<EpochReport> reports = new ArrayList<>();
    for (double score : scores) {
      Evaluation test = new Regression(1, 0, List.of(new Regression.OutputError(0, 0, score)));
      reports.add(new EpochReport(reports.size() + 1, 0, test, 0, 0, 0));
    }
    return reports;
  }

  @Test
  void nan_is_no_progress() {
    assertThat(StopRule.withoutProgress(2).isReached(epochs(Double.NaN, 2, 3))).isFalse();
    assertThat(StopRule.withoutProgress(2).isReached(epochs(2, Double.NaN, Double.NaN))).isTrue();
    assertThat(StopRule.withoutProgress(2).isReached(epochs(Double.NaN, Double.NaN))).isFalse();
    assertThat(StopRule.scoreWithoutProgress(1, 0).isReached(scores(Double.NaN, Double.NaN)))
        .isTrue();
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
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> StopRule.scoreWithoutProgress(1, wrong))
          .isInstanceOf(ArgumentException.class);
    }
  }
}
