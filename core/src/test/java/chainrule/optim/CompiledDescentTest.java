// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.nn.Layer;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.plan.Compiled;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps with everything at once, compiled and eager; batches in several passes. */
class CompiledDescentTest {

  private static final int ROWS = 7;
  private static final Rng RNG = Rng.seed(11).child("descent");

  /** A network that drops some of its inputs in training. */
  private record Dropping(Mlp net) implements Layer {
    static Dropping fresh() {
      return new Dropping(Mlp.of("5-8-3", Activation.TANH, RNG.child("net")));
    }

    @Override
    public Tensor forward(Tensor x) {
      boolean drops = Context.current().training();
      return net.apply(drops ? x.dropout(0.2, Training.key()) : x);
    }
  }

  /** A training of a network, eager or compiled. */
  private static final class Run {
    final Dropping net = Dropping.fresh();
    final Stepper stepper;
    final Compiled compiled;
    private final Function<List<Tensor>, List<Tensor>> step;

    Run(Descent descent, int passes, long stepsBefore) {
      stepper = descent.over(net);
      StepKeys keys = StepKeys.of(RNG.child("keys"), stepsBefore);
      Accumulation accumulation = new Accumulation(passes);
      step =
          batch -> {
            Tensor loss =
                accumulation.backward(
                    stepper, keys, batch, part -> net.apply(part.get(0)).crossEntropy(part.get(1)));
            Tensor norm = stepper.gradientNorm();
            stepper.update(norm);
            return List.of(loss, norm);
          };
      compiled = Compiled.of(step);
    }

    String step(int number, boolean plan) {
      return step(number, number, plan);
    }

    String step(int call, int number, boolean plan) {
      stepper.advance(0.01 * Math.min(number, 4));
      Tensor x = Tensor.normal(DType.F32, Shape.of(ROWS, 5), RNG.child(number));
      Tensor y = Tensor.of(Shape.of(ROWS), new long[] {0, 1, 2, number % 3, 1, 0, 2});
      List<Tensor> results = plan ? compiled.apply(x, y) : step.apply(List.of(x, y));
      assertThat(compiled.refusal(x, y)).isEmpty();
      assertThat(!plan || call < 3 || compiled.plan(x, y).isPresent()).isTrue();
      return results.get(0).item() + " " + results.get(1).item() + " " + bits();
    }

    String bits() {
      return Parameters.of(net).sha256() + stepper.averaged(() -> Parameters.of(net).sha256());
    }
  }

  private static Descent everything(Optimizer optimizer) {
    return Descent.by(optimizer)
        .in(ParameterGroups.parse("<2:lr=0.5,weight_decay=0.1; net.layers.0.*:lr=2"))
        .clippedTo(0.4)
        .averagedBy(new Ema(0.9));
  }

  private static void assertAlike(Descent descent, int passes) {
    Run eager = new Run(descent, passes, 0);
    Run compiled = new Run(descent, passes, 0);
    for (int step = 1; step < 7; step++) {
      assertThat(compiled.step(step, true))
          .as("%s, step %s", descent, step)
          .isEqualTo(eager.step(step, false));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd:weight_decay=0.1",
        "sgd:momentum=0.9,dampening=0.1",
        "sgd:momentum=0.9,nesterov",
        "adagrad",
        "rmsprop",
        "rmsprop:momentum=0.5,centered",
        "adam",
        "adam:amsgrad",
        "adamw",
        "lion:weight_decay=0.1"
      })
  void compiled_steps_have_the_bits_of_eager_ones(String optimizer) {
    assertAlike(everything(Optimizers.parse(optimizer)), 3);
  }

  @Test
  void so_have_steps_with_other_clipping_and_frozen_parameters() {
    Descent descent = everything(Adam.rate(0.01));
    assertAlike(descent.clipped(new Clipping.Value(0.01)), 1);
    assertAlike(descent.in(ParameterGroups.parse("*bias:frozen")), 2);
    assertAlike(Descent.by(Adam.rate(0.01)), 2);
  }

  @Test
  void a_compiled_run_that_is_resumed_has_the_bits_of_one_that_is_not() {
    Descent descent = everything(AdamW.rate(0.01));
    Run whole = new Run(descent, 2, 0);
    for (int step = 1; step <= 5; step++) {
      whole.step(step, true);
    }
    SequencedMap<String, Tensor> state = whole.stepper.state();
    List<Tensor> leaves = new ArrayList<>();
    Parameters.of(whole.net)
        .all()
        .values()
        .forEach(leaf -> leaves.add(Tensor.of(DType.F32, leaf.shape(), leaf.toDoubles())));
    String end = "";
    for (int step = 6; step <= 10; step++) {
      end = whole.step(step, true);
    }
    Run resumed = new Run(descent, 2, 5);
    List<Tensor> others = List.copyOf(Parameters.of(resumed.net).all().values());
    for (int i = 0; i < others.size(); i++) {
      others.get(i).assign(leaves.get(i));
    }
    resumed.stepper.restore(5, state);
    String resumedEnd = "";
    for (int step = 6; step <= 10; step++) {
      resumedEnd = resumed.step(step - 5, step, true);
    }
    assertThat(resumedEnd).isEqualTo(end);
  }

  @Test
  void a_state_is_restored_under_a_plan_that_goes_on() {
    Run run = new Run(everything(Adam.rate(0.01)), 1, 0);
    Descent descent = everything(Adam.rate(0.01));
    Run other = new Run(descent, 1, 0);
    for (int step = 1; step <= 4; step++) {
      run.step(step, true);
      other.step(step, false);
    }
    other.stepper.restore(4, run.stepper.state());
    run.stepper.restore(4, run.stepper.state());
    assertThat(run.step(5, true)).isEqualTo(other.step(5, false));
  }

