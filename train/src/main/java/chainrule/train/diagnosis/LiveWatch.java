// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.StepKeys;
import chainrule.optim.Accumulation;
import chainrule.train.EpochReport;
import chainrule.train.StepWatch;
import chainrule.train.TrainingEvent;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at the first step of a run and at the last of each epoch: tells its statistics and warns of
 * what is wrong, each thing once.
 */
public final class LiveWatch implements StepWatch {

  private final Layer network;
  private final Loss loss;
  private final StatisticsProbe probe;
  private final LiveDiagnosis diagnosis;
  private final Locale language;
  private final Optional<Dataset> data;

  private LiveWatch(
      Layer network, Loss loss, LiveDiagnosis diagnosis, Locale language, Optional<Dataset> data) {
    this.network = network;
    this.loss = loss;
    this.probe = StatisticsProbe.of(network, loss);
    this.diagnosis = diagnosis;
    this.language = language;
    this.data = data;
  }

  /**
   * A watch over a run.
   *
   * @param peakRate the greatest learning rate of its steps
   * @param language of the warnings: Chinese for any kind of it, else English
   */
  public static LiveWatch of(Layer network, Loss loss, double peakRate, Locale language) {
    return new LiveWatch(
        network, loss, LiveDiagnosis.of(loss, peakRate), language, Optional.empty());
  }

  /** The same, that looks at the training data too when the run begins. */
  public LiveWatch over(Dataset train) {
    return new LiveWatch(network, loss, diagnosis, language, Optional.of(train));
  }

  @Override
  public boolean wants(long step, boolean last) {
    return last || step == 1;
  }

  @Override
  public void before(Batch batch) {
    probe.before(batch);
  }

  @Override
  public List<TrainingEvent> after(int epoch, long step, double rate) {
    StepStatistics statistics = probe.after(epoch, step, rate);
    List<TrainingEvent> events = new ArrayList<>();
    events.add(new TrainingEvent.Measured("stats", statistics.toJson()));
    if (step == 1) {
      data.ifPresent(train -> events.addAll(warnings(Diagnosis.ofData(train, network))));
    }
    events.addAll(warnings(diagnosis.see(statistics)));
    return events;
  }

  @Override
  public List<TrainingEvent> epoch(EpochReport report) {
    EpochFigures figures = new EpochFigures(report.epoch(), report.loss(), report.test().loss());
    return warnings(diagnosis.see(figures));
  }

  private List<TrainingEvent> warnings(List<Finding> findings) {
    return findings.stream()
        .<TrainingEvent>map(finding ->
            new TrainingEvent.Warned(
                finding.code(), finding.message(language) + " " + finding.remedy(language)))
        .toList();
  }

  @Override
  public Optional<String> source(Batch batch, StepKeys keys, Accumulation accumulation) {
    return NonFiniteHunt.find(network, loss, batch, keys, accumulation).map(Culprit::toString);
  }
}
