// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the losses of the epochs say.
 *
 * @param rate the learning rate
 * @param baseline the loss of outputs that look at no input, NaN if it is not known
 * @param firstLoss of the first step, NaN if it is not known
 */
record CourseRules(double rate, double baseline, double firstLoss) {

  private static final int PATIENCE = 3;

  /** The test loss of a network that is sure of itself drifts up while its answers get better. */
  private static final double OVERFITTED = 1.5;

  /**
   * A rise by a smaller part of the baseline is no matter, and often chance in a small test set.
   */
  private static final double MATTERS = 0.1;

  /** Epochs of a healthy run differ by less; one that is thrown back loses more. */
  private static final double RISEN = 1.5;

  /** The first steps may go up before they go down. */
  private static final double RISEN_AT_FIRST = 3;

  /** A step that leaves the guess behind at all leaves it by more than this. */
  private static final double MOVED = 0.98;

  List<Finding> of(List<EpochFigures> epochs) {
    return epochs.isEmpty()
        ? List.of()
        : Stream.of(rising(epochs), flat(epochs), overfitting(epochs))
            .flatMap(Optional::stream)
            .toList();
  }

  private Optional<Finding> rising(List<EpochFigures> epochs) {
    EpochFigures last = epochs.getLast();
    double before =
        epochs.stream()
            .limit(epochs.size() - 1)
            .mapToDouble(EpochFigures::loss)
            .min()
            .orElse(Math.max(baseline, firstLoss));
    boolean matters = !(last.loss() < baseline / 2);
    double bound = epochs.size() == 1 ? RISEN_AT_FIRST : RISEN;
    return last.loss() > bound * before && matters
        ? Optional.of(
            Finding.of(Symptom.RISING_LOSS, Severity.WARNING, Finding.NOWHERE)
                .with("before", before)
                .with("loss", last.loss())
                .with("epoch", last.epoch())
                .with("rate", rate))
        : Optional.empty();
  }

  private Optional<Finding> flat(List<EpochFigures> epochs) {
    EpochFigures last = epochs.getLast();
    double best = epochs.stream().mapToDouble(EpochFigures::loss).min().orElse(Double.NaN);
    return epochs.size() >= PATIENCE && best > MOVED * baseline
        ? Optional.of(
            Finding.of(Symptom.NO_PROGRESS, Severity.WARNING, Finding.NOWHERE)
                .with("epochs", epochs.size())
                .with("loss", last.loss())
                .with("baseline", baseline))
        : Optional.empty();
  }

  /** Whether each of the latest epochs did worse than the best, by far and by enough to matter. */
  private Optional<Finding> overfitting(List<EpochFigures> epochs) {
    EpochFigures last = epochs.getLast();
    double least =
        epochs.stream()
            .skip(Math.max(0, epochs.size() - PATIENCE))
            .mapToDouble(EpochFigures::testLoss)
            .min()
            .orElse(Double.NaN);
    return epochs.stream()
        .min(Comparator.comparingDouble(EpochFigures::testLoss))
        .filter(best ->
            least > OVERFITTED * best.testLoss()
                && !(least - best.testLoss() < MATTERS * baseline)
                && last.loss() < best.loss())
        .map(each ->
            Finding.of(Symptom.OVERFITTING, Severity.WARNING, Finding.NOWHERE)
                .with("best", each.testLoss())
                .with("bestEpoch", each.epoch())
                .with("test", last.testLoss())
                .with("epoch", last.epoch())
                .with("train", last.loss()));
  }
}
