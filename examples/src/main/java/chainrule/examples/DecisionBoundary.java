// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.nn.Layer;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.data.Dataset;
import chainrule.train.data.PlaneSets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Row 31: two classes that no line separates, fitted to the last point by a net with two hidden
 * layers, and the picture of what it takes for which class. The same net without its activations
 * stays a line.
 */
public final class DecisionBoundary {

  static final String SIZES = "2-32-32-2";
  static final int STEPS = 1000;
  private static final int SEEDS = 3;

  private DecisionBoundary() {}

  static Dataset spirals() {
    return PlaneSets.spiral(2, 200, 0.02, Rng.seed(31));
  }

  static Dataset circles() {
    return PlaneSets.circles(200, 0.05, Rng.seed(31));
  }

  /** A net that is trained on a set. */
  static Layer fitted(Dataset data, long seed) {
    Layer net = PlaneNets.with(Activation.TANH, SIZES, seed);
    PlaneNets.fit(net, data, STEPS);
    return net;
  }

  /** The table: both sets, with and without activations. */
  static void table(boolean whole, Consumer<String> page) {
    Table table = Table.of(page, "points", "seed", "with tanh", "without", "best line");
    for (Dataset data : List.of(spirals(), circles())) {
      for (int seed = 1; seed <= (whole ? SEEDS : 1); seed++) {
        Layer with = PlaneNets.with(Activation.TANH, SIZES, seed);
        Layer without = PlaneNets.without(SIZES, seed);
        table.row(
            List.of(
                data.name(),
                Integer.toString(seed),
                percent(PlaneNets.fit(with, data, STEPS)),
                percent(PlaneNets.fit(without, data, STEPS)),
                percent(BestLine.accuracy(data))));
      }
    }
  }

  /** A share as a percentage. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Prints what the nets reach, and the spirals with the regions of both classes. */
  public static void main() {
    table(false, IO::println);
    Dataset spirals = spirals();
    PlanePicture.of(fitted(spirals, 1), spirals).lines(64, 32).forEach(IO::println);
  }
}
