// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.Evaluation;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;

/**
 * Row 37: the cost is the squared difference summed over the ten outputs and averaged over the
 * samples; a net with random weights is right about one time in ten.
 */
public final class RandomStart {

  private RandomStart() {}

  /** How a net of a seed does before any step. */
  static Evaluation evaluate(long seed, Dataset data) {
    Mlp net =
        Mlp.of("784-16-16-10", Activation.SIGMOID, Rng.seed(seed)).withOutput(Activation.SIGMOID);
    return Evaluation.of(net, Losses.quadraticCost(), data);
  }

  /** Prints cost and accuracy for ten random starts. */
  public static void main() {
    Dataset data = Digits.synthetic(1, 2000).test();
    for (long seed = 1; seed <= 10; seed++) {
      Evaluation start = evaluate(seed, data);
      IO.println("seed " + seed + ": cost " + start.loss() + ", accuracy " + start.accuracy());
    }
  }
}
