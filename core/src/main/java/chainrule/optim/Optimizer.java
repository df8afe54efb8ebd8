// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.nn.Layer;
import chainrule.tensor.Tensor;
import java.util.List;

/** A rule by which parameters follow their gradients: immutable, of use for any network. */
public interface Optimizer {

  /** The name on the command line and in files. */
  String name();

  /** The learning rate per step. */
  double rate();

  /** The names of what is kept for each parameter, such as {@code momentum}. */
  List<String> slots();

  /**
   * Rewrites one parameter and what is kept for it.
   *
   * @param parameter a leaf
   * @param kept one leaf for each slot, zeros before the first step
   * @param gradient of the shape of the parameter
   * @param step 1 for the first
   * @param rate the learning rate of this step
   */
  void update(Tensor parameter, List<Tensor> kept, Tensor gradient, long step, double rate);

  /** This rule at work on the parameters of a network. */
  default Stepper over(Layer network) {
    return new Stepper(this, network);
  }
}
