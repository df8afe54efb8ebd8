// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.tensor.Tensor;
import chainrule.train.Regression.OutputError;
import chainrule.train.data.Dataset;
import chainrule.train.data.TargetScale;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegressionTest {

  private static Regression evaluated(Loss loss, double[][] outputs, double[][] targets) {
    Dataset data = Dataset.of("numbers", Tensor.of(outputs), Tensor.of(targets), List.of());
    return (Regression) Evaluation.of(new Through(), loss, data);
  }

  private static double[][] random(Random random, int rows, int columns, double middle) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (middle + random.nextGaussian());
      }
    }
    return values;
  }

  @Test
  void errors_are_those_of_plain_formulas() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int rows = seed == 0 ? 2300 : 2 + random.nextInt(20);
      int columns = 1 + random.nextInt(3);
      double middle = seed % 2 == 0 ? 0 : 1000;
      double[][] targets = random(random, rows, columns, middle);
      double[][] outputs = random(random, rows, columns, middle);
      Regression result = evaluated(Losses.mse(), outputs, targets);
      double squaresOfAll = 0;
      for (int c = 0; c < columns; c++) {
        double mean = 0;
        double squares = 0;
        double sizes = 0;
        double spread = 0;
        for (int i = 0; i < rows; i++) {
          mean += targets[i][c] / rows;
        }
        for (int i = 0; i < rows; i++) {
          squares += Math.pow(outputs[i][c] - targets[i][c], 2);
          sizes += Math.abs(outputs[i][c] - targets[i][c]);
          spread += Math.pow(targets[i][c] - mean, 2);
        }
        squaresOfAll += squares;
        OutputError error = result.outputs().get(c);
        assertThat(error.mse()).as("seed %d", seed).isCloseTo(squares / rows, within(1e-9));
        assertThat(error.rmse()).isCloseTo(Math.sqrt(squares / rows), within(1e-9));
        assertThat(error.mae()).as("seed %d", seed).isCloseTo(sizes / rows, within(1e-9));
        assertThat(error.r2()).as("seed %d", seed).isCloseTo(1 - squares / spread, within(1e-6));
      }
      assertThat(result.count()).isEqualTo(rows);
      assertThat(result.mse()).isCloseTo(squaresOfAll / rows / columns, within(1e-9));
      assertThat(result.rmse()).isEqualTo(Math.sqrt(result.mse()));
      assertThat(result.loss()).isCloseTo(result.mse(), within(1e-3));
      assertThat(result.r2())
          .isCloseTo(
              result.outputs().stream().mapToDouble(OutputError::r2).average().orElseThrow(),
              within(1e-12));
    }
  }

  @Test
  void the_loss_is_a_mean_over_samples_for_sums_too() {
    Regression result =
        evaluated(Losses.sumOfSquares(), new double[][] {{1, 2}, {3, 4}}, new double[2][2]);
    assertThat(result.loss()).isEqualTo((1 + 4 + 9 + 16) / 2.0);
  }

  @Test
  void equal_targets_are_either_met_or_not() {
    double[][] targets = {{0.1}, {0.1}, {0.1}};
    assertThat(evaluated(Losses.mse(), targets, targets).r2()).isEqualTo(1);
    assertThat(evaluated(Losses.mse(), new double[][] {{0.1}, {0.1}, {0.2}}, targets).r2())
        .isZero();
  }

  @Test
  void one_sample_has_no_r2() {
    Regression result = evaluated(Losses.mse(), new double[][] {{1}}, new double[][] {{3}});
    assertThat(result.r2()).isNaN();
    assertThat(result.mse()).isEqualTo(4);
  }

  @Test
  void nan_and_infinity_are_not_hidden() {
    double[][] targets = {{1, 1}, {2, 2}, {4, 4}};
    double[][] outputs = {{1, 1}, {Double.NaN, Double.POSITIVE_INFINITY}, {4, 4}};
    Regression result = evaluated(Losses.mse(), outputs, targets);
    assertThat(result.outputs().get(0))
        .isEqualTo(new OutputError(Double.NaN, Double.NaN, Double.NaN));
    assertThat(result.outputs().get(1).mse()).isInfinite();
    assertThat(result.outputs().get(1).r2()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(result.score()).isNaN();
    double[][] same = {{5}, {5}};
    assertThat(evaluated(Losses.mse(), new double[][] {{5}, {Double.NaN}}, same).r2()).isNaN();
  }

  @Test
  void outputs_of_a_loss_of_logits_are_compared_as_shares() {
    // sigmoid(0) = 0.5
    Regression result =
        evaluated(
            Losses.binaryCrossEntropy(), new double[][] {{0}, {0}}, new double[][] {{1}, {0}});
    assertThat(result.mse()).isEqualTo(0.25);
    assertThat(result.loss()).isCloseTo(Math.log(2), within(1e-6));
  }

  /** The same numbers as they are in the source. */
  private record Scaled(Dataset from, TargetScale scale) implements Dataset {
    @Override
    public String name() {
      return from.name();
    }

    @Override
    public long count() {
      return from.count();
    }

    @Override
    public Row inputRow() {
      return from.inputRow();
    }

    @Override
    public Row targetRow() {
      return from.targetRow();
    }

    @Override
    public List<String> classes() {
      return List.of();
    }

    @Override
    public void read(long place, Storage inputs, Storage targets, int row) {
      from.read(place, inputs, targets, row);
    }

    @Override
    public Optional<TargetScale> targetScale() {
      return Optional.of(scale);
    }
  }

  @Test
  void errors_are_in_the_units_of_the_source() {
    Dataset learned =
        Dataset.of(
            "learned",
            Tensor.of(new double[][] {{1, 1}, {2, 2}, {3, 3}}),
            Tensor.of(new double[][] {{1, 1}, {2, 2}, {4, 4}}),
            List.of());
    Dataset scaled = new Scaled(learned, new TargetScale(List.of(10.0, -2.0), List.of(7.0, 0.0)));
    for (Dataset data : List.of(scaled, scaled.select(0, 1, 2))) {
      Regression plain = (Regression) Evaluation.of(new Through(), Losses.mse(), learned);
      Regression result = (Regression) Evaluation.of(new Through(), Losses.mse(), data);
      assertThat(result.outputs().get(0).mse()).isCloseTo(100.0 / 3, within(1e-12));
      assertThat(result.outputs().get(1).mae()).isCloseTo(2.0 / 3, within(1e-12));
      assertThat(result.r2()).isCloseTo(plain.r2(), within(1e-12));
      assertThat(result.loss()).isEqualTo(plain.loss());
    }
    assertThatThrownBy(() ->
            Evaluation.of(new Through(), Losses.mse(), new Scaled(learned, TargetScale.of(2, 0))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("has 1 factors; needs 2");
  }

  @Test
  void a_scale_is_finite_and_can_be_undone() {
    assertThat(TargetScale.of(2, 1).original(0, 3)).isEqualTo(7);
    for (double wrong : new double[] {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> TargetScale.of(wrong, 0)).isInstanceOf(ArgumentException.class);
    }
    assertThatThrownBy(() -> TargetScale.of(1, Double.NaN)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> new TargetScale(List.of(1.0), List.of()))
        .isInstanceOf(ArgumentException.class);
  }

  @Test
  void outputs_have_the_sizes_of_targets() {
    assertThatThrownBy(() -> evaluated(Losses.mse(), new double[2][1], new double[2][3]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "outputs are F32[2, 1], targets of numbers are F32[2, 3]; needs the same sizes");
    assertThatThrownBy(() -> evaluated(Losses.crossEntropy(), new double[2][3], new double[2][3]))
        .isInstanceOf(DtypeException.class);
    assertThatThrownBy(() -> new Regression(0, 0, List.of())).isInstanceOf(ArgumentException.class);
  }

  @Test
  void nothing_is_confused_where_there_are_no_classes() {
    Regression result = evaluated(Losses.mse(), new double[2][1], new double[2][1]);
    assertThat(result.mostConfused(3)).isEmpty();
    assertThat(result.scoreName()).isEqualTo("R2");
  }
}
