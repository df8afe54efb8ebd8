// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.nn.Loss;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A diagnosis that goes along with a run: each look at it gives what is new, and nothing is told
 * twice.
 *
 * <pre>{@code
 * LiveDiagnosis live = LiveDiagnosis.of(loss, 1e-3);
 * live.see(probe.after(epoch, step, rate));       // findings to warn of
 * live.see(new EpochFigures(epoch, loss, test));
 * }</pre>
 */
public final class LiveDiagnosis {

  /** Told of the worst layer alone, and of no other later. */
  private static final Set<Symptom> ONCE =
      EnumSet.of(
          Symptom.UPDATE_LARGE,
          Symptom.UPDATE_SMALL,
          Symptom.VANISHING_GRADIENT,
          Symptom.EXPLODING_GRADIENT,
          Symptom.NON_FINITE);

  private final Loss loss;
  private final double peakRate;
  private final List<EpochFigures> epochs = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Object> told = new HashSet<>();
  private double firstLoss = Double.NaN;
  private double baseline = Double.NaN;

  private LiveDiagnosis(Loss loss, double peakRate) {
    this.loss = loss;
    this.peakRate = peakRate;
  }

  /**
   * A diagnosis of a run that begins, or goes on.
   *
   * @param peakRate the greatest learning rate of its steps
   */
  public static LiveDiagnosis of(Loss loss, double peakRate) {
    return new LiveDiagnosis(loss, peakRate);
  }

  /** Looks at a step. */
  public List<Finding> see(StepStatistics step) {
    if (step.step() <= 1) {
      firstLoss = step.output().loss();
    }
    if (Double.isNaN(baseline)) {
      baseline = step.output().baseline();
    }
    return fresh(new StepRules(loss, peakRate, firstLoss).of(step));
  }

  /** Looks at an epoch that has ended. */
  public List<Finding> see(EpochFigures epoch) {
    epochs.add(epoch);
    return fresh(new CourseRules(peakRate, baseline, firstLoss).of(epochs));
  }

  private List<Finding> fresh(List<Finding> found) {
    List<Finding> fresh = new ArrayList<>();
    for (Finding finding : found) {
      boolean once = ONCE.contains(finding.symptom());
      if (told.add(once ? finding.symptom() : List.of(finding.symptom(), finding.place()))) {
        fresh.add(finding);
      }
    }
    findings.addAll(fresh);
    return List.copyOf(fresh);
  }

  /** All that was found so far, in its order. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
