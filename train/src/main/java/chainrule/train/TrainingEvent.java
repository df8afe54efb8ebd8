// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.formats.Json;

/** What a training run tells while it goes on. */
public sealed interface TrainingEvent {

  /** It begins. */
  record Started(TrainingPlan plan) implements TrainingEvent {}

  /** It goes on where it was saved. */
  record Resumed(Position position) implements TrainingEvent {}

  /**
   * A step was taken.
   *
   * @param epoch 1 for the first
   * @param epochs how many there will be at most
   * @param step 1 for the first of the epoch
   * @param steps how many the epoch has
   * @param loss of this step's batch
   * @param samplesPerSecond in this epoch so far
   */
  record Stepped(int epoch, int epochs, int step, int steps, double loss, double samplesPerSecond)
      implements TrainingEvent {}

  /** An epoch ended. */
  record EpochEnded(EpochReport report) implements TrainingEvent {}

  /**
   * Something was measured at a step.
   *
   * @param kind a word that programs can test for
   * @param figures what was measured
   */
  record Measured(String kind, Json.JsonObject figures) implements TrainingEvent {}

  /**
   * Something to look at.
   *
   * @param code a word that programs can test for
   * @param message a sentence for people
   */
  record Warned(String code, String message) implements TrainingEvent {}

  /** It has ended, by itself or because it was asked to. */
  record Finished(Run run) implements TrainingEvent {}
}
