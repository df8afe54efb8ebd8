// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.StateException;
import chainrule.nn.Layer;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What surrounds an optimizer: groups, clipping, averages, state. */
class StepperTest {

  private record Two(Tensor weight, Tensor bias) implements Layer {
    static Two of(DType dtype) {
      return new Two(
          Tensor.full(dtype, Shape.of(1, 2), 1).requiresGrad(),
          Tensor.full(dtype, Shape.of(1), -2).requiresGrad());
    }

    @Override
    public Tensor forward(Tensor x) {
      return weight.times(x).sum().plus(bias.sum().times(12));
    }
  }

  /** The gradient is (3, 4) for the weights and 12 for the bias: 13 long. */
  private static void pull(Stepper stepper, Two two) {
    stepper.zeroGrad();
    two.apply(Tensor.of(two.weight().dtype(), Shape.of(1, 2), 3, 4)).backward();
  }

  private static void assertMoved(Descent descent, double... expected) {
    Two two = Two.of(DType.F64);
    Stepper stepper = descent.over(two);
    pull(stepper, two);
    stepper.step();
    double[] all = new double[3];
    System.arraycopy(two.weight().toDoubles(), 0, all, 0, 2);
    all[2] = two.bias().item();
    assertThat(all).containsExactly(expected, within(1e-12));
    assertThat(two.weight().grad().toDoubles()).as("left as it is").containsExactly(3, 4);
  }

  // ------------------------------------------------------------------ groups

  @Test
  void a_group_has_its_own_rate_decay_or_stays() {
    Descent descent = Descent.by(Sgd.rate(1).withWeightDecay(1));
    assertMoved(descent, 1 - 4, 1 - 5, -2 - 10);
    assertMoved(descent.in(ParameterGroups.parse("*bias:weight_decay=0")), -3, -4, -14);
    assertMoved(descent.in(ParameterGroups.parse("<2:weight_decay=0")), -3, -4, -14);
    assertMoved(descent.in(ParameterGroups.parse("bias:lr=0.5")), -3, -4, -7);
    assertMoved(descent.in(ParameterGroups.parse("w*t:frozen")), 1, 1, -12);
    assertMoved(descent.in(ParameterGroups.parse("bias:lr=0.5,weight_decay=2;*:lr=2")), -7, -9, -6);
  }

  @Test
  void the_first_group_that_fits_counts() {
    ParameterGroups groups = ParameterGroups.parse("hidden.*:frozen; *bias:lr=3; *:lr=2");
    Tensor any = Tensor.ones(2);
    assertThat(groups.of("hidden.bias", any).orElseThrow().isFrozen()).isTrue();
    assertThat(groups.of("output.bias", any).orElseThrow().rateFactor()).isEqualTo(3);
    assertThat(groups.of("weight", any).orElseThrow().rateFactor()).isEqualTo(2);
    assertThat(ParameterGroups.none().of("weight", any)).isEmpty();
  }

  @Test
  void patterns_fit_whole_paths() {
    Map<String, List<String>> fitting =
        Map.of(
            "*bias", List.of("bias", "a.bias"),
            "a*", List.of("a", "a.bias", "ab.c"),
            "a.*.c", List.of("a.b.c", "a..c", "a.x.y.c"),
            "*a*a*", List.of("aa", "a.a", "banana"),
            "bias", List.of("bias"));
    List<String> paths =
        List.of("bias", "a.bias", "a", "ab.c", "a.b.c", "a..c", "a.x.y.c", "aa", "a.a", "banana");
    Tensor any = Tensor.ones(2);
    fitting.forEach((pattern, fit) -> {
      ParameterGroups.Group group = ParameterGroups.Group.frozen(pattern);
      List<String> byRegex =
          paths.stream()
              .filter(path -> path.matches(pattern.replace(".", "\\.").replace("*", ".*")))
              .toList();
      assertThat(paths.stream().filter(path -> group.fits(path, any)).toList())
          .as(pattern)
          .isEqualTo(byRegex)
          .containsAll(fit);
    });
    assertThat(ParameterGroups.Group.frozen("a*a").fits("a", any)).isFalse();
  }

