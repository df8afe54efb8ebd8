// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Linear;
import chainrule.nn.Losses;
import chainrule.nn.Sequential;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Row 22: the two-layer net of the course, trained: 64 samples of 1000 numbers, 100 hidden
 * sigmoids, 10 outputs, no biases; data and weights normal; the sum of squares; rate 1e-4. How far
 * the loss comes in 2000 steps and in 10,000 depends on what was drawn.
 */
public final class TwoLayerDescent {

  private static final double RATE = 1e-4;
  private static final List<Integer> MARKS = List.of(1, 100, 500, 2000, 10_000);
  private static final int SEEDS = 5;

  private TwoLayerDescent() {}

  /** A run: data and weights of a seed. */
  static FullBatch run(DType dtype, long seed) {
    Rng rng = Rng.seed(seed);
    Tensor x = Tensor.normal(dtype, Shape.of(64, 1000), rng.child("x"));
    Tensor y = Tensor.normal(dtype, Shape.of(64, 10), rng.child("y"));
    Tensor w1 = Tensor.normal(dtype, Shape.of(1000, 100), rng.child("w1")).requiresGrad();
    Tensor w2 = Tensor.normal(dtype, Shape.of(100, 10), rng.child("w2")).requiresGrad();
    Sequential net =
        Sequential.of(new Linear(w1, Optional.empty()))
            .then(Activation.SIGMOID)
            .then(new Linear(w2, Optional.empty()));
    return new FullBatch(net, Losses.sumOfSquares(), Sgd.rate(RATE), x, y);
  }

  /** The losses of steps 1, 100, 500 and so on, as many as asked for. */
  static List<Double> losses(FullBatch run, int marks) {
    List<Double> losses = new ArrayList<>();
    int taken = 0;
    for (int mark : MARKS.subList(0, marks)) {
      losses.add(run.steps(mark - taken));
      taken = mark;
    }
    return losses;
  }

  /** The table: a row for each seed. */
  static void table(boolean whole, Consumer<String> page) {
    Table table =
        Table.of(page, "seed", "step 1", "step 100", "step 500", "step 2000", "step 10000");
    for (int seed = 1; seed <= (whole ? SEEDS : 1); seed++) {
      List<Double> losses = losses(run(DType.F64, seed), whole ? MARKS.size() : 3);
      table.row(Integer.toString(seed), losses, "%.3e");
    }
  }

  /** Prints how the loss falls in 500 steps, for one seed. */
  public static void main() {
    table(false, IO::println);
  }
}
