// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.nn.Loss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the statistics of one step say. Each bound is set where healthy runs of nets from two to a
 * dozen layers stay well away from it.
 *
 * @param peakRate the greatest learning rate of the run; steps at a small part of it, as in a
 *     warm-up or at the end of a cosine, are not asked to move much
 * @param firstLoss of the run, NaN if it is not known
 */
record StepRules(Loss loss, double peakRate, double firstLoss) {

  /** Fewer samples than this make units look dead by chance. */
  private static final int LEAST_SAMPLES = 16;

  /** A large learning rate can kill this share of rectifiers; a batch finds some idle anyway. */
  private static final double DEAD = 0.4;

  private static final double FEWEST_DEAD = 3;

  /** At the start every sigmoid should be near its middle. */
  private static final double SATURATED_AT_FIRST = 0.5;

  /** Later a unit may well say yes or no, but not all of them, nor the same for every sample. */
  private static final double SATURATED = 0.95;

  private static final double STUCK = 0.5;

  /** Ten times as much as six layers of sigmoids lose, a quarter in each. */
  private static final double VANISHED = 1e-4;

  private static final double EXPLODED = 1e3;

  /**
   * Karpathy's rule of thumb is 0.001; two hundred times that rewrites weights in five steps. Plain
   * descent on a few sigmoids, at a rate of 3, comes to a tenth and learns.
   */
  private static final double LARGE_UPDATE = 0.2;

  /**
   * The first step is the largest: gradients are, and Adam moves every weight by the whole rate.
   */
  private static final double LARGE_FIRST_UPDATE = 3;

  private static final double SMALL_UPDATE = 1e-5;
  private static final double USUAL_UPDATE = 1e-3;
  private static final double WORKING_RATE = 0.1;

  /** A network that starts right has logits of about 1, which cost a fraction of ln(classes). */
  private static final double HIGH_FIRST_LOSS = 3;

  /** Without logits the mean of the targets counts: outputs start around 0 rather than there. */
  private static final double HIGH_FIRST_NUMBERS = 10;

  private static final double LOW_FIRST_LOSS = 0.5;

  List<Finding> of(StepStatistics step) {
    List<Finding> findings = new ArrayList<>(nonFinite(step));
    if (findings.isEmpty()) {
      findings.addAll(gradients(step));
      findings.addAll(activations(step));
      Stream.of(vanishing(step), exploding(step), largeUpdate(step), smallUpdate(step))
          .flatMap(Optional::stream)
          .forEach(findings::add);
    }
    doubled(step).ifPresent(findings::add);
    firstLoss(step).ifPresent(findings::add);
    return findings;
  }

  // ------------------------------------------------------------------ numbers

  private static List<Finding> nonFinite(StepStatistics step) {
    List<Finding> findings = new ArrayList<>();
    for (ParameterStatistics each : step.parameters()) {
      if (!Double.isFinite(each.norm())) {
        Place place = new Place(each.path(), each.layer().label());
        findings.add(nonFinite(place, 1, step.rate()));
      }
    }
    for (LayerStatistics layer : step.layers()) {
      if (findings.isEmpty() && layer.nonFinite() > 0) {
        findings.add(nonFinite(layer.place(), layer.nonFinite(), step.rate()));
      }
    }
    for (ParameterStatistics each : step.parameters()) {
      if (findings.isEmpty() && !Double.isFinite(each.gradientNorm())) {
        Place place = new Place(each.path(), "gradient");
        findings.add(nonFinite(place, 1, step.rate()));
      }
    }
    if (findings.isEmpty() && !Double.isFinite(step.output().loss())) {
      findings.add(nonFinite(new Place("", "loss"), 1, step.rate()));
    }
    return findings;
  }

  private static Finding nonFinite(Place place, long count, double rate) {
    return Finding.of(Symptom.NON_FINITE, Severity.ERROR, place)
        .with("count", count)
        .with("rate", rate);
  }

  // ------------------------------------------------------------------ layers

