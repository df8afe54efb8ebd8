// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Parameters;
import chainrule.nn.Sequential;
import chainrule.optim.Adam;
import chainrule.optim.Optimizer;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.PlaneSets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each finding comes up on a run made to have it, and names the layer. */
class FindingsTest {

  private static final Loss LOSS = Losses.crossEntropy();

  private final Dataset train = Nets.digits().train();
  private final Dataset test = Nets.digits().test();

  private static Mlp net(String sizes, Activation activation) {
    return Mlp.of(sizes, activation, Rng.seed(1));
  }

  /** A net with one of its parameters multiplied. */
  private static Mlp scaled(Mlp net, String path, double factor) {
    Tensor leaf = Parameters.of(net).get(path).orElseThrow();
    leaf.assign(leaf.detach().times(factor));
    return net;
  }

  private List<Finding> live(Layer network, Optimizer optimizer, int epochs) {
    return Nets.live(LOSS, Nets.run(network, LOSS, optimizer, train, test, 100, epochs));
  }

  private List<Finding> first(Layer network) {
    StepStatistics step = StatisticsProbe.of(network, LOSS).look(train.first(100).all(), 1, 1);
    return LiveDiagnosis.of(LOSS, 0).see(step);
  }

  /** The only finding of a symptom, told in both languages without a gap left. */
  private static Finding only(List<Finding> findings, Symptom symptom) {
    List<Finding> found = findings.stream().filter(each -> each.symptom() == symptom).toList();
    assertThat(found).as("%s in %s", symptom, findings).hasSize(1);
    Finding finding = found.getFirst();
    for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      for (String text : List.of(finding.message(language), finding.remedy(language))) {
        assertThat(text).isNotBlank().doesNotContain("{", "}");
        if (!finding.place().label().isEmpty() && text.equals(finding.message(language))) {
          boolean tellsLayer = Sentences.of(language).raw(symptom.code()).contains("{place}");
          assertThat(text.contains(finding.place().toString())).isEqualTo(tellsLayer);
        }
      }
    }
    assertThat(finding.toJson().text("code")).isEqualTo(symptom.code());
    return finding;
  }

  // ------------------------------------------------------------------ first loss

  @Test
  void a_first_loss_far_above_that_of_a_guess_is_found() {
    Finding finding =
        only(
            first(scaled(net("784-32-10", Activation.RELU), "layers.1.weight", 20)),
            Symptom.FIRST_LOSS_HIGH);
    assertThat(finding.place().path()).isEqualTo("layers.1");
    assertThat(finding.figures().get("baseline")).isEqualTo((double) (float) StrictMath.log(10));
    assertThat(finding.message(Locale.ENGLISH)).contains("2.3");
  }

  @Test
  void a_first_loss_of_a_network_that_knows_the_answers_is_found() {
    Mlp net = net("784-32-10", Activation.RELU);
    Nets.run(net, LOSS, Adam.rate(1e-2), train, test, 100, 4);
    Finding finding = only(first(net), Symptom.FIRST_LOSS_LOW);
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
  }

  @Test
  void a_first_loss_of_targets_far_away_is_found() {
    Dataset heights = PlaneSets.saddle(100, 0, Rng.seed(1));
    Batch far = new Batch(heights.all().inputs(), heights.all().targets().plus(50));
    Mlp net = net("2-8-1", Activation.TANH);
    StepStatistics step = StatisticsProbe.of(net, Losses.mse()).look(far, 1, 1);
    only(LiveDiagnosis.of(Losses.mse(), 0).see(step), Symptom.FIRST_LOSS_HIGH);
  }

  // ------------------------------------------------------------------ activations

  @Test
  void dead_rectifiers_are_found_with_their_layer() {
    Mlp net = net("784-32-16-10", Activation.RELU);
    Parameters.of(net)
        .get("layers.1.bias")
        .orElseThrow()
        .assign(Tensor.full(DType.F32, Shape.of(16), -100));
    Finding finding = only(first(net), Symptom.DEAD_RELU);
    assertThat(finding.place()).hasToString("layers.1 relu");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.figures()).containsEntry("dead", 1.0).containsEntry("units", 16.0);
  }

  @Test
  void rectifiers_that_a_large_rate_killed_are_found() {
    only(
        live(
            Sequential.of(
                Linear.of(784, 64, Rng.seed(1)),
                new Nonlinearity(Activation.RELU),
                Linear.of(64, 10, Rng.seed(2))),
            Adam.rate(1),
            1),
        Symptom.DEAD_RELU);
  }

  @Test
  void saturated_sigmoids_are_found_with_their_layer() {
    Mlp net = scaled(net("784-32-16-10", Activation.SIGMOID), "layers.0.weight", 50);
    Finding finding = only(first(net), Symptom.SATURATED);
    assertThat(finding.place()).hasToString("layers.0 sigmoid");
    Mlp tanh = scaled(net("784-32-16-10", Activation.TANH), "layers.1.weight", 50);
    assertThat(only(first(tanh), Symptom.SATURATED).place()).hasToString("layers.1 tanh");
  }

  // ------------------------------------------------------------------ gradients

  @Test
  void a_gradient_that_vanishes_through_many_sigmoids_is_found() {
    Mlp net = net("784-32-32-32-32-32-32-32-10", Activation.SIGMOID);
    Finding finding = only(first(net), Symptom.VANISHING_GRADIENT);
    assertThat(finding.place().path()).isEqualTo("layers.0");
    assertThat(finding.message(Locale.ENGLISH)).contains("layers.7 Linear(32 -> 10)");
    assertThat(finding.figures().get("ratio")).isLessThan(1e-4);
  }

  @Test
  void a_gradient_that_explodes_on_its_way_back_is_found() {
    Mlp net = net("784-32-32-32-32-32-10", Activation.RELU);
    for (int layer = 1; layer <= 5; layer++) {
      scaled(net, "layers." + layer + ".weight", 6);
    }
    Finding finding = only(first(net), Symptom.EXPLODING_GRADIENT);
    assertThat(finding.place().path()).isEqualTo("layers.0");
  }

  @Test
  void a_step_function_that_passes_no_gradient_is_named() {
    Finding finding = only(first(net("784-32-10", Activation.STEP)), Symptom.NO_GRADIENT);
    assertThat(finding.place().path()).isEqualTo("layers.0");
    assertThat(finding.words()).containsEntry("operation", "layers.0 step");
  }

  private static Sequential with(Nets.Function middle) {
    return Sequential.of(Linear.of(784, 10, Rng.seed(1)), middle, Linear.of(10, 10, Rng.seed(2)));
  }

  @Test
  void an_argmax_that_knows_no_gradient_is_named() {
    Sequential net = with(new Nets.Function("choice", x -> x.argmax(1).oneHot(10, DType.F32)));
    Finding finding = only(first(net), Symptom.NO_GRADIENT);
    assertThat(finding.place()).hasToString("0 Linear(784 -> 10)");
    assertThat(finding.words()).containsEntry("operation", "1 argmax");
  }

  @Test
  void a_detached_value_cuts_off_what_is_behind_it() {
    Finding finding =
        only(first(with(new Nets.Function("cut", Tensor::detach))), Symptom.NOT_REACHED);
    assertThat(finding.place()).hasToString("0 Linear(784 -> 10)");
  }

  @Test
  void a_network_nothing_of_which_is_reached_is_told_and_does_not_throw() {
    Sequential net =
        Sequential.of(Linear.of(784, 10, Rng.seed(1)), new Nets.Function("cut", Tensor::detach));
    only(first(net), Symptom.NOT_REACHED);
    assertThat(Diagnosis.of(net, LOSS, train, test, History.none()).findings())
        .extracting(Finding::symptom)
        .contains(Symptom.NOT_REACHED, Symptom.CANNOT_OVERFIT);
  }

  // ------------------------------------------------------------------ updates

  @Test
  void steps_that_are_too_large_are_found_once_with_a_better_rate() {
    Finding finding =
        only(live(net("784-32-10", Activation.TANH), Adam.rate(0.5), 3), Symptom.UPDATE_LARGE);
    assertThat(finding.words()).containsEntry("parameter", "weight");
    assertThat(finding.figures().get("better")).isLessThan(0.05);
  }

  @Test
  void steps_that_are_too_small_are_found() {
    only(live(net("784-32-10", Activation.TANH), Sgd.rate(1e-6), 2), Symptom.UPDATE_SMALL);
  }

  // ------------------------------------------------------------------ outputs

  @Test
  void a_softmax_before_a_loss_that_takes_logits_is_found() {
    Sequential net =
        Sequential.of(
            Linear.of(784, 10, Rng.seed(1)), new Nets.Function("softmax", x -> x.softmax(1)));
    Finding finding = only(first(net), Symptom.DOUBLE_SOFTMAX);
    assertThat(finding.place()).hasToString("1 softmax");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    Sequential hidden =
        Sequential.of(
            Linear.of(784, 10, Rng.seed(1)),
            new Nets.Function("disguised", x -> x.softmax(1).times(1)));
    only(first(hidden), Symptom.DOUBLE_SOFTMAX);
  }

  @Test
  void a_log_softmax_too_many_is_harmless_but_told() {
    Sequential net =
        Sequential.of(
            Linear.of(784, 10, Rng.seed(1)), new Nets.Function("log", x -> x.logSoftmax(1)));
    assertThat(only(first(net), Symptom.DOUBLE_SOFTMAX).severity()).isEqualTo(Severity.NOTE);
  }

  @Test
  void a_sigmoid_before_a_loss_that_takes_logits_is_found() {
    Mlp net = net("784-32-10", Activation.RELU).withOutput(Activation.SIGMOID);
    only(first(net), Symptom.DOUBLE_SOFTMAX);
  }

  // ------------------------------------------------------------------ numbers

  @Test
  void weights_that_are_not_finite_are_found_and_throw_nothing() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Mlp net = net("784-32-10", Activation.RELU);
      Parameters.of(net)
          .get("layers.0.weight")
          .orElseThrow()
          .assign(Tensor.full(DType.F32, Shape.of(784, 32), value));
      Finding finding = only(first(net), Symptom.NON_FINITE);
      assertThat(finding.place().path()).isEqualTo("layers.0.weight");
      assertThat(Diagnosis.of(net, LOSS, train, test, History.none()).findings())
          .extracting(Finding::symptom)
          .contains(Symptom.NON_FINITE);
    }
  }

  // ------------------------------------------------------------------ the course of a run

  private static List<Finding> course(double baseline, double[] losses, double... tests) {
    List<EpochFigures> epochs =
        IntStream.range(0, losses.length)
            .mapToObj(i -> new EpochFigures(i + 1, losses[i], tests[Math.min(i, tests.length - 1)]))
            .toList();
    return new CourseRules(0.1, baseline, 2.5).of(epochs);
  }

  @Test
  void a_loss_that_stays_at_that_of_a_guess_is_found() {
    only(course(2.3, new double[] {2.31, 2.305, 2.303}, 2.3), Symptom.NO_PROGRESS);
    assertThat(course(2.3, new double[] {2.31, 2.305}, 2.3)).isEmpty();
    assertThat(course(2.3, new double[] {2.31, 2.2, 2.1}, 2.3)).isEmpty();
  }

  @Test
  void a_test_loss_that_rises_while_the_training_loss_falls_is_found() {
    double[] falling = {1, 0.5, 0.3, 0.2, 0.1, 0.05};
    Finding finding = only(course(2.3, falling, 1.1, 0.8, 1, 1.25, 1.3, 1.3), Symptom.OVERFITTING);
    assertThat(finding.figures()).containsEntry("bestEpoch", 2.0).containsEntry("test", 1.3);
    assertThat(course(2.3, falling, 1.1, 0.8, 0.8, 0.85, 0.9, 0.95)).isEmpty();
    assertThat(course(2.3, falling, 1.1, 0.8, 1.3, 0.9, 1.3, 1.3)).as("up and down").isEmpty();
    double[] little = {0.11, 0.08, 0.1, 0.125, 0.13, 0.13};
    assertThat(course(2.3, falling, little)).as("a rise by nothing that matters").isEmpty();
  }

  @Test
  void a_training_loss_that_rises_is_found() {
    only(course(2.3, new double[] {1.5, 2.6}, 1), Symptom.RISING_LOSS);
    only(course(2.3, new double[] {9}, 9), Symptom.RISING_LOSS);
    assertThat(course(2.3, new double[] {0.01, 0.03}, 1)).isEmpty();
  }

  @Test
  void nothing_is_told_twice() {
    LiveDiagnosis live = LiveDiagnosis.of(LOSS, 0.1);
    StepStatistics step =
        StatisticsProbe.of(net("784-32-10", Activation.STEP), LOSS)
            .look(train.first(50).all(), 1, 1);
    assertThat(live.see(step)).isNotEmpty();
    assertThat(live.see(step)).isEmpty();
    assertThat(live.findings()).hasSize(1);
  }

  @Test
  void every_symptom_has_its_texts_in_both_languages_and_no_text_is_left_over() {
    for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      assertThat(Sentences.of(language).keys())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Symptom.values())
                  .flatMap(each -> Stream.of(each.code(), each.code() + ".fix"))
                  .toList());
    }
  }
}
