// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.train.EpochReport;
import chainrule.train.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class UntilMinimalTest {

  @Test
  void row_52_training_ends_when_the_loss_gets_no_smaller() {
    Run run = UntilMinimal.run();
    List<EpochReport> epochs = run.epochs();
    double last = epochs.getLast().test().loss();
    double best = epochs.stream().mapToDouble(epoch -> epoch.test().loss()).min().orElseThrow();
    assertThat(run.ending()).isEqualTo(Run.Ending.STOPPED);
    assertThat(epochs.get(epochs.size() - 4).test().loss()).isEqualTo(best);
    assertThat(last).isGreaterThan(best);
    assertThat(epochs.getLast().loss()).isLessThan(epochs.getFirst().loss() / 2);
  }
}
