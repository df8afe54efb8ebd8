// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.nn.Training;
import chainrule.optim.Adam;
import chainrule.optim.Optimizer;
import chainrule.optim.Sgd;
import chainrule.optim.Stepper;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Backward;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CompiledTest {

  private static final Rng RNG = Rng.seed(5).child("compiled");

  private static Tensor input(int step) {
    return Tensor.normal(DType.F32, Shape.of(6, 5), RNG.child("x").child(step));
  }

  private static Tensor labels(int step) {
    return Tensor.of(Shape.of(6), new long[] {step % 3, 1, 2, 0, (step + 1) % 3, 2});
  }

  private static Function<List<Tensor>, List<Tensor>> step(Mlp model, Stepper stepper) {
    Loss loss = Losses.crossEntropy();
    return batch -> {
      stepper.zeroGrad();
      Tensor result = Training.scope(() -> loss.of(model.apply(batch.get(0)), batch.get(1)));
      result.backward();
      stepper.step();
      return List.of(result);
    };
  }

  private static String sha(Mlp model) {
    return Parameters.of(model).sha256();
  }

  private static void trainsAlike(Optimizer optimizer) {
    Mlp eager = Mlp.of("5-7-3", Activation.TANH, RNG.child("model"));
    Mlp model = Mlp.of("5-7-3", Activation.TANH, RNG.child("model"));
    Function<List<Tensor>, List<Tensor>> plain = step(eager, optimizer.over(eager));
    Compiled compiled = Compiled.of(step(model, optimizer.over(model)));
    for (int step = 0; step < 6; step++) {
      Tensor x = input(step);
      Tensor y = labels(step);
      double expected = plain.apply(List.of(x, y)).getFirst().item();
      double loss = compiled.apply(x, y).getFirst().item();
      assertThat(compiled.refusal(x, y)).isEmpty();
      assertThat(loss).as("loss of step %s", step).isEqualTo(expected);
      assertThat(sha(model)).as("step %s", step).isEqualTo(sha(eager));
    }
    assertThat(compiled.workspace(input(0), labels(0))).isPresent();
  }

  @Test
  void training_with_sgd_has_the_bits_of_the_eager_run() {
    trainsAlike(Sgd.rate(0.1));
  }

  @Test
  void training_with_momentum_has_the_bits_of_the_eager_run() {
    trainsAlike(Sgd.rate(0.1).withMomentum(0.9));
  }

  @Test
  void training_with_adam_has_the_bits_of_the_eager_run() {
    trainsAlike(Adam.rate(0.01));
  }

  @Test
  void a_wide_cross_entropy_goes_through_memory_once() {
    Compiled compiled =
        Compiled.of(in -> {
          Tensor scores = in.get(0).detach().requiresGrad();
          Tensor loss = scores.crossEntropy(in.get(1));
          return List.of(loss.detach(), Backward.from(loss).gradient(scores));
        });
    Tensor labels = Tensor.of(Shape.of(64), new long[64]);
    for (int call = 0; call < 5; call++) {
      Rng rng = RNG.child("scores").child(call);
      Tensor scores = Tensor.normal(DType.F32, Shape.of(64, 700), rng);
      Tensor watched = scores.detach().requiresGrad();
      Tensor loss = watched.crossEntropy(labels);
      List<Tensor> results = compiled.apply(scores, labels);
      assertThat(results.get(0).item()).isEqualTo(loss.item());
      assertThat(results.get(1).toFloats())
          .containsExactly(Backward.from(loss).gradient(watched).toFloats());
    }
    Tensor scores = Tensor.full(DType.F32, Shape.of(64, 700), 0);
    Plan plan = compiled.plan(scores, labels).orElseThrow();
    assertThat(plan.steps())
        .extracting(PlanStep::kind)
        .containsExactly("routine", "band", "routine", "reduction", "loop");
  }
}
