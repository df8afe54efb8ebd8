// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.nn.Linear;
import chainrule.nn.Losses;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Row 7: inputs 100 times as large make the gradient of a linear neuron's weights 100 times as
 * large, because a multiply gate hands each input the other one. With the same learning rate the
 * weights then move 100 times as far, and the score 10,000 times: what is done to the data before
 * training decides which learning rate is right.
 */
public final class ScaledInputs {

  /** Whole numbers, as pixels are: 100 times each is exact in F64, and so is the ratio. */
  static final Tensor PIXELS = Tensor.of(DType.F64, 0, 17, 128, 254, 255);

  private static final int STEPS = 100;
  private static final List<String> RATES =
      List.of("1e-7", "1e-6", "1e-5", "1e-4", "1e-3", "1e-2", "1e-1");

  private ScaledInputs() {}

  /** The gradient for the weights of a neuron's score. */
  static Tensor gradient(Tensor inputs) {
    Tensor weights = weights();
    return Autograd.of(weights.times(inputs).sum()).gradient(weights);
  }

  /** How far one step of a rate moves the score. */
  static double moved(Tensor inputs, double rate) {
    Tensor step = gradient(inputs).times(-rate);
    return step.times(inputs).sum().item();
  }

  /** One matrix that starts at zero learns ten outputs of 0 or 1: the loss after 100 steps. */
  static double trained(Tensor inputs, Tensor targets, double rate) {
    Tensor weight = Tensor.zeros(inputs.size(1), 10).requiresGrad();
    Linear net = new Linear(weight, Optional.empty());
    return new FullBatch(net, Losses.quadraticCost(), Sgd.rate(rate), inputs, targets).steps(STEPS);
  }

  /** Each column with mean 0 and deviation 1; columns that are all the same become 0. */
  static Tensor standardized(Tensor inputs) {
    Tensor centered = inputs.minus(inputs.mean(0));
    Tensor deviation = centered.square().mean(0).sqrt();
    return centered.over(deviation.maximum(Tensor.scalar(1e-6)));
  }

  /** The table: losses by rate for pixels x from 0 to 1, for 100 x, and for x standardized. */
  static void table(Consumer<String> page) {
    Batch digits = Digits.synthetic(500, 1).train().all();
    Tensor targets = digits.targets().oneHot(10).to(DType.F32);
    Tensor x = digits.inputs();
    Table table = Table.of(page, "rate", "x", "100 x", "standardized");
    for (String rate : RATES) {
      List<String> cells = new ArrayList<>(List.of(rate));
      for (Tensor inputs : List.of(x, x.times(100), standardized(x.times(100)))) {
        double loss = trained(inputs, targets, Double.parseDouble(rate));
        cells.add(loss < 1 ? String.format(Locale.ROOT, "%.4f", loss) : "diverges");
      }
      table.row(cells);
    }
  }

  private static Tensor weights() {
    return Tensor.normal(DType.F64, Shape.of(5), Rng.seed(1)).requiresGrad();
  }

  /** Prints both gradients, and how far a step of the same rate moves the score. */
  public static void main() {
    Tensor scaled = PIXELS.times(100);
    Print.row("gradient for x", gradient(PIXELS));
    Print.row("gradient for 100 x", gradient(scaled));
    Print.small("score moves, rate 1e-6", moved(PIXELS, 1e-6), moved(scaled, 1e-6));
    Print.small("  rate 1e-6 and 1e-10", moved(PIXELS, 1e-6), moved(scaled, 1e-10));
    table(IO::println);
  }
}
