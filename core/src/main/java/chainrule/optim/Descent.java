// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.nn.Layer;
import java.util.Optional;

/**
 * All of how a network's parameters follow their gradients, of use for any network. Immutable;
 * every method gives a changed copy.
 *
 * <pre>{@code
 * var stepper = Descent.by(AdamW.rate(1e-3))
 *     .in(ParameterGroups.parse("<2:weight_decay=0"))
 *     .clippedTo(1)
 *     .averagedBy(new Ema(0.999))
 *     .over(model);
 * }</pre>
 *
 * @param optimizer the rule of all parameters
 * @param groups what is otherwise for some of them
 * @param clipping what is done to large gradients
 * @param average the moving average that is kept of the parameters, if any
 */
public record Descent(
    Optimizer optimizer, ParameterGroups groups, Clipping clipping, Optional<Ema> average) {

  /** An optimizer, the same for all parameters, and nothing else. */
  public static Descent by(Optimizer optimizer) {
    return new Descent(optimizer, ParameterGroups.none(), new Clipping.None(), Optional.empty());
  }

  /** With groups of parameters. */
  public Descent in(ParameterGroups groups) {
    return new Descent(optimizer, groups, clipping, average);
  }

  /** With another treatment of large gradients. */
  public Descent clipped(Clipping clipping) {
    return new Descent(optimizer, groups, clipping, average);
  }

  /**
   * With the gradient of all parameters shortened to a 2-norm.
   *
   * @param norm above 0
   * @throws chainrule.error.ArgumentException if it is not
   */
  public Descent clippedTo(double norm) {
    return clipped(new Clipping.Norm(norm));
  }

  /** With a moving average of the parameters. */
  public Descent averagedBy(Ema average) {
    return new Descent(optimizer, groups, clipping, Optional.of(average));
  }

  /**
   * At work on the parameters of a network.
   *
   * @throws chainrule.error.ArgumentException if a group fits none of them
   */
  public Stepper over(Layer network) {
    return new Stepper(this, network);
  }
}
