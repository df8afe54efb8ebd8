// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.nn.Layer;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.nn.Training;
import chainrule.optim.Adam;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.random.Rng;
import chainrule.spi.Workers;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import chainrule.train.augment.Augmentation;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import chainrule.train.data.Loader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LoadedTrainingTest {

  private static final Dataset TRAIN = Digits.synthetic(200, 1).train();
  private static final String AUGMENTATION =
      "shift:2,rotate:10,scale:0.1,elastic:4:34,noise:0.05,flip,cutout:8,mixup:0.2";

  @Test
  void one_digest_for_any_number_of_loader_and_compute_workers() {
    Set<String> digests = new TreeSet<>();
    for (int compute : List.of(1, 2, 8)) {
      Context context = Context.current().withWorkers(Workers.of(compute));
      for (int loaders : List.of(0, 1, 4)) {
        digests.add(context.call(() -> digest(loaders, AUGMENTATION)));
      }
    }
    assertThat(digests).hasSize(1).doesNotContain(digest(0, "none"));
  }

  private static String digest(int workers, String augmentation) {
    Mlp net = Mlp.of("784-64-10", Activation.RELU, Rng.seed(1));
    Stepper stepper = Adam.rate(1e-3).over(net);
    Compiled step = Compiled.of(batch -> step(net, stepper, batch));
    Loader loader =
        Loader.of(TRAIN, 64)
            .shuffled(Rng.seed(2))
            .augmented(Augmentation.parse(augmentation), Rng.seed(3))
            .prefetching(workers);
    for (int epoch = 1; epoch <= 2; epoch++) {
      for (Batch batch : loader.epoch(epoch)) {
        stepper.advance(1e-3);
        step.apply(batch.inputs(), batch.targets());
      }
    }
    return Parameters.of(net).sha256();
  }

  private static List<Tensor> step(Layer net, Stepper stepper, List<Tensor> batch) {
    stepper.zeroGrad();
    Tensor loss =
        Training.scope(() -> Losses.crossEntropy().of(net.apply(batch.get(0)), batch.get(1)));
    loss.backward();
    stepper.update();
    stepper.zeroGrad();
    return List.of(loss);
  }
}
