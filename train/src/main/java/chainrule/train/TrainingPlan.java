// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Parameters;
import chainrule.optim.Optimizer;
import chainrule.optim.Schedule;
import chainrule.tensor.Context;
import chainrule.train.data.Dataset;

/**
 * What a run is going to do: all that its bits depend on, and where it runs.
 *
 * @param network the network, whose leaves the run rewrites
 * @param schedule the course of the learning rate over all steps
 * @param train what it learns from
 * @param test what it is measured with after each epoch
 * @param epochs how many at most
 * @param batch samples a step
 * @param seed of the order of the samples
 */
public record TrainingPlan(
    Layer network,
    Loss loss,
    Optimizer optimizer,
    Schedule schedule,
    Dataset train,
    Dataset test,
    int epochs,
    int batch,
    long seed) {

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
