// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.PlaneSets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Row 49: one output serves two ends. Through a sigmoid it is the probability of one of two
 * classes, and the loss is the binary cross-entropy; as it is, it is a number, and the loss the
 * mean squared error.
 */
public final class OneOutput {

  private static final int STEPS = 1000;

  private OneOutput() {}

  /** A net with one output, trained to tell two moons apart; its output is a log-odds. */
  static Layer classifier() {
    Batch moons = PlaneSets.moons(200, 0.15, Rng.seed(49)).all();
    Tensor targets = moons.targets().to(DType.F32).reshape(moons.count(), 1);
    return trained("2-16-1", Losses.binaryCrossEntropy(), moons.inputs(), targets);
  }

  /** A net with one output, trained to give the height of a ripple. */
  static Layer regressor() {
    Batch ripple = PlaneSets.ripple(600, 0.05, Rng.seed(49)).all();
    return trained("2-32-32-1", Losses.mse(), ripple.inputs(), ripple.targets());
  }

  private static Layer trained(String sizes, Loss loss, Tensor inputs, Tensor targets) {
    Mlp net = Mlp.of(sizes, Activation.TANH, Rng.seed(1));
    new FullBatch(net, loss, Adam.rate(0.01), inputs, targets).steps(STEPS);
    return net;
  }

  /**
   * The share of points whose probability, the sigmoid of the output, lies on the right side of
   * 1/2.
   */
  static double accuracy(Layer net, Batch points) {
    float[] found =
        Autograd.noGrad(() -> net.apply(points.inputs()).sigmoid().flatten().toFloats());
    long[] wanted = points.targets().toLongs();
    int right = 0;
    for (int i = 0; i < found.length; i++) {
      right += found[i] > 0.5f == (wanted[i] == 1) ? 1 : 0;
    }
    return (double) right / found.length;
  }

  /** The share of the variance of the targets that the net explains: 1 - rest / total. */
  static double rSquared(Layer net, Batch points) {
    Tensor wanted = points.targets();
    Tensor rest = Autograd.noGrad(() -> net.apply(points.inputs()).minus(wanted));
    return 1 - rest.square().sum().item() / wanted.minus(wanted.mean()).square().sum().item();
  }

  /** The table: both tasks, on points that the nets have seen and on others. */
  static void table(Consumer<String> page) {
    Table table =
        Table.of(page, "points", "output", "                loss", "measure", "seen", "unseen");
    Layer classifier = classifier();
    table.row(
        List.of(
            "moons",
            "sigmoid",
            "binary cross-entropy",
            "accuracy",
            number(accuracy(classifier, PlaneSets.moons(200, 0.15, Rng.seed(49)).all())),
            number(accuracy(classifier, PlaneSets.moons(1000, 0.15, Rng.seed(50)).all()))));
    Layer regressor = regressor();
    table.row(
        List.of(
            "ripple",
            "identity",
            "mean squared error",
            "R2",
            number(rSquared(regressor, PlaneSets.ripple(600, 0.05, Rng.seed(49)).all())),
            number(rSquared(regressor, PlaneSets.ripple(2000, 0.05, Rng.seed(50)).all()))));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** Prints the table. */
  public static void main() {
    table(IO::println);
  }
}
