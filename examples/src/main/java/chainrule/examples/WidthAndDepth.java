// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.Trainer;
import chainrule.train.data.Batch;
import chainrule.train.data.Digits;
import chainrule.train.data.PlaneSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Row 30: one hidden layer comes as near to a curve as one likes if it is wide enough; and what
 * more layers add, from 1 to 6, at equal width and at equal numbers of parameters.
 */
public final class WidthAndDepth {

  private static final List<Integer> WIDTHS = List.of(1, 2, 4, 8, 16, 32, 64);
  private static final int FEW = 3;
  private static final int MOST_LAYERS = 6;
  private static final int SEEDS = 3;
  private static final int STEPS = 3000;
  private static final int PLANE_STEPS = 1000;

  private WidthAndDepth() {}

  /** 257 places from -4 to 4. Shapes: [257, 1]. */
  static Tensor places() {
    return Tensor.range(DType.F32, 257).reshape(257, 1).over(32).minus(4);
  }

  /** The curve sin(x) + cos(3 x) / 2. */
  static Tensor curve(Tensor x) {
    return x.sin().plus(x.times(3).cos().over(2));
  }

  /**
   * How far a net is from the curve at worst whose weights are set by hand: each hidden rectifier
   * bends the line where the next of equal pieces begins, so that it meets the curve there.
   */
  static double worstByHand(int width) {
    Tensor knots = Tensor.range(DType.F32, width + 1L).times(8.0 / width).minus(4);
    Tensor heights = curve(knots);
    Tensor slopes =
        heights.slice(0, 1, width + 1L).minus(heights.slice(0, 0, width)).times(width / 8.0);
    Tensor before = Tensor.zeros(1).concat(0, slopes.slice(0, 0, width - 1L));
    Linear hidden =
        new Linear(
            Tensor.full(DType.F32, Shape.of(1, width), 1),
            Optional.of(knots.slice(0, 0, width).negate()));
    Linear output =
        new Linear(slopes.minus(before).reshape(width, 1), Optional.of(heights.slice(0, 0, 1)));
    Mlp net = new Mlp(List.of(hidden, output), Activation.RELU, Optional.empty());
    Tensor x = places();
    return net.apply(x).minus(curve(x)).abs().max().item();
  }

  /** How far a trained net with one hidden layer of tanh is from the curve at worst. */
  static double worst(int width, long seed) {
    Tensor x = places();
    Tensor y = curve(x);
    Mlp net = Mlp.of("1-" + width + "-1", Activation.TANH, Rng.seed(seed));
    FullBatch run = new FullBatch(net, Losses.mse(), Adam.rate(0.01), x, y);
    run.steps(STEPS);
    return Autograd.noGrad(() -> net.apply(x).minus(y).abs().max().item());
  }

  /** The sizes of a net with so many layers of weights, all hidden ones of a width. */
  static String sizes(int in, int layers, int width, int out) {
    return in + ("-" + width).repeat(layers - 1) + "-" + out;
  }

  /** The sizes of the widest such net with at most so many parameters. */
  static String sizesWithin(int in, int layers, int out, long most) {
    int width = 1;
    while (layers > 1 && count(in, layers, width + 1, out) <= most) {
      width++;
    }
    return sizes(in, layers, width, out);
  }

  private static long count(long in, long layers, long width, long out) {
    return layers == 1
        ? (in + 1) * out
        : (in + 1) * width + (layers - 2) * (width + 1) * width + (width + 1) * out;
  }

  /** The accuracy on unseen points of a spiral. */
  private static double spiral(Mlp net) {
    PlaneNets.fit(net, PlaneSets.spiral(2, 200, 0.05, Rng.seed(30)), PLANE_STEPS);
    Batch unseen = PlaneSets.spiral(2, 1000, 0.05, Rng.seed(31)).all();
    return FullBatch.accuracy(net, unseen.inputs(), unseen.targets());
  }

  private static double digits(Layer net, Digits digits) {
    return Trainer.of(net, Losses.crossEntropy())
        .optimizer(Adam.rate(3e-3))
        .epochs(10)
        .batch(100)
        .fit(digits.train(), digits.test())
        .test()
        .accuracy();
  }

  private static void widths(boolean whole, Consumer<String> page) {
    Table table = Table.of(page, "width", "by hand", "seed 1", "seed 2", "seed 3");
    for (int width : WIDTHS.subList(0, whole ? WIDTHS.size() : FEW)) {
      List<Double> errors = new ArrayList<>(List.of(worstByHand(width)));
      for (int seed = 1; seed <= (whole ? SEEDS : 1); seed++) {
        errors.add(worst(width, seed));
      }
      table.row(Integer.toString(width), errors, "%.4f");
    }
  }

  private static void depths(
      boolean whole, List<String> nets, ToDoubleFunction<Mlp> accuracy, Consumer<String> page) {
    Table table =
        Table.of(
            page, "layers", "                   net", "parameters", "seed 1", "seed 2", "seed 3");
    for (int layers = 1; layers <= (whole ? nets.size() : FEW); layers++) {
      String net = nets.get(layers - 1);
      List<String> cells = new ArrayList<>(List.of(Integer.toString(layers), net));
      cells.add(Long.toString(Parameters.of(net(net, 1)).count()));
      for (int seed = 1; seed <= (whole ? SEEDS : 1); seed++) {
        cells.add(DecisionBoundary.percent(accuracy.applyAsDouble(net(net, seed))));
      }
      table.row(cells);
    }
  }

  private static Mlp net(String sizes, long seed) {
    return Mlp.of(sizes, Activation.RELU, Rng.seed(seed));
  }

  private static List<String> equalWidth(int in, int width, int out) {
    List<String> nets = new ArrayList<>();
    for (int layers = 1; layers <= MOST_LAYERS; layers++) {
      nets.add(sizes(in, layers, width, out));
    }
    return nets;
  }

  private static List<String> equalCount(int in, int out, long most) {
    List<String> nets = new ArrayList<>();
    for (int layers = 1; layers <= MOST_LAYERS; layers++) {
      nets.add(sizesWithin(in, layers, out, most));
    }
    return nets;
  }

  /** The tables: widths, then depths on spirals; if whole, on digits too, and at equal counts. */
  static void table(boolean whole, Consumer<String> page) {
    widths(whole, page);
    depths(whole, equalWidth(2, 16, 2), WidthAndDepth::spiral, page);
    if (whole) {
      depths(true, equalCount(2, 2, 1000), WidthAndDepth::spiral, page);
      Digits digits = Digits.synthetic(5000, 5000);
      depths(true, equalWidth(784, 32, 10), net -> digits(net, digits), page);
      depths(true, equalCount(784, 10, 30_000), net -> digits(net, digits), page);
    }
  }

  /** Prints the first tables for one seed and few layers. */
  public static void main() {
    table(false, IO::println);
  }
}
