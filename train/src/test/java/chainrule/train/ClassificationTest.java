// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.LabelException;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassificationTest {

  private static final int CASES = 60;

  /**
   * Outputs of small whole numbers, so that many are equal, and labels of which some are absent.
   */
  private record Case(double[][] outputs, long[] labels, int classes) {

    static Case random(long seed) {
      Random random = new Random(seed);
      int classes = 2 + random.nextInt(5);
      int present = 1 + random.nextInt(classes);
      int count = 1 + random.nextInt(12);
      double[][] outputs = new double[count][classes];
      long[] labels = new long[count];
      for (int i = 0; i < count; i++) {
        labels[i] = random.nextInt(present);
        for (int j = 0; j < classes; j++) {
          outputs[i][j] = random.nextInt(4) - 2;
        }
      }
      return new Case(outputs, labels, classes);
    }

    Classification evaluated(Loss loss) {
      Tensor targets = Tensor.of(Shape.of(labels.length), labels);
      List<String> names = Collections.nCopies(classes, "c");
      Dataset data = Dataset.of("case", Tensor.of(outputs), targets, names);
      return (Classification) Evaluation.detailed(new Through(), loss, data);
    }

    int found(int sample) {
      int best = 0;
      for (int j = 1; j < classes; j++) {
        best = outputs[sample][j] > outputs[sample][best] ? j : best;
      }
      return best;
    }

    long count(int actual, int predicted) {
      return samples().filter(i -> labels[i] == actual && found(i) == predicted).count();
    }

    IntStream samples() {
      return IntStream.range(0, labels.length);
    }

    boolean occurs(int c) {
      return samples().anyMatch(i -> labels[i] == c || found(i) == c);
    }

    double softmax(int sample, int c) {
      double sum = 0;
      for (double z : outputs[sample]) {
        sum += Math.exp(z);
      }
      return Math.exp(outputs[sample][c]) / sum;
    }

    /** All pairs, one by one; NaN where there are none. */
    double area(int c, boolean shares) {
      double better = 0;
      long pairs = 0;
      for (int i = 0; i < labels.length; i++) {
        for (int j = 0; j < labels.length; j++) {
          if (labels[i] == c && labels[j] != c) {
            double difference =
                shares ? softmax(i, c) - softmax(j, c) : outputs[i][c] - outputs[j][c];
            pairs++;
            better += Math.abs(difference) < 1e-12 ? 0.5 : difference > 0 ? 1 : 0;
          }
        }
      }
      return better / pairs;
    }
  }

  @Test
  void counts_and_shares_are_those_of_plain_formulas() {
    for (int seed = 0; seed < CASES; seed++) {
      Case given = Case.random(seed);
      Classification result = given.evaluated(Losses.crossEntropy());
      DoubleStream.Builder precisions = DoubleStream.builder();
      DoubleStream.Builder recalls = DoubleStream.builder();
      DoubleStream.Builder means = DoubleStream.builder();
      DoubleStream.Builder balanced = DoubleStream.builder();
      for (int c = 0; c < given.classes(); c++) {
        int one = c;
        for (int j = 0; j < given.classes(); j++) {
          assertThat(result.confusion().get(c).get(j))
              .as("seed %d", seed)
              .isEqualTo(given.count(c, j));
        }
        double right = given.count(c, c);
        double taken = given.samples().filter(i -> given.found(i) == one).count();
        double actual = given.samples().filter(i -> given.labels()[i] == one).count();
        double precision = taken == 0 ? 0 : right / taken;
        double recall = actual == 0 ? 0 : right / actual;
        double both = precision + recall;
        ClassReport report = result.classes().get(c);
        assertThat(report.precision()).as("seed %d", seed).isEqualTo(precision);
        assertThat(report.recall()).as("seed %d", seed).isEqualTo(recall);
        assertThat(report.f1())
            .as("seed %d", seed)
            .isCloseTo(both == 0 ? 0 : 2 * precision * recall / both, within(1e-12));
        if (given.occurs(c)) {
          precisions.add(precision);
          recalls.add(recall);
          means.add(report.f1());
        }
        if (actual > 0) {
          balanced.add(recall);
        }
      }
      assertThat(result.macroPrecision()).isCloseTo(mean(precisions), within(1e-12));
      assertThat(result.macroRecall()).isCloseTo(mean(recalls), within(1e-12));
      assertThat(result.macroF1()).isCloseTo(mean(means), within(1e-12));
      assertThat(result.balancedAccuracy()).isCloseTo(mean(balanced), within(1e-12));
    }
  }

  private static double mean(DoubleStream.Builder figures) {
    return figures.build().average().orElseThrow();
  }

  @Test
  void areas_are_those_of_all_pairs_with_ties_counted_half() {
    for (int seed = 0; seed < CASES; seed++) {
      Case given = Case.random(seed);
      for (boolean shares : new boolean[] {true, false}) {
        Loss loss = shares ? Losses.crossEntropy() : Losses.quadraticCost();
        Classification result = given.evaluated(loss);
        if (given.classes() == 2 && !shares) {
          continue;
        }
        double[] areas =
            IntStream.range(0, given.classes()).mapToDouble(c -> given.area(c, shares)).toArray();
        for (int c = 0; c < areas.length; c++) {
          assertThat(result.ranking().orElseThrow().areas().get(c).orElse(Double.NaN))
              .as("seed %d class %d", seed, c)
              .isEqualTo(Double.valueOf(areas[c]));
        }
        double mean =
            DoubleStream.of(areas).filter(a -> !Double.isNaN(a)).average().orElse(Double.NaN);
        assertThat(result.rocAuc().isPresent()).isEqualTo(!Double.isNaN(mean));
        assertThat(result.rocAuc().orElse(0))
            .as("seed %d", seed)
            .isCloseTo(Double.isNaN(mean) ? 0 : mean, within(1e-12));
      }
    }
  }

  @Test
  void of_two_classes_and_plain_outputs_the_difference_ranks() {
    // Differences -1 0 0 2 for labels 0 0 1 1: of four pairs 3 are right and one is a tie.
    Case given =
        new Case(new double[][] {{1, 0}, {2, 2}, {5, 5}, {0, 2}}, new long[] {0, 0, 1, 1}, 2);
    assertThat(given.evaluated(Losses.mse()).rocAuc()).hasValue(3.5 / 4);
  }

  @Test
  void one_output_ranks_as_two() {
    // Logits -2 1 1 3 for 0 0 1 1: pairs (1, -2) (1, 1) (3, -2) (3, 1).
    Tensor outputs = Tensor.of(new double[][] {{-2}, {1}, {1}, {3}});
    Tensor labels = Tensor.of(Shape.of(4), new long[] {0, 0, 1, 1});
    Dataset data = Dataset.of("two", outputs, labels, List.of("no", "yes"));
    var result =
        (Classification) Evaluation.detailed(new Through(), Losses.binaryCrossEntropy(), data);
    assertThat(result.rocAuc()).hasValue(3.5 / 4);
    assertThat(result.topAccuracy(1)).hasValue(0.75);
    assertThat(result.topAccuracy(2)).hasValue(1);
    assertThat(result.accuracy()).isEqualTo(0.75);
  }

  @Test
  void outputs_far_apart_still_have_an_order() {
    // Softmax is 1 for the first class in all three rows, in F64 too.
    double[][] outputs = {{90, 0, 0}, {60, 0, 0}, {75, 0, 0}, {0, 9, 0}, {0, 0, 9}};
    Case given = new Case(outputs, new long[] {0, 1, 0, 1, 2}, 3);
    assertThat(given.evaluated(Losses.crossEntropy()).ranking().orElseThrow().areas().getFirst())
        .hasValue(1);
  }

  @Test
  void places_are_those_of_a_stable_descending_sort() {
    for (int seed = 0; seed < CASES; seed++) {
      Case given = Case.random(seed);
      Classification result = given.evaluated(Losses.crossEntropy());
      for (int most = 1; most <= given.classes(); most++) {
        int limit = most;
        double hits =
            given
                .samples()
                .filter(i ->
                    IntStream.range(0, given.classes())
                        .boxed()
                        .sorted(
                            (a, b) -> Double.compare(given.outputs()[i][b], given.outputs()[i][a]))
                        .limit(limit)
                        .anyMatch(c -> c == given.labels()[i]))
                .count();
        assertThat(result.topAccuracy(most))
            .as("seed %d top %d", seed, most)
            .hasValue(hits / given.labels().length);
      }
      assertThat(result.topAccuracy(1)).hasValue(result.accuracy());
    }
  }

  @Test
  void known_figures() {
    // Rows actual, columns predicted. Precision 3/4 1/3 0/1; recall 3/4 1/2 0/2.
    var result = Classification.of(0, List.of(List.of(3L, 0L, 1L), row(0, 1, 1), row(1, 1, 0)));
    assertThat(result.count()).isEqualTo(8);
    assertThat(result.counts().counts()).containsExactly(4L, 2L, 2L);
    assertThat(result.classes().get(1)).isEqualTo(new ClassReport(1, 2, 2, 1));
    assertThat(result.macroPrecision()).isCloseTo((0.75 + 0.5 + 0) / 3, within(1e-15));
    assertThat(result.macroRecall()).isEqualTo((0.75 + 0.5 + 0) / 3);
    // 2 right / (actual + predicted): 6/8, 2/4, 0/4.
    assertThat(result.macroF1()).isCloseTo((0.75 + 0.5 + 0) / 3, within(1e-15));
    assertThat(result.score()).isEqualTo(0.5);
    assertThat(result.scoreName()).isEqualTo("accuracy");
    assertThat(result.topAccuracy(2)).isEmpty();
    assertThat(result.rocAuc()).isEmpty();
  }

  private static List<Long> row(long... counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  @Test
  void an_absent_class_counts_only_where_something_was_taken_for_it() {
    // Class 2 is taken once and has no samples; class 3 never occurs.
    var result =
        Classification.of(
            0, List.of(row(2, 0, 0, 0), row(0, 1, 1, 0), row(0, 0, 0, 0), row(0, 0, 0, 0)));
    assertThat(result.macroPrecision()).isEqualTo((1.0 + 1.0 + 0) / 3);
    assertThat(result.macroRecall()).isEqualTo((1.0 + 0.5 + 0) / 3);
    assertThat(result.balancedAccuracy()).isEqualTo((1.0 + 0.5) / 2);
  }

  @Test
  void a_sample_with_nan_is_taken_for_no_class() {
    double nan = Double.NaN;
    Case given =
        new Case(new double[][] {{nan, 1, 0}, {9, 0, 0}, {0, nan, 9}}, new long[] {0, 0, 2}, 3);
    Classification result = given.evaluated(Losses.crossEntropy());
    assertThat(result.confusion()).containsExactly(row(1, 0, 0), row(0, 0, 0), row(0, 0, 0));
    assertThat(result.undecided()).containsExactly(1L, 0L, 1L);
    assertThat(result.count()).isEqualTo(3);
    assertThat(result.accuracy()).isEqualTo(1.0 / 3);
    assertThat(result.topAccuracy(3)).hasValue(1.0 / 3);
    assertThat(result.classes().getFirst().recall()).isEqualTo(0.5);
    assertThat(result.loss()).isNaN();
    assertThat(result.rocAuc().orElse(0)).isNaN();
  }

  @Test
  void a_single_nan_output_is_no_class_zero() {
    Tensor outputs = Tensor.of(new double[][] {{Double.NaN}, {-1}});
    Tensor labels = Tensor.of(Shape.of(2), new long[] {0, 0});
    Dataset data = Dataset.of("two", outputs, labels, List.of("no", "yes"));
    assertThat(Evaluation.of(new Through(), Losses.binaryCrossEntropy(), data).accuracy())
        .isEqualTo(0.5);
  }

  @Test
  void ignored_labels_stay_out_of_all_figures() {
    double[][] outputs = {{5, 0, 0}, {0, 5, 0}, {1, 2, 3}, {0, 0, 5}, {0, 5, 1}};
    Case given = new Case(outputs, new long[] {0, -100, 1, -100, 1}, 3);
    double[][] kept = {{5, 0, 0}, {1, 2, 3}, {0, 5, 1}};
    Classification all = given.evaluated(Losses.crossEntropy());
    Classification without =
        new Case(kept, new long[] {0, 1, 1}, 3).evaluated(Losses.crossEntropy());
    assertThat(all.count()).isEqualTo(3);
    assertThat(all).usingRecursiveComparison().isEqualTo(without);
    assertThat(given.evaluated(Losses.crossEntropy()).loss()).isEqualTo(without.loss());
  }

  @Test
  void a_batch_of_ignored_labels_alone_changes_nothing() {
    int count = 1500;
    long[] labels = new long[count];
    Arrays.fill(labels, 1000, count, -100);
    Tensor targets = Tensor.of(Shape.of(count), labels);
    Dataset data = Dataset.of("many", Tensor.zeros(count, 2), targets, List.of("a", "b"));
    Evaluation result = Evaluation.of(new Through(), Losses.crossEntropy(), data);
    assertThat(result.count()).isEqualTo(1000);
    assertThat(result.loss()).isCloseTo(Math.log(2), within(1e-6));
  }

  @Test
  void one_output_takes_only_classes_0_and_1() {
    Tensor labels = Tensor.of(Shape.of(2), new long[] {0, 2});
    Dataset data = Dataset.of("two", Tensor.zeros(2, 1), labels, List.of("no", "yes"));
    assertThatThrownBy(() -> Evaluation.of(new Through(), Losses.binaryCrossEntropy(), data))
        .isInstanceOf(LabelException.class);
  }

  @Test
  void several_batches_make_one_result() {
    Random random = new Random(5);
    int count = 3500;
    double[][] outputs = new double[count][3];
    long[] labels = new long[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(3);
      for (int j = 0; j < 3; j++) {
        outputs[i][j] = random.nextInt(9);
      }
    }
    Case given = new Case(outputs, labels, 3);
    Classification result = given.evaluated(Losses.crossEntropy());
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(result.confusion().get(i).get(j)).isEqualTo(given.count(i, j));
      }
      assertThat(result.ranking().orElseThrow().areas().get(i)).hasValue(given.area(i, true));
    }
    double loss =
        given.samples().mapToDouble(i -> -Math.log(given.softmax(i, (int) labels[i]))).sum()
            / count;
    assertThat(result.loss()).isCloseTo(loss, within(1e-5));
  }

  @Test
  void without_samples_shares_are_nan() {
    Classification none = Classification.of(Double.NaN, List.of(row(0, 0), row(0, 0)));
    assertThat(none.accuracy()).isNaN();
    assertThat(none.macroF1()).isNaN();
    assertThat(none.balancedAccuracy()).isNaN();
  }

  @Test
  void counts_belong_to_one_number_of_classes() {
    assertThatThrownBy(() -> Classification.of(0, List.of(row(1, 2))))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("confusion is [1, 2]; needs 1 counts, none negative");
    assertThatThrownBy(() -> Classification.of(0, List.of(row(-1))))
        .isInstanceOf(ArgumentException.class);
    Ranking ranking = new Ranking(row(1), List.of());
    assertThatThrownBy(() -> new Classification(0, List.of(row(1)), row(0), Optional.of(ranking)))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> Classification.of(0, List.of()).topAccuracy(0))
        .isInstanceOf(ArgumentException.class);
  }
}
