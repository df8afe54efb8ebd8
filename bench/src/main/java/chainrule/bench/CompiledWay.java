// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import java.util.Optional;

/**
 * The one place where compiled graphs come into the measurements. The library has none yet, so all
 * answers are empty and the rows named {@code compiled} are missing.
 */
final class CompiledWay {

  private CompiledWay() {}

  /**
   * The step of {@link EagerStep} as a compiled graph, the way {@code Trainer} takes it: forward,
   * loss, backward and update. Its check is that of the eager one: the loss after as many steps.
   */
  static Optional<Contender> step(Job.Step job) {
    return Optional.empty();
  }

  /** A prediction through the thread-safe predictor of a model. */
  static Optional<Prediction> predictor(Job.Predict job) {
    return Optional.empty();
  }
}
