// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.FormatException;
import chainrule.formats.Json;
import chainrule.train.Regression.OutputError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationJsonTest {

  private static double number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> -0.0;
      case 4 -> Double.MIN_VALUE;
      default -> random.nextGaussian() * Math.scalb(1, random.nextInt(40));
    };
  }

  private static List<Long> counts(Random random, int classes) {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      counts.add((long) random.nextInt(3));
    }
    return counts;
  }

  private static Evaluation random(Random random) {
    if (random.nextInt(3) == 0) {
      List<OutputError> outputs = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        outputs.add(new OutputError(number(random), number(random), number(random)));
      }
      return new Regression(random.nextInt(9), number(random), outputs);
    }
    int classes = random.nextInt(10) == 0 ? 33 + random.nextInt(9) : random.nextInt(8);
    List<List<Long>> confusion = new ArrayList<>();
    List<OptionalDouble> areas = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      confusion.add(counts(random, classes));
      areas.add(random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number(random)));
    }
    return new Classification(
        number(random),
        confusion,
        counts(random, classes),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new Ranking(counts(random, classes), areas)));
  }

  @Test
  void what_is_written_is_read_to_the_same_bits() {
    for (int seed = 0; seed < 300; seed++) {
      Evaluation evaluation = random(new Random(seed));
      String text = EvaluationJson.of(evaluation).toText();
      assertThat(EvaluationJson.read(Json.parse(text).asObject()))
          .as("seed %d: %s", seed, text)
          .isEqualTo(evaluation);
    }
  }

  @Test
  void figures_stand_beside_the_counts() {
    Classification classes = Classification.of(0.25, List.of(List.of(3L, 1L), List.of(0L, 4L)));
    assertThat(EvaluationJson.of(classes).toText())
        .startsWith(
            "{\"kind\":\"classification\",\"count\":8,\"loss\":0.25,\"accuracy\":0.875,"
                + "\"balanced_accuracy\":0.875,\"macro_precision\":0.9,\"macro_recall\":0.875,")
        .endsWith("\"classes\":2,\"confusion\":[[3,1],[0,4]]}");
    assertThat(
            EvaluationJson.of(new Regression(2, 4, List.of(new OutputError(4, 1, Double.NaN))))
                .toText())
        .isEqualTo(
            "{\"kind\":\"regression\",\"count\":2,\"loss\":4.0,\"mse\":4.0,\"rmse\":2.0,"
                + "\"mae\":1.0,\"r2\":\"NaN\",\"outputs\":[{\"mse\":4.0,\"mae\":1.0,\"r2\":\"NaN\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kind\":1}",
        "{\"kind\":\"ranking\"}",
        "{\"kind\":\"regression\",\"count\":1,\"loss\":1,\"outputs\":[]}",
        "{\"kind\":\"regression\",\"count\":-1,\"loss\":1,\"outputs\":[{\"mse\":1,\"mae\":1,\"r2\":1}]}",
        "{\"kind\":\"regression\",\"count\":1,\"loss\":\"nan\",\"outputs\":[]}",
        "{\"kind\":\"regression\",\"count\":1,\"loss\":1,\"outputs\":[{\"mse\":1}]}",
        "{\"kind\":\"regression\",\"count\":1,\"loss\":1,\"outputs\":[4]}",
        "{\"kind\":\"classification\",\"loss\":1}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":-1}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":99999999999}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":2}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":2,\"confusion\":[[1,2]]}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":1,\"confusion\":[[-1]]}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":1,\"confusion\":[[1.5]]}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":1,\"confusion\":[[1]],\"undecided\":[1,2]}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":2,\"pairs\":[[0,2,1]]}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":2,\"pairs\":[[-1,0,1]]}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":2,\"pairs\":[[0,1]]}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":2,\"pairs\":[[0,1,-5]]}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":1,\"confusion\":[[1]],"
            + "\"ranking\":{\"places\":[1],\"areas\":[]}}",
        "{\"kind\":\"classification\",\"loss\":1,\"classes\":1,\"confusion\":[[1]],"
            + "\"ranking\":{\"places\":[1],\"areas\":[\"half\"]}}",
      })
  void what_is_no_evaluation_is_refused(String text) {
    assertThatThrownBy(() -> EvaluationJson.read(Json.parse(text).asObject()))
        .isInstanceOf(FormatException.class);
  }
}
