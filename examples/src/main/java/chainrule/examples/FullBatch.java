// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.autograd.Autograd;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Training;
import chainrule.optim.Optimizer;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.tensor.Tensor;
import java.util.List;

/** Trains a net on all samples at once, step after step, by a compiled step. */
final class FullBatch {

  private final Layer net;
  private final Tensor inputs;
  private final Tensor targets;
  private final Compiled step;

  FullBatch(Layer net, Loss loss, Optimizer optimizer, Tensor inputs, Tensor targets) {
    this.net = net;
    this.inputs = inputs;
    this.targets = targets;
    Stepper stepper = optimizer.over(net);
    step =
        Compiled.of(batch -> {
          stepper.zeroGrad();
          Tensor cost = Training.scope(() -> loss.of(net.apply(batch.get(0)), batch.get(1)));
          cost.backward();
          stepper.step();
          return List.of(cost);
        });
  }

  /** Takes some steps and gives the loss before the last of them. */
  double steps(int count) {
    double last = Double.NaN;
    for (int i = 0; i < count; i++) {
      last = step.apply(inputs, targets).getFirst().item();
    }
    return last;
  }

  /** The share of samples whose largest output, or the sign of the only one, is at their class. */
  double accuracy() {
    return accuracy(net, inputs, targets);
  }

  /** The same on other samples. */
  static double accuracy(Layer net, Tensor inputs, Tensor labels) {
    Tensor outputs = Autograd.noGrad(() -> net.apply(inputs));
    long[] found = outputs.argmax(1).toLongs();
    long[] wanted = labels.toLongs();
    int right = 0;
    for (int i = 0; i < wanted.length; i++) {
      right += found[i] == wanted[i] ? 1 : 0;
    }
    return (double) right / wanted.length;
  }
}
