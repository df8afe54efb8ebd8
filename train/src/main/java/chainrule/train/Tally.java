// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

/** Where a run is, counted on from step to step without an object for each. */
final class Tally {

  private int epoch;
  private int batches;
  private long steps;
  private double lossSum;
  private long samples;
  private double epochSeconds;
  private double trainSeconds;

  Tally() {
    set(Position.start());
  }

  void set(Position position) {
    epoch = position.epoch();
    batches = position.batches();
    steps = position.steps();
    lossSum = position.lossSum();
    samples = position.samples();
    epochSeconds = position.epochSeconds();
    trainSeconds = position.trainSeconds();
  }

  Position position() {
    return new Position(epoch, batches, steps, lossSum, samples, epochSeconds, trainSeconds);
  }

  int epoch() {
    return epoch;
  }

  int batches() {
    return batches;
  }

  long steps() {
    return steps;
  }

  /** Counts a step. */
  void step(double loss, long count, double seconds) {
    batches++;
    steps++;
    lossSum += loss;
    samples += count;
    epochSeconds += seconds;
  }

  /** Goes to the beginning of the next epoch. */
  void nextEpoch() {
    trainSeconds += epochSeconds;
    epoch++;
    batches = 0;
    lossSum = 0;
    samples = 0;
    epochSeconds = 0;
  }

  /** The mean loss over the samples of this epoch. */
  double loss() {
    return lossSum / samples;
  }

  double samplesPerSecond() {
    return samples / epochSeconds;
  }

  double epochSeconds() {
    return epochSeconds;
  }

  /** The time spent in all steps. */
  double seconds() {
    return trainSeconds + epochSeconds;
  }
}
