// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.DtypeException;
import chainrule.error.LabelException;
import chainrule.error.ShapeException;
import chainrule.nn.Loss;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;

/** What a network has to give for the targets of a dataset. */
final class Outputs {

  private Outputs() {}

  /**
   * Checks that targets are class numbers or floating numbers.
   *
   * @throws DtypeException if they are not
   */
  static void checkTargets(Dataset data) {
    if (!data.isClassified() && !data.targetRow().dtype().isFloating()) {
      throw unfit(data, "class numbers [n], or floating numbers");
    }
  }

  /** Checks that targets are class numbers. */
  static void checkClasses(Dataset data) {
    if (!data.isClassified()) {
      throw unfit(data, "class numbers [n]");
    }
  }

  private static DtypeException unfit(Dataset data, String needed) {
    return new DtypeException(
        "data: targets of "
            + data.name()
            + " are "
            + data.targetRow().spec(data.count())
            + "; needs "
            + needed);
  }

  /**
   * Checks that there is one output for each class, or for each number of a target. For two classes
   * one output will do if the loss takes no class numbers. A loss that takes class numbers where
   * there are none is left to {@link Targets}.
   *
   * @throws ShapeException if not
   */
  static void check(Tensor output, Loss loss, Dataset data) {
    if (!data.isClassified()) {
      if (!loss.takesLabels()) {
        checkNumbers(output, data);
      }
      return;
    }
    int classes = data.classes().size();
    boolean single = classes == 2 && !loss.takesLabels();
    if (output.rank() == 2 && (output.size(1) == classes || (single && isSingle(output)))) {
      return;
    }
    throw new ShapeException(
        "network: outputs are "
            + output.spec()
            + ", "
            + data.name()
            + " has "
            + classes
            + " classes; needs [n, "
            + classes
            + "]"
            + (single ? " or [n, 1]" : ""),
        classes == 2 && isSingle(output)
            ? "give the last layer two outputs, or take a loss for one: binaryCrossEntropy"
            : "give the last layer an output for each class, or name the classes of the data");
  }

  private static void checkNumbers(Tensor output, Dataset data) {
    long samples = output.rank() == 0 ? 1 : output.size(0);
    if (!output.shape().equals(data.targetRow().shape(samples))) {
      throw new ShapeException(
          "network: outputs are "
              + output.spec()
              + ", targets of "
              + data.name()
              + " are "
              + data.targetRow().spec(samples)
              + "; needs the same sizes",
          "give the last layer an output for each number of a target");
    }
  }

  /** What a single output is over for class 1. */
  static double threshold(Loss loss) {
    return loss.takesLogits() ? 0 : 0.5;
  }

  /** Whether there is one output a sample. */
  static boolean isSingle(Tensor output) {
    return output.rank() == 2 && output.size(1) == 1;
  }

  /**
   * A label as the number of its class.
   *
   * @throws LabelException if it is none of the classes
   */
  static int label(long actual, int classes) {
    if (actual < 0 || actual >= classes) {
      throw new LabelException("data: label " + actual + "; classes are 0 to " + (classes - 1));
    }
    return (int) actual;
  }
}
