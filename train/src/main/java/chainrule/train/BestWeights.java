// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.nn.Parameters;
import java.util.Optional;

/** The weights after the epoch with the smallest loss on the watched data, where they are kept. */
final class BestWeights {

  private final Parameters parameters;
  private final boolean kept;
  private Optional<Snapshot.Best> found = Optional.empty();

  BestWeights(TrainingPlan plan) {
    parameters = Parameters.of(plan.network());
    kept = plan.recipe().keep() == Recipe.Keep.BEST;
  }

  void restore(Optional<Snapshot.Best> best) {
    found = best;
  }

  /** Takes the weights that the network has now, if they are better than all before. */
  void offer(EpochReport report, long steps) {
    double loss = report.test().loss();
    if (kept && (found.isEmpty() || Double.compare(loss, found.get().loss()) < 0)) {
      found = Optional.of(new Snapshot.Best(report.epoch(), steps, loss, Weights.copy(parameters)));
    }
  }

  Optional<Snapshot.Best> found() {
    return found;
  }

  /** Gives the network the best weights. */
  void use() {
    found.ifPresent(best -> Weights.restore(parameters, best.weights()));
  }
}
