// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.nn.Layer;
import chainrule.tensor.Tensor;
import chainrule.tensor.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * A rule by which parameters follow their gradients: immutable, of use for any network. {@link
 * Optimizers} lists those there are.
 */
public interface Optimizer {

  /** The name on the command line and in files. */
  String name();

  /** The learning rate per step. */
  double rate();

  /** The share of a weight that pulls it to 0, 0 for none. */
  double weightDecay();

  /**
   * The same with another weight decay, as a group of parameters may have.
   *
   * @throws chainrule.error.ArgumentException if it is negative, infinite or NaN
   */
  Optimizer withWeightDecay(double value);

  /**
   * Everything it was made with, by the names in files, {@code lr} first; 1 and 0 stand for yes and
   * no.
   */
  SequencedMap<String, Double> options();

  /** The names of what is kept for each parameter, such as {@code momentum}; letters, no slash. */
  List<String> slots();

  /**
   * The rule itself: rewrites a parameter and its slots, in this order, from the gradient and the
   * numbers of a step. Made anew at each call.
   */
  Update rule();

  /** The numbers that the rule reads, with those set that never change. */
  double[] numbers();

  /**
   * Sets the numbers that change from step to step.
   *
   * @param numbers as made by {@link #numbers()}
   * @param step 1 for the first
   * @param rate the learning rate of this step
   */
  void advance(double[] numbers, long step, double rate);

  /**
   * Rewrites one parameter and what is kept for it.
   *
   * @param parameter a leaf
   * @param kept one leaf for each slot, zeros before the first step
   * @param gradient of the shape of the parameter
   * @param numbers those of this step
   */
  default void update(Tensor parameter, List<Tensor> kept, Tensor gradient, double[] numbers) {
    List<Tensor> leaves = new ArrayList<>(kept.size() + 1);
    leaves.add(parameter);
    leaves.addAll(kept);
    rule().apply(leaves, List.of(gradient), numbers);
  }

  /**
   * Rewrites one parameter and what is kept for it, as step number {@code step} at a rate does.
   *
   * @param step 1 for the first
   */
  default void update(
      Tensor parameter, List<Tensor> kept, Tensor gradient, long step, double rate) {
    double[] numbers = numbers();
    advance(numbers, step, rate);
    update(parameter, kept, gradient, numbers);
  }

  /** This rule at work on the parameters of a network. */
  default Stepper over(Layer network) {
    return Descent.by(this).over(network);
  }
}
