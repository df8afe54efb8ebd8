// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ShapeException;
import chainrule.formats.Model;
import chainrule.nn.Layer;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Sequential;
import chainrule.tensor.Tensor;

/** What a classifier's outputs mean. */
final class Outputs {

  private Outputs() {}

  /** Whether the outputs are logits: no activation comes after the last sum. */
  static boolean areLogits(Layer layer) {
    return switch (layer) {
      case Model model -> areLogits(model.network());
      case Mlp mlp -> mlp.output().isEmpty();
      case Sequential chain -> chain.layers().isEmpty() || areLogits(chain.layers().getLast());
      case Nonlinearity _ -> false;
      default -> true;
    };
  }

  /**
   * The probability of each class. Outputs that are no logits and none of which is negative are
   * taken as shares of their sum.
   *
   * <p>Shapes: inputs [1, in].
   *
   * @throws ShapeException if the network does not take the inputs
   */
  static double[] probabilities(Model model, Tensor inputs) {
    Tensor output = model.apply(inputs);
    double[] values = output.toDoubles();
    double sum = 0;
    double least = 0;
    for (double value : values) {
      sum += value;
      least = Math.min(least, value);
    }
    if (areLogits(model) || least < 0 || sum == 0) {
      return output.softmax(1).toDoubles();
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
    return values;
  }
}
