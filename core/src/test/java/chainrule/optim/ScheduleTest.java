// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.error.ArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates against formulas written otherwise, and schedules as text. */
class ScheduleTest {

  private static final int STEPS = 60;
  private static final int EACH = 6;

  private static double[] factors(Schedule schedule, double... losses) {
    List<Double> seen = Arrays.stream(losses).boxed().toList();
    return IntStream.rangeClosed(1, STEPS)
        .mapToDouble(step -> schedule.factor(new Moment(step, STEPS, EACH, seen)))
        .toArray();
  }

  private static double[] factors(String text) {
    return factors(Schedules.parse(text));
  }

  @Test
  void a_constant_is_one() {
    assertThat(factors("constant")).containsOnly(1);
  }

  @Test
  void a_cosine_falls_from_the_whole_rate_to_its_floor() {
    Schedule cosine = new Schedule.Cosine();
    assertThat(cosine.factor(Moment.of(1, 100))).isEqualTo(1);
    assertThat(cosine.factor(Moment.of(51, 100))).isCloseTo(0.5, within(1e-15));
    assertThat(cosine.factor(Moment.of(100, 100))).isBetween(0.0, 0.001);
    assertThat(cosine.factor(Moment.of(150, 100))).isZero();
    // (1 + cos x) / 2 is the square of cos(x / 2).
    double[] floored = factors("cosine:0.25");
    for (int i = 0; i < STEPS; i++) {
      double root = Math.cos(Math.PI / 2 * i / STEPS);
      assertThat(floored[i]).isCloseTo(0.25 + 0.75 * root * root, within(1e-14));
    }
  }

  @Test
  void steps_fall_after_so_many_epochs_or_steps() {
    double[] byEpochs = factors("step:2:0.5");
    double[] bySteps = factors("step:7steps:0.1");
    double factor = 1;
    for (int i = 0; i < STEPS; i++) {
      factor = i > 0 && i % (2 * EACH) == 0 ? factor / 2 : factor;
      assertThat(byEpochs[i]).isEqualTo(factor);
    }
    assertThat(bySteps[6]).isEqualTo(1);
    assertThat(bySteps[7]).isEqualTo(0.1);
    assertThat(bySteps[14]).isCloseTo(0.01, within(1e-17));
  }

  @Test
  void an_exponential_falls_after_each_epoch() {
    double[] factors = factors("exponential:0.75");
    double factor = 1;
    for (int i = 0; i < STEPS; i++) {
      factor = i > 0 && i % EACH == 0 ? factor * 0.75 : factor;
      assertThat(factors[i]).isCloseTo(factor, within(1e-15));
    }
  }

  @Test
  void a_warm_up_rises_in_equal_steps_and_goes_over_into_the_next_without_a_jump() {
    double[] alone = factors("warmup:4");
    assertThat(alone).startsWith(0.25, 0.5, 0.75, 1, 1);
    double[] inEpochs = factors("warmup:2epochs");
    assertThat(inEpochs[0]).isEqualTo(1 / 12.0);
    assertThat(inEpochs[11]).isEqualTo(1);
    double[] then = factors("warmup:4+cosine");
    assertThat(then).startsWith(0.25, 0.5, 0.75, 1, 1);
    for (int i = 4; i < STEPS; i++) {
      double root = Math.cos(Math.PI / 2 * (i - 4) / (STEPS - 4));
      assertThat(then[i]).isCloseTo(root * root, within(1e-14));
    }
  }

  @Test
  void one_cycle_goes_up_and_down_between_the_places_where_pytorch_has_them() {
    // 60 steps from 0: up to step 0.3 * 60 - 1 = 17, down to step 59; a 25th, 1, 1 / 250,000.
    double[] factors = factors("onecycle:0.3");
    for (int i = 0; i < STEPS; i++) {
      double share = i <= 17 ? i / 17.0 : (i - 17) / 42.0;
      double root = Math.cos(Math.PI / 2 * share);
      double from = i <= 17 ? 1 / 25.0 : 1;
      double to = i <= 17 ? 1 : 1 / 25.0 / 1e4;
      assertThat(factors[i]).isCloseTo(to + (from - to) * root * root, within(1e-14));
    }
    assertThat(factors[0]).isCloseTo(0.04, within(1e-15));
    assertThat(factors[17]).isEqualTo(1);
    assertThat(factors[59]).isCloseTo(4e-6, within(1e-18));
    assertThat(factors("onecycle:0:10:100")[59]).isCloseTo(0.001, within(1e-15));
  }

