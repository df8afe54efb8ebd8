// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.DtypeException;
import chainrule.nn.Loss;
import chainrule.tensor.Tensor;

/** Targets in the form a loss takes: class numbers, or numbers of the output's shape. */
public final class Targets {

  private Targets() {}

  /**
   * The targets as the loss takes them: where it takes no class numbers, these become one-hot rows,
   * or the numbers 0 and 1 for a network of one output.
   *
   * <p>Shapes: targets [n] for class numbers, else those of the output; output [n, classes], or [n,
   * 1] for two classes.
   *
   * @throws DtypeException if the loss takes class numbers and there are none
   * @throws chainrule.error.LabelException if a class number is none of the classes
   */
  public static Tensor of(Loss loss, Tensor targets, Tensor output) {
    boolean labels = !targets.dtype().isFloating();
    if (loss.takesLabels() && !labels) {
      throw new DtypeException(
          loss.name() + ": targets are " + targets.spec() + "; needs class numbers, I64",
          "use a squared loss for numbers, or crossEntropy for class numbers that are mixed");
    }
    if (!labels || loss.takesLabels()) {
      return targets;
    }
    if (Outputs.isSingle(output)) {
      return targets.oneHot(2, output.dtype()).slice(1, 1, 2);
    }
    return targets.oneHot(Math.toIntExact(output.size(-1)), output.dtype());
  }

  /**
   * The targets of a batch of classified samples: class numbers, or the rows of probabilities that
   * a mixup makes of them.
   *
   * <p>Shapes: targets [n] or [n, classes]; output [n, classes], or [n, 1] for two classes.
   *
   * @throws DtypeException if they are probabilities, and the loss takes class numbers alone
   */
  static Tensor ofClasses(Loss loss, Tensor targets, Tensor output) {
    if (!targets.dtype().isFloating() || (loss.takesLabels() && !loss.takesProbabilities())) {
      return of(loss, targets, output);
    }
    return Outputs.isSingle(output) ? targets.slice(1, 1, 2) : targets;
  }
}
