// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import chainrule.train.data.PlaneSets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataFindingsTest {

  private static final int COUNT = 200;

  private static Tensor normal(int columns) {
    return Tensor.normal(DType.F32, Shape.of(COUNT, columns), Rng.seed(3));
  }

  private static Dataset classified(Tensor inputs, long... labels) {
    return Dataset.of(
        "made", inputs, Tensor.of(Shape.of(labels.length), labels), List.of("no", "yes"));
  }

  private static long[] alternating(int count) {
    return IntStream.range(0, count).mapToLong(i -> i % 2).toArray();
  }

  private static Finding only(List<Finding> findings, Symptom symptom) {
    assertThat(findings).extracting(Finding::symptom).containsExactly(symptom);
    Finding finding = findings.getFirst();
    for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      assertThat(finding.message(language)).doesNotContain("{");
      assertThat(finding.remedy(language)).doesNotContain("{");
    }
    return finding;
  }

  @Test
  void bytes_of_pixels_are_found() {
    Dataset digits = Nets.digits().train();
    Dataset bytes =
        Dataset.of(
            "bytes", digits.all().inputs().times(255), digits.all().targets(), digits.classes());
    Finding finding = only(Diagnosis.ofData(bytes), Symptom.INPUT_SCALE);
    assertThat(finding.figures().get("deviation")).isGreaterThan(10);
    assertThat(Diagnosis.ofData(digits)).isEmpty();
  }

  @Test
  void a_column_of_years_is_found_with_its_number() {
    Tensor years = normal(3).plus(Tensor.of(0.0, 2000, 0).reshape(1, 3));
    Finding finding =
        only(Diagnosis.ofData(classified(years, alternating(COUNT))), Symptom.INPUT_SCALE);
    assertThat(finding.figures()).containsEntry("feature", 1.0).containsEntry("count", 1.0);
    assertThat(finding.figures().get("mean")).isBetween(1999.0, 2001.0);
  }

  @Test
  void inputs_that_are_all_tiny_are_found() {
    only(
        Diagnosis.ofData(classified(normal(3).times(1e-3), alternating(COUNT))),
        Symptom.INPUT_SCALE);
  }

  @Test
  void columns_of_quite_different_scales_are_found() {
    Tensor mixed = normal(3).times(Tensor.of(1, 1e-4, 2).reshape(1, 3));
    Finding finding =
        only(Diagnosis.ofData(classified(mixed, alternating(COUNT))), Symptom.INPUT_MISMATCH);
    assertThat(finding.figures()).containsEntry("low", 1.0).containsEntry("high", 2.0);
  }

  @Test
  void targets_far_from_one_are_found() {
    Dataset heights = PlaneSets.saddle(100, 0.1, Rng.seed(1));
    assertThat(Diagnosis.ofData(heights)).isEmpty();
    Tensor prices = heights.all().targets().times(1e5).plus(2e5);
    only(
        Diagnosis.ofData(Dataset.of("prices", heights.all().inputs(), prices, List.of())),
        Symptom.TARGET_SCALE);
  }

  @Test
  void a_rare_class_is_found_by_its_name() {
    long[] labels = new long[COUNT];
    labels[3] = 1;
    labels[70] = 1;
    Finding finding =
        only(Diagnosis.ofData(classified(normal(2), labels)), Symptom.CLASS_IMBALANCE);
    assertThat(finding.words()).containsEntry("class", "yes");
    assertThat(finding.figures())
        .containsEntry("count", 2.0)
        .containsEntry("total", 200.0)
        .containsEntry("share", 0.01);
    assertThat(Diagnosis.ofData(classified(normal(2), alternating(COUNT)))).isEmpty();
  }

  @Test
  void rows_in_both_sets_are_counted_exactly() {
    Dataset train = classified(normal(2), alternating(COUNT));
    Dataset other =
        classified(Tensor.normal(DType.F32, Shape.of(40, 2), Rng.seed(4)), alternating(40));
    assertThat(SharedRows.of(train, other)).isEqualTo(new SharedRows(COUNT, 0, 40, 0));
    Dataset leaking = train.select(7, 9, 30, 31, 32, 33);
    SharedRows rows = SharedRows.of(train, leaking);
    assertThat(rows).isEqualTo(new SharedRows(COUNT, 0, 6, 6));
    Finding finding = only(DataRules.shared(rows).stream().toList(), Symptom.SHARED_ROWS);
    assertThat(finding.message(Locale.ENGLISH)).contains("6 of 6").contains("100 %");
  }

  @Test
  void rows_that_repeat_themselves_by_their_nature_are_none() {
    Tensor coins = normal(3).greater(0).to(DType.F32);
    Dataset train = classified(coins, alternating(COUNT));
    SharedRows rows = SharedRows.of(train, train.select(1, 2, 3, 4, 5, 6, 7, 8, 9));
    assertThat(rows.twins()).isGreaterThan(COUNT / 2);
    assertThat(rows.shared()).isEqualTo(9);
    assertThat(DataRules.shared(rows)).isEmpty();
  }

  @Test
  void twins_are_all_rows_that_another_equals() {
    Dataset train = classified(normal(2), alternating(COUNT)).select(0, 2, 0, 4, 0, 2);
    assertThat(SharedRows.of(train, train.first(0))).isEqualTo(new SharedRows(6, 5, 0, 0));
  }

  @Test
  void a_set_without_samples_says_nothing() {
    assertThat(Diagnosis.ofData(Nets.digits().train().first(0))).isEmpty();
  }
}
