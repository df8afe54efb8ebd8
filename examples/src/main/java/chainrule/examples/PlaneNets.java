// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.nn.Layer;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Sequential;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;

/** Small nets for points in the plane, and their training. */
final class PlaneNets {

  private PlaneNets() {}

  /** A net of some sizes with an activation between its layers. */
  static Mlp with(Activation activation, String sizes, long seed) {
    return Mlp.of(sizes, activation, Rng.seed(seed));
  }

  /** The same net, with the same weights, without the activations. */
  static Layer without(String sizes, long seed) {
    Mlp net = with(Activation.TANH, sizes, seed);
    return new Sequential(net.layers().stream().map(Layer.class::cast).toList());
  }

  /**
   * Trains on all points at once with Adam at rate 0.01; gives the share that it has right then.
   */
  static double fit(Layer net, Dataset data, int steps) {
    Batch all = data.all();
    FullBatch run =
        new FullBatch(net, Losses.crossEntropy(), Adam.rate(0.01), all.inputs(), all.targets());
    run.steps(steps);
    return run.accuracy();
  }
}
