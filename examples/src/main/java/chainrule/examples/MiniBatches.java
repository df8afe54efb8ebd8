// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.nn.Layer;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Sgd;
import chainrule.optim.Stepper;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.Evaluation;
import chainrule.train.data.Batch;
import chainrule.train.data.Digits;
import chainrule.train.data.Loader;

/**
 * Row 41: the samples are shuffled and cut into mini-batches of 100; each batch takes one step down
 * its own gradient; what counts is the accuracy on digits the net has not seen. The loop is written
 * out here; {@code Trainer} is the same loop.
 */
public final class MiniBatches {

  private static final int BATCH = 100;

  private MiniBatches() {}

  /** Trains a net for some epochs and gives its accuracy on the test digits. */
  static double train(Digits digits, int epochs) {
    Layer net = Mlp.of("784-16-16-10", Activation.SIGMOID, Rng.seed(1));
    Stepper sgd = Sgd.rate(0.5).over(net);
    Loader loader = Loader.of(digits.train(), BATCH).shuffled(Rng.seed(1));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      for (Batch batch : loader.epoch(epoch)) {
        sgd.zeroGrad();
        Tensor loss = net.apply(batch.inputs()).crossEntropy(batch.targets());
        loss.backward();
        sgd.step();
      }
    }
    return Evaluation.of(net, Losses.crossEntropy(), digits.test()).accuracy();
  }

  /** Prints the accuracy on unseen digits. */
  public static void main() {
    IO.println("accuracy on unseen digits: " + train(Digits.synthetic(10_000, 2000), 6));
  }
}