  private static List<Finding> activations(StepStatistics step) {
    List<Finding> findings = new ArrayList<>();
    for (LayerStatistics layer : step.layers()) {
      if (isDead(layer)) {
        Severity severity = layer.dead() == 1 ? Severity.ERROR : Severity.WARNING;
        findings.add(
            Finding.of(Symptom.DEAD_RELU, severity, layer.place())
                .with("dead", layer.dead())
                .with("units", layer.units())
                .with("samples", layer.samples())
                .with("rate", step.rate()));
      }
      if (isSaturated(layer, step.step() <= 1)) {
        findings.add(
            Finding.of(Symptom.SATURATED, Severity.WARNING, layer.place())
                .with("saturated", layer.saturated())
                .with("stuck", layer.stuck())
                .with("units", layer.units()));
      }
    }
    return findings;
  }

  private static boolean isDead(LayerStatistics layer) {
    return layer.kind() == LayerStatistics.Kind.RECTIFIER
        && layer.samples() >= LEAST_SAMPLES
        && layer.dead() > DEAD
        && layer.dead() * layer.units() >= Math.min(FEWEST_DEAD, (double) layer.units());
  }

  private static boolean isSaturated(LayerStatistics layer, boolean isFirst) {
    return layer.kind() == LayerStatistics.Kind.BOUNDED
        && !layer.isLast()
        && layer.samples() >= LEAST_SAMPLES
        && (layer.saturated() > (isFirst ? SATURATED_AT_FIRST : SATURATED)
            || layer.stuck() > STUCK);
  }

  // ------------------------------------------------------------------ gradients

  /** A parameter that gets none, unless dead units behind it say why. */
  private static List<Finding> gradients(StepStatistics step) {
    boolean dead = step.layers().stream().anyMatch(StepRules::isDead);
    List<Finding> findings = new ArrayList<>();
    for (ParameterStatistics each : step.parameters()) {
      if (each.gradientNorm() != 0 || each.count() == 0) {
        continue;
      }
      if (!each.blockedBy().isEmpty() && !(dead && passesSometimes(each.blockedBy()))) {
        findings.add(
            Finding.of(Symptom.NO_GRADIENT, Severity.ERROR, each.layer())
                .with("parameter", name(each))
                .with("operation", each.blockedBy()));
      } else if (each.blockedBy().isEmpty() && !each.isReached()) {
        findings.add(
            Finding.of(Symptom.NOT_REACHED, Severity.ERROR, each.layer())
                .with("parameter", name(each)));
      }
    }
    return findings;
  }

  /** Whether an operation lets gradients through, but for inputs that a dead layer gives it. */
  private static boolean passesSometimes(String operation) {
    return operation.endsWith("relu")
        || operation.endsWith("affine")
        || operation.endsWith("matmul");
  }

  /** The name of a parameter inside its layer. */
  private static String name(ParameterStatistics parameter) {
    String layer = parameter.layer().path();
    return layer.isEmpty() ? parameter.path() : parameter.path().substring(layer.length() + 1);
  }

  private static List<ParameterStatistics> matrices(StepStatistics step) {
    return step.parameters().stream().filter(each -> each.rank() >= 2).toList();
  }

  private static Optional<Finding> vanishing(StepStatistics step) {
    List<ParameterStatistics> matrices =
        matrices(step).stream().filter(each -> each.gradientNorm() > 0).toList();
    if (matrices.size() < 2) {
      return Optional.empty();
    }
    ParameterStatistics first = matrices.getFirst();
    ParameterStatistics last = matrices.getLast();
    double ratio = first.gradientRms() / last.gradientRms();
    return ratio < VANISHED
        ? Optional.of(
            Finding.of(Symptom.VANISHING_GRADIENT, Severity.WARNING, first.layer())
                .with("first", first.gradientRms())
                .with("last", last.gradientRms())
                .with("ratio", ratio)
                .with("end", last.layer().toString()))
        : Optional.empty();
  }

  private static Optional<Finding> exploding(StepStatistics step) {
    List<LayerStatistics> layers =
        step.layers().stream()
            .filter(each -> each.kind() == LayerStatistics.Kind.LAYER && each.gradient() > 0)
            .toList();
    if (layers.size() < 2) {
      return Optional.empty();
    }
    LayerStatistics first = layers.getFirst();
    LayerStatistics last = layers.getLast();
    double ratio = first.gradient() / last.gradient();
    return ratio > EXPLODED
        ? Optional.of(
            Finding.of(Symptom.EXPLODING_GRADIENT, Severity.WARNING, first.place())
                .with("first", first.gradient())
                .with("last", last.gradient())
                .with("ratio", ratio)
                .with("end", last.place().toString()))
        : Optional.empty();
  }

