// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.nn.StepKeys;
import chainrule.optim.Accumulation;
import chainrule.train.data.Batch;
import java.util.List;
import java.util.Optional;

/** Looks at single steps of a run from beside it: the bits of the run do not depend on it. */
public interface StepWatch {

  /**
   * Whether to look at a step.
   *
   * @param step of the whole run, 1 for the first
   * @param last whether it is the last of its epoch
   */
  boolean wants(long step, boolean last);

  /** Looks at the network before a step with this batch. */
  void before(Batch batch);

  /**
   * Looks at the network after that step.
   *
   * @param epoch 1 for the first
   * @param step of the whole run, 1 for the first
   * @param rate the learning rate of the step
   * @return what listeners shall be told
   */
  List<TrainingEvent> after(int epoch, long step, double rate);

  /** Looks at what an epoch came to; gives what listeners shall be told. */
  List<TrainingEvent> epoch(EpochReport report);

  /**
   * Where the first number came from that is not finite, in words, for a batch that made one.
   *
   * @param keys what the step drew by, before it
   * @param accumulation the passes it was made of
   */
  Optional<String> source(Batch batch, StepKeys keys, Accumulation accumulation);

  /** Looks at nothing. */
  static StepWatch none() {
    return new StepWatch() {
      @Override
      public boolean wants(long step, boolean last) {
        return false;
      }

      @Override
      public void before(Batch batch) {}

      @Override
      public List<TrainingEvent> after(int epoch, long step, double rate) {
        return List.of();
      }

      @Override
      public List<TrainingEvent> epoch(EpochReport report) {
        return List.of();
      }

      @Override
      public Optional<String> source(Batch batch, StepKeys keys, Accumulation accumulation) {
        return Optional.empty();
      }
    };
  }
}
