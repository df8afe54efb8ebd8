// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.bench.work.Net;
import chainrule.nn.Mlp;
import chainrule.nn.Training;
import chainrule.optim.Adam;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** A process that trains for some steps, or runs out of heap. */
final class HeapProbe {

  private static final int STEPS = 4;

  private HeapProbe() {}

  /** The net that is trained, of any sizes. */
  static Net.Dense net(List<Integer> sizes, int batch) {
    return new Net.Dense(
        sizes, Net.Unit.RELU, false, true, batch, Net.Cost.CROSS_ENTROPY, new Net.Adam(1e-4));
  }

  /**
   * Trains.
   *
   * @param arguments the batch, then the sizes of the layers
   */
  public static void main(String[] arguments) {
    List<Integer> numbers = Stream.of(arguments).map(Integer::valueOf).toList();
    train(net(numbers.subList(1, numbers.size()), numbers.getFirst()));
  }

  /** As a user's own loop does; all steps take one batch, which is there once. */
  private static void train(Net.Dense net) {
    Mlp model = Mlp.of(net.name(), Activation.RELU, Rng.seed(1));
    Stepper adam = Adam.rate(net.rule().rate()).over(model);
    Tensor inputs = Tensor.uniform(DType.F32, Shape.of(net.batch(), net.inputs()), Rng.seed(2));
    Tensor labels =
        Tensor.of(
            Shape.of(net.batch()), Numbers.labels("labels", net.batch(), net.sizes().getLast()));
    Compiled step =
        Compiled.of(batch -> {
          adam.zeroGrad();
          Tensor loss = Training.scope(() -> model.apply(batch.get(0)).crossEntropy(batch.get(1)));
          loss.backward();
          adam.step();
          adam.zeroGrad();
          return List.of(loss);
        });
    for (int i = 0; i < STEPS; i++) {
      step.apply(inputs, labels);
    }
  }
}
