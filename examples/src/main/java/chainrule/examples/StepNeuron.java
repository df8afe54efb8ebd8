// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.optim.Sgd;
import chainrule.tensor.Meaning;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Row 57: a neuron that fires or does not, by a step function, as the biological one was first
 * described. The step is flat on both sides: its gradient is zero, and no amount of training moves
 * a weight. With a sigmoid in its place the same loop learns.
 */
public final class StepNeuron {

  /** Should fire if either input does, or both. */
  private static final Tensor INPUTS =
      Tensor.of(DType.F64, new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});

  private static final Tensor TARGETS = Tensor.of(DType.F64, new double[][] {{0}, {1}, {1}, {1}});

  private StepNeuron() {}

  private static Tensor start() {
    return Tensor.of(DType.F64, new double[][] {{0.6}, {-0.4}}).requiresGrad();
  }

  private static Tensor loss(Tensor weights, UnaryOperator<Tensor> activation) {
    return activation.apply(INPUTS.matmul(weights).minus(0.5)).mse(TARGETS);
  }

  /** The losses of 200 steps of training. */
  static List<Double> losses(UnaryOperator<Tensor> activation) {
    Tensor weights = start();
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      weights.clearGrad();
      Tensor loss = loss(weights, activation);
      losses.add(loss.item());
      loss.backward();
      Sgd.rate(2).update(weights, List.of(), weights.grad(), step + 1L, 2);
    }
    return losses;
  }

  /** The gradient for the weights at the start. */
  static Tensor gradient(UnaryOperator<Tensor> activation) {
    Tensor weights = start();
    loss(weights, activation).backward();
    return weights.grad();
  }

  /** What the step gate says of itself. */
  static Meaning meaning() {
    return start().step().call().orElseThrow().op().meaning();
  }

  /** Prints the step itself, gradients and losses for both, and what the gate says. */
  public static void main() {
    Tensor sums = Tensor.evenly(DType.F64, -1, 1, 5);
    Print.row("sum", sums);
    Print.row("step of it", sums.step());
    Print.row("gradient with a step", gradient(Tensor::step));
    Print.row("with a sigmoid", gradient(Tensor::sigmoid));
    for (int step : new int[] {0, 1, 10, 199}) {
      Print.row(
          "loss after " + step, losses(Tensor::step).get(step), losses(Tensor::sigmoid).get(step));
    }
    IO.println(meaning().english());
  }
}
