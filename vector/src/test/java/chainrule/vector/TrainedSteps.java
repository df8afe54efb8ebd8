// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.nn.Layer;
import chainrule.nn.Parameters;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.optim.Adam;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.random.Rng;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * Steps of a training on one batch, eager or compiled, at a rate that warms up.
 *
 * @param inputs what every step sees
 * @param labels a class for each
 * @param steps how many
 */
record TrainedSteps(Tensor inputs, Tensor labels, int steps) {

  private static final int WARM_UP = 4;

  /** A step at the rate that was set before. */
  static Function<List<Tensor>, List<Tensor>> step(Layer model, Stepper stepper, StepKeys keys) {
    return batch -> {
      stepper.zeroGrad();
      Tensor loss =
          Training.scope(keys, () -> model.apply(batch.get(0)).crossEntropy(batch.get(1)));
      loss.backward();
      stepper.update();
      return List.of(loss);
    };
  }

  /** Trains a model; the losses and the digest of what was learned. */
  String train(Layer model, boolean compiled) {
    Stepper stepper = Adam.rate(0.01).over(model);
    Function<List<Tensor>, List<Tensor>> plain = step(model, stepper, StepKeys.of(Rng.seed(3)));
    Compiled plan = Compiled.of(plain);
    StringBuilder losses = new StringBuilder();
    for (int step = 1; step <= steps; step++) {
      stepper.advance(0.01 * Math.min(1, (double) step / WARM_UP));
      List<Tensor> outputs =
          compiled ? plan.apply(inputs, labels) : plain.apply(List.of(inputs, labels));
      losses.append(outputs.getFirst().item()).append(' ');
    }
    assertThat(plan.refusal(inputs, labels)).isEmpty();
    assertThat(plan.plan(inputs, labels).isPresent()).isEqualTo(compiled);
    return losses + Parameters.of(model).sha256();
  }

  /**
   * Asserts that every backend and team ends as the reference alone does.
   *
   * @param teams how many workers there are
   * @param end of a training, compiled or not
   */
  static void assertSameBits(List<Integer> teams, Function<Boolean, String> end) {
    String judge = context(Backends.reference(), 1).call(() -> end.apply(false));
    for (Backend backend : List.of(Backends.reference(), Backends.named("vector"))) {
      for (int team : teams) {
        for (boolean compiled : new boolean[] {false, true}) {
          assertThat(context(backend, team).call(() -> end.apply(compiled)))
              .as("%s, %s workers, compiled %s", backend.name(), team, compiled)
              .isEqualTo(judge);
        }
      }
    }
  }

  private static Context context(Backend backend, int team) {
    return Context.current().withBackend(backend).withWorkers(Workers.of(team));
  }
}