  // ------------------------------------------------------------------ updates

  /** Biases are left out: they start at 0, of which every update is a large part. */
  private static List<ParameterStatistics> moved(StepStatistics step) {
    return matrices(step).stream()
        .filter(each -> each.norm() > 0 && each.updateNorm() > 0)
        .sorted(Comparator.comparingDouble(ParameterStatistics::updateRatio))
        .toList();
  }

  private static Optional<Finding> largeUpdate(StepStatistics step) {
    double bound = step.step() <= 1 ? LARGE_FIRST_UPDATE : LARGE_UPDATE;
    List<ParameterStatistics> moved = moved(step);
    if (moved.isEmpty() || !(moved.getLast().updateRatio() > bound)) {
      return Optional.empty();
    }
    ParameterStatistics most = moved.getLast();
    return Optional.of(
        update(Symptom.UPDATE_LARGE, most, step)
            .with("better", step.rate() * USUAL_UPDATE / most.updateRatio()));
  }

  private Optional<Finding> smallUpdate(StepStatistics step) {
    boolean works = step.rate() >= WORKING_RATE * peakRate;
    boolean learned = step.output().loss() < LOW_FIRST_LOSS * firstLoss;
    List<ParameterStatistics> moved = moved(step);
    return step.step() <= 1
            || !works
            || learned
            || moved.isEmpty()
            || !(moved.getLast().updateRatio() < SMALL_UPDATE)
        ? Optional.empty()
        : Optional.of(update(Symptom.UPDATE_SMALL, moved.getLast(), step));
  }

  private static Finding update(Symptom symptom, ParameterStatistics moved, StepStatistics step) {
    return Finding.of(symptom, Severity.WARNING, moved.layer())
        .with("ratio", moved.updateRatio())
        .with("rate", step.rate())
        .with("parameter", name(moved));
  }

  // ------------------------------------------------------------------ output

  private Optional<Finding> doubled(StepStatistics step) {
    OutputStatistics output = step.output();
    if (!loss.takesLogits() || output.samples() == 0) {
      return Optional.empty();
    }
    String last = output.operation().label();
    boolean harmless = last.equals("logSoftmax") || output.logProbabilities() == 1;
    boolean doubled =
        last.equals("softmax") || last.equals("sigmoid") || output.probabilities() == 1;
    if (!doubled && !harmless) {
      return Optional.empty();
    }
    String named = last.equals("sigmoid") ? last : harmless ? "logSoftmax" : "softmax";
    return Optional.of(
        Finding.of(
                Symptom.DOUBLE_SOFTMAX,
                harmless ? Severity.NOTE : Severity.WARNING,
                place(step, output))
            .with("least", output.least())
            .with("greatest", output.greatest())
            .with("operation", named)
            .with("loss", loss.name()));
  }

  private static Place place(StepStatistics step, OutputStatistics output) {
    return output.operation().label().isEmpty() ? end(step) : output.operation();
  }

  /** The last layer with parameters. */
  private static Place end(StepStatistics step) {
    return step.parameters().isEmpty() ? Finding.NOWHERE : step.parameters().getLast().layer();
  }

  private Optional<Finding> firstLoss(StepStatistics step) {
    OutputStatistics output = step.output();
    double high = loss.takesLogits() ? HIGH_FIRST_LOSS : HIGH_FIRST_NUMBERS;
    double ratio = output.loss() / output.baseline();
    if (step.step() > 1 || !(output.baseline() > 0)) {
      return Optional.empty();
    }
    if (ratio > high) {
      return Optional.of(
          firstLoss(Symptom.FIRST_LOSS_HIGH, Severity.WARNING, step)
              .with("greatest", Math.max(Math.abs(output.least()), Math.abs(output.greatest()))));
    }
    return ratio < LOW_FIRST_LOSS
        ? Optional.of(firstLoss(Symptom.FIRST_LOSS_LOW, Severity.NOTE, step))
        : Optional.empty();
  }

  private static Finding firstLoss(Symptom symptom, Severity severity, StepStatistics step) {
    return Finding.of(symptom, severity, end(step))
        .with("loss", step.output().loss())
        .with("baseline", step.output().baseline());
  }
}