  // ------------------------------------------------------------------ accumulation

  /** The change of the parameters by one step at rate 1, after the loss. */
  private static double[] step(int passes, boolean isSum) {
    Mlp net = Mlp.of("5-8-3", Activation.TANH, RNG.child("net"));
    double[] before = all(net);
    Stepper stepper = Sgd.rate(1).over(net);
    Tensor x = Tensor.normal(DType.F32, Shape.of(ROWS, 5), RNG.child("x"));
    Tensor y = Tensor.of(Shape.of(ROWS), new long[] {0, 1, 2, 0, 1, 0, 2});
    double loss;
    if (passes == 0) {
      Tensor whole = net.apply(x).crossEntropy(y).times(isSum ? ROWS : 1);
      whole.backward();
      loss = whole.item();
    } else {
      loss =
          new Accumulation(passes)
              .backward(
                  stepper,
                  StepKeys.of(RNG),
                  List.of(x, y),
                  isSum,
                  part ->
                      net.apply(part.get(0))
                          .crossEntropy(part.get(1))
                          .times(isSum ? part.get(1).count() : 1))
              .item();
    }
    stepper.step();
    double[] after = all(net);
    double[] result = new double[after.length + 1];
    result[0] = loss;
    for (int i = 0; i < after.length; i++) {
      result[i + 1] = after[i] - before[i];
    }
    return result;
  }

  private static double[] all(Mlp net) {
    return Parameters.of(net).trained().stream()
        .flatMapToDouble(leaf -> Arrays.stream(leaf.toDoubles()))
        .toArray();
  }

  @Test
  void the_gradients_of_the_passes_add_up_to_that_of_the_batch() {
    for (boolean isSum : new boolean[] {false, true}) {
      double[] whole = step(0, isSum);
      assertThat(step(1, isSum)).as("one pass is the batch itself").containsExactly(whole);
      for (int passes : new int[] {2, 3, 5, 7, 100}) {
        assertThat(step(passes, isSum)).containsExactly(whole, within(1e-5));
      }
    }
  }

  @Test
  void what_was_gathered_is_forgotten() {
    Mlp net = Mlp.of("5-8-3", Activation.TANH, RNG.child("net"));
    Stepper stepper = Sgd.rate(1).over(net);
    Tensor x = Tensor.normal(DType.F32, Shape.of(ROWS, 5), RNG.child("x"));
    new Accumulation(2)
        .backward(stepper, StepKeys.of(RNG), List.of(x), part -> net.apply(part.getFirst()).sum());
    assertThat(stepper.gradientNorm().item()).isPositive();
    stepper.zeroGrad();
    assertThat(stepper.gradientNorm().item()).isZero();
    double[] before = all(net);
    stepper.step();
    assertThat(all(net)).containsExactly(before);
  }

  @Test
  void each_pass_draws_by_keys_of_its_own() {
    StepKeys keys = StepKeys.of(RNG, 4);
    for (int pass = 0; pass < 3; pass++) {
      for (int ordinal = 0; ordinal < 2; ordinal++) {
        Rng expected = RNG.child("step").child(5).child(pass).child(ordinal);
        long[] found = new long[1];
        int drawn = ordinal;
        Training.scope(
            pass == 0 ? StepKeys.of(RNG, 4) : keys(5),
            pass,
            () -> {
              for (int before = 0; before <= drawn; before++) {
                found[0] = Training.key().value().toLongs()[0];
              }
              return "";
            });
        assertThat(found[0]).isEqualTo(expected.key());
      }
    }
    assertThat(keys.steps()).isEqualTo(4);
    assertThatThrownBy(() -> Training.scope(StepKeys.of(RNG), 1, () -> ""))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("pass 1 of step 0");
    assertThatThrownBy(() -> Training.scope(keys, -1, () -> ""))
        .isInstanceOf(ArgumentException.class);
  }

  private static StepKeys keys(long steps) {
    return StepKeys.of(RNG, steps);
  }

  @Test
  void several_passes_need_less_memory_than_one() {
    List<Long> bytes = new ArrayList<>();
    for (int passes : new int[] {1, 8}) {
      Mlp net = Mlp.of("20-50-50-50-3", Activation.TANH, RNG);
      StepKeys keys = StepKeys.of(RNG);
      Tensor x = Tensor.normal(DType.F32, Shape.of(1024, 20), RNG);
      Tensor y = Tensor.of(Shape.of(1024), new long[1024]);
      Stepper stepper = Sgd.rate(0.1).over(net);
      Compiled compiled =
          Compiled.of(batch -> {
            Tensor loss =
                new Accumulation(passes)
                    .backward(
                        stepper,
                        keys,
                        batch,
                        part -> net.apply(part.get(0)).crossEntropy(part.get(1)));
            stepper.step();
            stepper.zeroGrad();
            return List.of(loss);
          });
      compiled.apply(x, y);
      compiled.apply(x, y);
      bytes.add(compiled.plan(x, y).orElseThrow().bytes());
    }
    assertThat(bytes.get(1)).isLessThan(bytes.get(0) / 2);
  }

  @Test
  void a_batch_that_is_none_is_refused() {
    Accumulation two = new Accumulation(2);
    for (List<Tensor> batch :
        List.of(
            List.<Tensor>of(),
            List.of(Tensor.scalar(1)),
            List.of(Tensor.ones(2), Tensor.ones(3)),
            List.of(Tensor.ones(0)))) {
      Stepper stepper = Sgd.rate(1).over(Dropping.fresh());
      assertThatThrownBy(
              () -> two.backward(stepper, StepKeys.of(RNG), batch, part -> part.getFirst().sum()))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("needs the same number of samples in all, 1 or more");
    }
  }
}
