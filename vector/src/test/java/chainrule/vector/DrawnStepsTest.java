// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.plan.Compiled;
import chainrule.plan.Workspace;
import chainrule.random.Rng;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training steps that draw, by every backend, eager and compiled. */
class DrawnStepsTest {

  private static final Tensor X = Tensor.normal(DType.F32, Shape.of(64, 20), Rng.seed(1));
  private static final Tensor Y = Tensor.range(DType.I64, 64).remainder(5).to(DType.I64);

  /** Wide enough that dropouts and the noise are drawn in parts. */
  private record Noisy(Linear hidden, Linear output) implements Layer {
    static Noisy of(Rng rng) {
      return new Noisy(
          Linear.of(20, 300, rng.child("hidden")), Linear.of(300, 5, rng.child("output")));
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor noise = Training.key().normal(x.dtype(), x.shape());
      Tensor h = hidden.apply(x.plus(noise.times(0.1)).dropout(0.2, Training.key())).relu();
      return output.apply(h.dropout(0.5, Training.key()));
    }
  }

  @Test
  void steps_that_warm_up_and_drop_out_end_with_the_same_bits_whoever_runs_them() {
    TrainedSteps steps = new TrainedSteps(X, Y, 7);
    TrainedSteps.assertSameBits(
        List.of(1, 2, 3, 8), compiled -> steps.train(Noisy.of(Rng.seed(2)), compiled));
  }

  @Test
  void draws_of_a_compiled_step_allocate_nothing() {
    StepKeys keys = StepKeys.of(Rng.seed(3));
    Tensor wide = Tensor.normal(DType.F64, Shape.of(30, 7), Rng.seed(4));
    Compiled compiled =
        Compiled.of(in ->
            Training.scope(
                keys,
                () -> {
                  Tensor x = in.getFirst();
                  Tensor chances = x.sigmoid();
                  return List.of(
                      x.dropout(0.5, Training.key()),
                      in.get(1).dropout(0.5, Training.key()),
                      chances.bernoulli(Training.key()),
                      chances.multinomial(3, true, Training.key()),
                      chances.multinomial(3, false, Training.key()),
                      x.categorical(Training.key()),
                      x.shuffle(0, Training.key()),
                      Training.key().uniform(DType.F64, Shape.of(100)),
                      Training.key().permutation(100));
                }));
    Context.current()
        .withWorkers(Workers.of(1))
        .run(() -> {
          for (int call = 0; call < 3; call++) {
            compiled.apply(X, wide);
          }
          Workspace workspace = compiled.workspace(X, wide).orElseThrow();
          assertThat(Allocation.settles(workspace::run)).isTrue();
        });
  }
}
