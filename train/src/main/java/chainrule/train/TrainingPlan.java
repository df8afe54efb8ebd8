// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Parameters;
import chainrule.optim.Optimizer;
import chainrule.optim.Schedule;
import chainrule.tensor.Context;
import chainrule.train.data.Dataset;
import java.util.Optional;

/**
 * What a run is going to do: all that its bits depend on, and where it runs.
 *
 * @param network the network, whose leaves the run rewrites
 * @param recipe how it is trained
 * @param train what it learns from
 * @param validation what it is measured with after each epoch, where that is not the test data
 * @param test what it is measured with at the end
 */
public record TrainingPlan(
    Layer network,
    Loss loss,
    Recipe recipe,
    Dataset train,
    Optional<Dataset> validation,
    Dataset test) {

  /** What it is measured with after each epoch: the validation data, else the test data. */
  public Dataset watched() {
    return validation.orElse(test);
  }

  /** How parameters follow their gradients. */
  public Optimizer optimizer() {
    return recipe.descent().optimizer();
  }

  /** The course of the learning rate over all steps. */
  public Schedule schedule() {
    return recipe.schedule();
  }

  /** How many epochs at most. */
  public int epochs() {
    return recipe.epochs();
  }

  /** Samples a step. */
  public int batch() {
    return recipe.batch();
  }

  /** The seed of the order of the samples, and of what layers draw. */
  public long seed() {
    return recipe.seed();
  }

  /** The number of single numbers that are trained. */
  public long parameters() {
    return Parameters.of(network).count();
  }

  /** The name of the backend of this thread. */
  public String backend() {
    return Context.current().backend().name();
  }

  /** The number of threads of this thread's team. */
  public int threads() {
    return Context.current().workers().size();
  }
}