  @Test
  void groups_are_read_and_written() {
    for (String text :
        List.of(
            "",
            "*bias:weight_decay=0",
            "<2:weight_decay=0; a.*:lr=0.1,weight_decay=0.5; b:frozen")) {
      assertThat(ParameterGroups.parse(text).text()).isEqualTo(text);
    }
    assertThat(ParameterGroups.parse("a:frozen"))
        .isEqualTo(ParameterGroups.of(ParameterGroups.Group.frozen("a")));
    assertThat(ParameterGroups.parse("a:lr=1,weight_decay=2; b:lr=3"))
        .isEqualTo(
            ParameterGroups.of(
                ParameterGroups.Group.withWeightDecay("a", 2),
                ParameterGroups.Group.withRateFactor("b", 3)));
  }

  @Test
  void a_group_that_means_nothing_is_refused() {
    Map<String, String> wrong =
        Map.of(
            "bias", "has no options",
            "bias:", "no \"\"",
            "bias:rate=3", "no \"rate\"",
            "bias:lr=x", "\"x\" is no number",
            "bias:lr=-1", "group bias: lr: -1.0; needs 0 or more",
            "bias:weight_decay=-1", "group bias: weight_decay: -1.0; needs 0 or more",
            ":frozen", "a blank pattern",
            "bias:frozen;", "has no options",
            "bias:frozen=1", "goes on with \"1\"");
    wrong.forEach((text, message) ->
        assertThatThrownBy(() -> ParameterGroups.parse(text))
            .as(text)
            .isInstanceOf(ArgumentException.class)
            .hasMessageContaining(message));
    Descent typo = Descent.by(Sgd.rate(1)).in(ParameterGroups.parse("*biass:frozen"));
    assertThatThrownBy(() -> typo.over(Two.of(DType.F32)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("no trained parameter fits \"*biass\"")
        .hasMessageContaining("weight, bias");
  }

  // ------------------------------------------------------------------ clipping

  @Test
  void a_norm_is_clipped_for_all_parameters_together() {
    Descent descent = Descent.by(Sgd.rate(1));
    assertMoved(descent, -2, -3, -14);
    double factor = 6.5 / (13 + 1e-6);
    assertMoved(descent.clippedTo(6.5), 1 - 3 * factor, 1 - 4 * factor, -2 - 12 * factor);
    assertMoved(descent.clippedTo(13.1), -2, -3, -14);
    assertMoved(descent.clipped(new Clipping.Value(3.5)), -2, 1 - 3.5, -2 - 3.5);
  }

  @Test
  void parameters_that_stay_have_no_part_in_the_norm() {
    Descent descent = Descent.by(Sgd.rate(1)).in(ParameterGroups.parse("bias:frozen"));
    double factor = 2.5 / (5 + 1e-6);
    assertMoved(descent.clippedTo(2.5), 1 - 3 * factor, 1 - 4 * factor, -2);
  }

  @Test
  void the_norm_is_reported_before_clipping() {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      Two two = Two.of(dtype);
      Stepper stepper = Descent.by(Sgd.rate(1)).clippedTo(1).over(two);
      assertThat(stepper.gradientNorm().item()).isZero();
      pull(stepper, two);
      Tensor norm = stepper.gradientNorm();
      assertThat(norm.item()).isEqualTo(13);
      stepper.advance(1);
      stepper.update(norm);
      assertThat(two.bias().item()).isCloseTo(-2 - 12 / 13.0, within(1e-6));
    }
  }

  @Test
  void a_gradient_of_nothing_is_not_divided_by_its_norm() {
    Two two = Two.of(DType.F64);
    Stepper stepper = Descent.by(Sgd.rate(1)).clippedTo(1).over(two);
    two.apply(Tensor.of(DType.F64, 0, 0)).times(0).backward();
    stepper.step();
    assertThat(two.weight().toDoubles()).containsExactly(1, 1);
  }

  @Test
  void clipping_is_read_and_written() {
    for (String text : List.of("none", "norm:1", "value:0.5")) {
      assertThat(Clipping.parse(text).text()).isEqualTo(text);
    }
    assertThat(Clipping.parse("2.5")).isEqualTo(new Clipping.Norm(2.5));
    for (String text : List.of("", "nrm:1", "norm", "norm:x", "norm:0", "value:-1", "norm:1:2")) {
      assertThatThrownBy(() -> Clipping.parse(text))
          .as(text)
          .isInstanceOf(ArgumentException.class)
          .hasMessageStartingWith("clip: ");
    }
  }

  // ------------------------------------------------------------------ averages

  @Test
  void an_average_weighs_the_past_by_powers_of_its_decay() {
    for (double decay : new double[] {0, 0.5, 0.9, 1}) {
      Two two = Two.of(DType.F64);
      Stepper stepper = Descent.by(Sgd.rate(0.1)).averagedBy(new Ema(decay)).over(two);
      double sum = 0;
      double weights = 0;
      for (int step = 0; step < 20; step++) {
        pull(stepper, two);
        stepper.step();
        sum = decay * sum + two.bias().item();
        weights = decay * weights + 1;
        double average = stepper.averaged(() -> two.bias().item());
        assertThat(average)
            .as("decay %s, step %s", decay, step)
            .isCloseTo(sum / weights, within(1e-12));
      }
    }
  }

  @Test
  void the_average_of_what_does_not_change_is_that() {
    Two two = Two.of(DType.F32);
    Stepper stepper = Descent.by(Sgd.rate(0.1)).averagedBy(new Ema(0.9)).over(two);
    two.bias().assign(Tensor.of(DType.F32, 0.1));
    for (int step = 0; step < 50; step++) {
      stepper.step(0);
      assertThat(stepper.averaged(() -> two.bias().item())).isEqualTo((double) 0.1f);
    }
  }

  @Test
  void averages_stand_in_for_a_while_and_leave_no_trace() {
    Mlp model = Mlp.of("5-7-3", Activation.TANH, Rng.seed(1));
    Stepper stepper = Descent.by(Adam.rate(0.1)).averagedBy(new Ema(0.5)).over(model);
    String start = Parameters.of(model).sha256();
    assertThat(stepper.averaged(() -> Parameters.of(model).sha256())).isEqualTo(start);
    for (int step = 0; step < 3; step++) {
      train(model, stepper, step);
    }
    String before = Parameters.of(model).sha256();
    assertThat(stepper.averaged(() -> Parameters.of(model).sha256())).isNotEqualTo(before);
    assertThat(Parameters.of(model).sha256()).isEqualTo(before);
    assertThatThrownBy(() ->
            stepper.averaged(() -> {
              throw new IllegalStateException("inside");
            }))
        .hasMessage("inside");
    assertThat(Parameters.of(model).sha256()).isEqualTo(before);
  }

  // ------------------------------------------------------------------ state

  private static void train(Mlp model, Stepper stepper, int step) {
    Rng rng = Rng.seed(9).child(step);
    stepper.zeroGrad();
    Tensor x = Tensor.normal(DType.F32, Shape.of(4, 5), rng);
    model.apply(x).crossEntropy(Tensor.of(Shape.of(4), new long[] {0, 1, 2, 1})).backward();
    stepper.step(0.01 * (step + 1));
  }

  private static Stream<Optimizer> optimizers() {
    return Stream.concat(
        Optimizers.all().stream(),
        Stream.of(
            Sgd.rate(0.1).withMomentum(0.9).withDampening(0.5),
            RmsProp.rate(0.01).withMomentum(0.9).withCentering(),
            Adam.rate(0.01).withAmsgrad()));
  }

  @Test
  void a_restored_state_goes_on_with_the_same_bits() {
    optimizers()
        .forEach(optimizer -> {
          Descent descent =
              Descent.by(optimizer)
                  .in(ParameterGroups.parse("<2:lr=0.5,weight_decay=0.1"))
                  .clippedTo(0.5)
                  .averagedBy(new Ema(0.9));
          Mlp model = Mlp.of("5-7-3", Activation.TANH, Rng.seed(1));
          Stepper stepper = descent.over(model);
          for (int step = 0; step < 3; step++) {
            train(model, stepper, step);
          }
          SequencedMap<String, Tensor> state = stepper.state();
          Mlp other = Mlp.of("5-7-3", Activation.TANH, Rng.seed(2));
          Parameters.of(other)
              .all()
              .forEach((path, leaf) -> leaf.assign(Parameters.of(model).get(path).orElseThrow()));
          Stepper resumed = descent.over(other);
          resumed.restore(3, state);
          for (int step = 3; step < 6; step++) {
            train(model, stepper, step);
            train(other, resumed, step);
            assertThat(Parameters.of(other).sha256())
                .as("%s, step %s", optimizer, step)
                .isEqualTo(Parameters.of(model).sha256());
          }
          assertThat(resumed.steps()).isEqualTo(6);
          assertThat(resumed.averaged(() -> Parameters.of(other).sha256()))
              .isEqualTo(stepper.averaged(() -> Parameters.of(model).sha256()));
        });
  }

  @Test
  void state_is_named_by_slot_and_path_and_does_not_change() {
    Two two = Two.of(DType.F64);
    Stepper stepper = Descent.by(Sgd.rate(1).withMomentum(0.5)).averagedBy(new Ema(0.9)).over(two);
    pull(stepper, two);
    stepper.step();
    SequencedMap<String, Tensor> state = stepper.state();
    assertThat(state.sequencedKeySet())
        .containsExactly("momentum/weight", "ema/weight", "momentum/bias", "ema/bias");
    assertThat(state.get("momentum/bias").item()).isEqualTo(12);
    pull(stepper, two);
    stepper.step();
    assertThat(state.get("momentum/bias").item()).isEqualTo(12);
    assertThat(stepper.state().get("momentum/bias").item()).isEqualTo(18);
    assertThat(Descent.by(Sgd.rate(1)).over(two).state()).isEmpty();
  }

  @Test
  void a_state_that_does_not_fit_is_refused_with_everything_that_does_not() {
    Two two = Two.of(DType.F32);
    Stepper stepper = Descent.by(Adam.rate(1)).over(two);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("mean/weight", Tensor.full(DType.F32, Shape.of(1, 2), 7));
    tensors.put("variance/weight", Tensor.full(DType.F32, Shape.of(2, 1), 7));
    tensors.put("mean/bias", Tensor.full(DType.F64, Shape.of(1), 7));
    tensors.put("ema/bias", Tensor.full(DType.F32, Shape.of(1), 7));
    assertThatThrownBy(() -> stepper.restore(-3, tensors))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("-3 steps")
        .hasMessageContaining("variance/weight is F32[2, 1], needs F32[1, 2]")
        .hasMessageContaining("mean/bias is F64[1], needs F32[1]")
        .hasMessageContaining("variance/bias is missing")
        .hasMessageContaining("ema/bias is not needed");
    assertThat(stepper.kept().get("weight").getFirst().toDoubles()).containsOnly(0);
    assertThat(stepper.steps()).isZero();
  }

  // ------------------------------------------------------------------ text

  @Test
  void optimizers_are_read_and_written() {
    for (String text :
        List.of(
            "sgd",
            "sgd:lr=0.1,momentum=0.9,nesterov",
            "sgd:momentum=0.9,dampening=0.1,weight_decay=1.0E-4",
            "adagrad:epsilon=0",
            "rmsprop:alpha=0.9,momentum=0.5,centered",
            "adam:beta2=0.99,amsgrad",
            "adamw:weight_decay=0.1",
            "lion:lr=3.0E-5")) {
      assertThat(Optimizers.text(Optimizers.parse(text))).isEqualTo(text);
    }
    optimizers()
        .forEach(optimizer -> {
          assertThat(Optimizers.parse(Optimizers.text(optimizer))).isEqualTo(optimizer);
          assertThat(Optimizers.of(optimizer.name(), optimizer.options())).isEqualTo(optimizer);
          assertThat(optimizer.options().firstEntry()).isEqualTo(Map.entry("lr", optimizer.rate()));
          assertThat(optimizer.withWeightDecay(0.25).weightDecay()).isEqualTo(0.25);
        });
    assertThat(Optimizers.all().stream().map(Optimizer::name))
        .containsExactly("sgd", "adagrad", "rmsprop", "adam", "adamw", "lion");
    assertThat(Optimizers.named("adam")).isEqualTo(Adam.rate(1e-3));
    assertThat(Optimizers.parse("rmsprop:centered=0")).isEqualTo(RmsProp.rate(1e-2));
  }

  @Test
  void what_is_no_optimizer_is_refused() {
    Map<String, String> wrong =
        Map.of(
            "adm", "did you mean adam?",
            "", "no \"\"",
            "adam:beta3=0.5", "no \"beta3\" in \"beta3\"; did you mean beta1?",
            "adam:beta1", "needs a number",
            "adam:beta1=1", "beta1: 1.0; needs 0 or more, below 1",
            "sgd:nesterov=2", "nesterov: 2.0; needs 1 for yes, 0 for no",
            "sgd:nesterov", "nesterov: momentum is 0.0",
            "sgd:lr=0.1:3", "goes on with \"3\"",
            "sgd:lr=0", "lr: 0.0; needs a number above 0");
    wrong.forEach((text, message) ->
        assertThatThrownBy(() -> Optimizers.parse(text))
            .as(text)
            .isInstanceOf(ArgumentException.class)
            .hasMessageContaining(message));
  }
}