  @Test
  void the_shortest_cycles_have_finite_rates() {
    for (double rise : new double[] {0, 0.3, 1}) {
      for (int steps = 1; steps < 6; steps++) {
        for (int step = 1; step <= steps + 1; step++) {
          assertThat(new Schedule.OneCycle(rise).factor(Moment.of(step, steps)))
              .isGreaterThan(0)
              .isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @Test
  void a_plateau_waits_longer_than_its_patience() {
    Schedule.Plateau plateau = new Schedule.Plateau(0.5, 1);
    double[] losses = {1, 0.9, 0.9, 0.95, 0.91, 0.8, 0.8, 0.80001, 0.7, Double.NaN, Double.NaN};
    // Bad epochs: 0 0 1 2! 1 0 1 2! 0 1 2!, halved at each !.
    double[] scales = {1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125};
    List<Double> seen = new ArrayList<>();
    assertThat(plateau.scale(seen)).isEqualTo(1);
    for (int i = 0; i < losses.length; i++) {
      seen.add(losses[i]);
      assertThat(plateau.scale(seen)).as("after %s", seen).isEqualTo(scales[i]);
    }
    assertThat(new Schedule.Plateau(0.5, 1, 1e-4, 0.3).scale(seen)).isEqualTo(0.3);
    assertThat(new Schedule.Plateau(0.5, 1, 0.2, 0).scale(List.of(1.0, 0.9, 0.85))).isEqualTo(0.5);
    assertThat(factors(plateau, 1, 1, 1)).containsOnly(0.5);
  }

  @Test
  void schedules_are_multiplied_and_chained() {
    double[] product = factors("cosine*step:5:0.5");
    double[] cosine = factors("cosine");
    assertThat(product[29]).isEqualTo(cosine[29]);
    assertThat(product[30]).isEqualTo(cosine[30] / 2);
    double[] chained = factors("constant@1epochs+step:2steps:0.5@5+warmup:2");
    assertThat(Arrays.copyOf(chained, 14))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.25, 0.5, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant",
        "cosine",
        "cosine:0.1",
        "step:10:0.5",
        "step:500steps:0.1",
        "exponential:0.95",
        "warmup:500",
        "warmup:500+cosine",
        "warmup:2epochs+constant@3epochs+exponential:0.9",
        "warmup:500@20+cosine",
        "onecycle:0.3",
        "onecycle:0.25:10:1000",
        "plateau:0.5:3",
        "plateau:0.1:10:0.001:0.01",
        "warmup:5+cosine*plateau:0.5:3",
        "(warmup:5+cosine)*plateau:0.5:3",
        "cosine*(plateau:0.5:3*constant)",
        "(constant@3+cosine)@20+exponential:1.0E-5"
      })
  void text_is_read_and_written(String text) {
    assertThat(Schedules.text(Schedules.parse(text))).isEqualTo(text);
  }

  @Test
  void other_ways_to_write_a_schedule_are_read() {
    assertThat(Schedules.parse(" cosine : 1e-1 ")).isEqualTo(new Schedule.Cosine(0.1));
    assertThat(Schedules.parse("onecycle")).isEqualTo(new Schedule.OneCycle(0.3));
    assertThat(Schedules.parse("step:1e+1:.5"))
        .isEqualTo(new Schedule.Steps(Interval.epochs(10), 0.5));
    assertThat(Schedules.parse("warmup:5 + cosine"))
        .isEqualTo(new Schedule.WarmUp(Interval.steps(5)).then(new Schedule.Cosine()));
    assertThat(Schedules.names()).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          cosin|did you mean cosine?
          x y|no "x y"
          step:10|ends too soon; needs a factor
          step:0:0.5|0 epochs; needs 1 or more
          step:1.5:0.5|"1.5" is no whole number
          step:10days:0.5|"10days" is no whole number; needs a number of steps or epochs
          step:10:2|step: gamma: 2.0; needs a number above 0, 1 at most
          step:10:x|"x" is no number; needs a factor
          step:10:NaN|"NaN" is no number
          exponential:0|gamma: 0.0; needs a number above 0
          exponential:0.5:3|goes on with "3"
          warmup|ends too soon; needs a number of steps or epochs
          warmup:-3|-3 steps; needs 1 or more
          warmup:1e300|is no whole number
          onecycle:2|rise: 2.0; needs 0 to 1
          onecycle:0.3:0.5:10|start: 0.5; needs 1 or more
          plateau:1:3|factor: 1.0; needs a number above 0, below 1
          plateau:0.5:-1|patience: -1; needs 0 or more
          plateau:0.5|ends too soon; needs the epochs of patience
          cosine+constant|needs a length
          cosine@5@6+constant|needs a length
          warmup:5+|no ""
          (cosine|parentheses
          cosine)(|parentheses
          """)
  void what_is_no_schedule_is_refused(String text, String message) {
    assertThatThrownBy(() -> Schedules.parse(text))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void hostile_texts_are_refused() {
    for (String text : List.of("(".repeat(9999) + "a" + ")".repeat(9999), "a+".repeat(9999))) {
      assertThatThrownBy(() -> Schedules.parse(text))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("letters; needs 1000 at most");
    }
    assertThatThrownBy(() -> new Moment(0, 1, 1, List.of()))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("step 0 of 1");
    assertThat(new Schedule.Steps(Interval.epochs(1L << 52), 0.5).factor(Moment.of(9, 1L << 50)))
        .isEqualTo(1);
  }
}
