// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.graph.Graph;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;

/**
 * Row 40: every picture has its own wish for a weight. The mean of the wishes of all pictures is
 * the negative gradient of the mean cost: one pass back over a batch gives what many passes over
 * single pictures would.
 */
public final class MeanOfNudges {

  static final int PICTURES = 12;

  private static final Mlp NET =
      Mlp.of("784-16-10", Activation.SIGMOID, Rng.seed(1)).withOutput(Activation.SIGMOID);

  private MeanOfNudges() {}

  /** The nudge for a leaf that some pictures ask for: the negative gradient of their mean cost. */
  static Tensor nudge(String leaf, Dataset pictures) {
    Tensor targets = pictures.all().targets().oneHot(10, DType.F32);
    Graph cost =
        Graph.capture(
            Parameters.of(NET).all(),
            () -> NET.apply(pictures.all().inputs()).quadraticCost(targets));
    return cost.to(DType.F64).forward().backward().gradient(leaf).negate();
  }

  static Dataset pictures() {
    return Digits.synthetic(1, PICTURES).test();
  }

  /** One of the pictures. */
  static Dataset picture(int place) {
    return pictures().select(place);
  }

  /** The mean of what the pictures ask for, one by one. */
  static Tensor mean(String leaf) {
    Tensor sum = nudge(leaf, picture(0));
    for (int place = 1; place < PICTURES; place++) {
      sum = sum.plus(nudge(leaf, picture(place)));
    }
    return sum.over(PICTURES);
  }

  /** Prints the nudges for the biases of three outputs: picture by picture, mean, and batch. */
  public static void main() {
    String leaf = "layers.1.bias";
    for (int place = 0; place < PICTURES; place++) {
      String title = "a picture of " + (int) picture(place).all().targets().get(0);
      Print.row(title, nudge(leaf, picture(place)).slice(0, 0, 3));
    }
    Print.row("mean", mean(leaf).slice(0, 0, 3));
    Print.row("all at once", nudge(leaf, pictures()).slice(0, 0, 3));
  }
}
