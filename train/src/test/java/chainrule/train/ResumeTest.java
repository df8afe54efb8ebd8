// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.StateException;
import chainrule.nn.Layer;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Training;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumeTest {

  private static final int STEPS = 3 * 15;

  private final Dataset train = Blobs.of(290, 1);
  private final Dataset test = Blobs.of(60, 2);

  /** A network that drops out what goes into the other, by the keys of the step. */
  private record Dropping(Mlp net) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      boolean training = Context.current().training();
      return net.apply(training ? x.dropout(0.2, Training.key()) : x);
    }
  }

  private static Layer net(long seed) {
    return new Dropping(Mlp.of("2-8-3", Activation.TANH, Rng.seed(seed)));
  }

  private Trainer trainer(Layer net) {
    return Trainer.of(net, Losses.crossEntropy())
        .optimizer(Adam.rate(0.02))
        .epochs(3)
        .batch(20)
        .seed(7);
  }

  /** Snapshots after every step and every epoch of an undisturbed run. */
  private List<Snapshot> snapshots(Trainer trainer) {
    List<Snapshot> all = new ArrayList<>();
    trainer.checkpoints((_, _, snapshot) -> all.add(snapshot.get())).fit(train, test);
    return all;
  }

  @Test
  void a_run_resumed_anywhere_ends_with_the_bits_of_the_undisturbed_one() {
    Run undisturbed = trainer(net(1)).fit(train, test);
    List<Snapshot> snapshots = snapshots(trainer(net(1)));
    assertThat(snapshots).hasSize(STEPS);
    for (Snapshot snapshot : snapshots) {
      Run resumed = trainer(net(2)).resume(snapshot).fit(train, test);
      assertThat(resumed.weightsSha256())
          .as("from step %s", snapshot.position().steps())
          .isEqualTo(undisturbed.weightsSha256());
      assertThat(resumed.epochs().stream().map(EpochReport::loss))
          .containsExactlyElementsOf(undisturbed.epochs().stream().map(EpochReport::loss).toList());
      assertThat(resumed.test()).isEqualTo(undisturbed.test());
    }
  }

  @Test
  void the_best_weights_are_those_of_the_epoch_with_the_smallest_loss() {
    Trainer wild = trainer(net(1)).optimizer(Adam.rate(3)).epochs(5);
    Run last = wild.fit(train, test);
    Run best = trainer(net(1)).optimizer(Adam.rate(3)).epochs(5).keepBest().fit(train, test);
    double least = best.epochs().stream().mapToDouble(epoch -> epoch.test().loss()).min().orElse(0);
    assertThat(best.test().loss()).isEqualTo(least).isLessThan(last.test().loss());
    assertThat(Evaluation.of(best.plan().network(), Losses.crossEntropy(), test))
        .isEqualTo(best.test());
  }

  @Test
  void the_best_weights_survive_a_resume() {
    Trainer wild = trainer(net(1)).optimizer(Adam.rate(3)).epochs(5).keepBest();
    List<Snapshot> snapshots = new ArrayList<>();
    Run undisturbed =
        wild.checkpoints((_, _, snapshot) -> snapshots.add(snapshot.get())).fit(train, test);
    Run resumed =
        trainer(net(4))
            .optimizer(Adam.rate(3))
            .epochs(5)
            .keepBest()
            .resume(snapshots.get(70))
            .fit(train, test);
    assertThat(resumed.weightsSha256()).isEqualTo(undisturbed.weightsSha256());
  }

  @Test
  void an_interrupted_run_is_saved_where_it_ended() {
    List<Snapshot> saved = new ArrayList<>();
    int[] steps = {0};
    Run run =
        trainer(net(1))
            .checkpoints((occasion, _, snapshot) -> {
              if (occasion == Checkpoints.Occasion.INTERRUPTED) {
                saved.add(snapshot.get());
              }
            })
            .interruptedBy(() -> ++steps[0] == 22)
            .fit(train, test);
    assertThat(run.ending()).isEqualTo(Run.Ending.INTERRUPTED);
    assertThat(saved)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.position().epoch()).isEqualTo(2);
          assertThat(one.position().batches()).isEqualTo(7);
        });
  }

  @Test
  void validation_data_stand_in_for_the_test_data_until_the_end() {
    Dataset validation = Blobs.of(30, 3);
    Run run = trainer(net(1)).validation(validation).fit(train, test);
    assertThat(run.epochs().getLast().test().count()).isEqualTo(30);
    assertThat(run.test().count()).isEqualTo(60);
  }

  @Test
  void a_snapshot_of_another_network_or_optimizer_is_refused() {
    Snapshot snapshot = snapshots(trainer(net(1))).get(5);
    Layer wide = new Dropping(Mlp.of("2-9-3", Activation.TANH, Rng.seed(1)));
    assertThatThrownBy(() -> trainer(wide).resume(snapshot).fit(train, test))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("net.layers.0.weight is F32[2, 9] in the network, F32[2, 8]");
  }
}
