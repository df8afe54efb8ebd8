// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.error.ArgumentException;
import chainrule.train.Regression.OutputError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossValidationTest {

  private static CrossValidation folds(double... scores) {
    List<FoldReport> folds = new ArrayList<>();
    for (double score : scores) {
      Evaluation test = new Regression(5, 1 + score, List.of(new OutputError(0, 0, score)));
      folds.add(new FoldReport(folds.size() + 1, 20, test));
    }
    return new CrossValidation(folds);
  }

  @Test
  void mean_and_sample_deviation_over_folds() {
    // Mean 5; differences -3 -1 -1 -1 0 0 2 4: squares sum to 32, over 7.
    CrossValidation result = folds(2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(result.mean()).isEqualTo(5);
    assertThat(result.deviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-15));
    assertThat(result.loss()).isEqualTo(6);
    assertThat(result.scoreName()).isEqualTo("R2");
  }

  @Test
  void one_fold_has_no_deviation() {
    assertThat(folds(0.5).mean()).isEqualTo(0.5);
    assertThat(folds(0.5).deviation()).isNaN();
  }

  @Test
  void folds_have_one_score() {
    FoldReport classes = new FoldReport(2, 1, Classification.of(0, List.of()));
    assertThatThrownBy(() -> new CrossValidation(List.of()))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("0 with scores []");
    assertThatThrownBy(() -> new CrossValidation(List.of(folds(1).folds().getFirst(), classes)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("[R2, accuracy]");
  }
}
