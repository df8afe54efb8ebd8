// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import chainrule.train.data.PlaneSets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Row 21: without a non-linear function between them, layers collapse: W2 W1 x = W3 x with W3 = W2
 * W1, a matrix of outputs x inputs. Such a stack can do no more than one layer: corners taken
 * crosswise and a circle in a circle are beyond both. With max(0, .) between the layers it is
 * something else.
 */
public final class CollapsedStack {

  private static final int STEPS = 500;
  private static final Tensor W1 = Tensor.normal(DType.F64, Shape.of(8, 5), Rng.seed(1));
  private static final Tensor W2 = Tensor.normal(DType.F64, Shape.of(3, 8), Rng.seed(2));

  private CollapsedStack() {}

  /** Columns that stand for samples. */
  static Tensor samples() {
    return Tensor.normal(DType.F64, Shape.of(5, 4), Rng.seed(3));
  }

  static Tensor stack(Tensor x) {
    return W2.matmul(W1.matmul(x));
  }

  static Tensor withRectifier(Tensor x) {
    return W2.matmul(W1.matmul(x).relu());
  }

  /** The one matrix that does what the stack does. Shapes: [outputs, inputs]. */
  static Tensor collapsed() {
    return W2.matmul(W1);
  }

  /** The largest difference between two results. */
  static double apart(Tensor one, Tensor other) {
    return one.minus(other).abs().max().item();
  }

  /** The table: what one layer, a stack and a net with max(0, .) learn of two sets of points. */
  static void table(Consumer<String> page) {
    Table table = Table.of(page, "points", "2-2", "2-16-2", "with max(0, .)", "best line");
    for (Dataset data : List.of(xor(), circles())) {
      double one = PlaneNets.fit(PlaneNets.without("2-2", 1), data, STEPS);
      double stacked = PlaneNets.fit(PlaneNets.without("2-16-2", 1), data, STEPS);
      double bent = PlaneNets.fit(PlaneNets.with(Activation.RELU, "2-16-2", 1), data, STEPS);
      List<Double> shares = List.of(one, stacked, bent, BestLine.accuracy(data));
      table.row(data.name(), shares.stream().map(share -> 100 * share).toList(), "%.1f %%");
    }
  }

  static Dataset xor() {
    return PlaneSets.xor(100, 0.1, Rng.seed(21));
  }

  static Dataset circles() {
    return PlaneSets.circles(100, 0.05, Rng.seed(21));
  }

  /** Prints the outputs of one sample, the largest differences for all, and what is learned. */
  public static void main() {
    Tensor x = samples();
    IO.println("W3 is " + collapsed().shape());
    Print.row("W2 W1 x", stack(x).select(1, 0));
    Print.row("W3 x", collapsed().matmul(x).select(1, 0));
    Print.row("W2 max(0, W1 x)", withRectifier(x).select(1, 0));
    Print.small("stack and W3 apart", apart(stack(x), collapsed().matmul(x)));
    Print.small("with max apart", apart(withRectifier(x), collapsed().matmul(x)));
    table(IO::println);
  }
}
