// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.DtypeException;
import chainrule.nn.Loss;
import chainrule.tensor.Tensor;

/** Targets in the form a loss takes: class numbers, or numbers of the output's shape. */
public final class Targets {

  private Targets() {}

  /**
   * The targets as the loss takes them: class numbers become one-hot rows where it takes none.
   *
   * <p>Shapes: targets [n] for class numbers, else those of the output; output [n, classes].
   *
   * @throws DtypeException if the loss takes class numbers and there are none
   */
  public static Tensor of(Loss loss, Tensor targets, Tensor output) {
    boolean labels = !targets.dtype().isFloating();
    if (loss.takesLabels() && !labels) {
      throw new DtypeException(
          loss.name() + ": targets are " + targets.spec() + "; needs class numbers, I64",
          "use a squared loss for numbers");
    }
    return labels && !loss.takesLabels()
        ? targets.oneHot(Math.toIntExact(output.size(-1)), output.dtype())
        : targets;
  }
}
