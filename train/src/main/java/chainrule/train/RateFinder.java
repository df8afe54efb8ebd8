// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Parameters;
import chainrule.optim.Stepper;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.Loader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a learning rate: takes steps at rates that rise from low to high by equal factors, and
 * looks how the loss falls and then rises. The network has its bits again afterwards.
 *
 * <pre>{@code
 * var sweep = Trainer.of(net, Losses.crossEntropy()).sweep(RateFinder.standard(), data);
 * sweep.suggestion();
 * }</pre>
 *
 * <p>Source: Smith 2015, arXiv 1506.01186, section 3.3.
 *
 * @param low the first rate, above 0
 * @param high the last, above the first
 * @param steps how many, 10 or more
 */
public record RateFinder(double low, double high, int steps) {

  private static final int FEWEST = 10;

  /** The share of the past in the smoothed loss. */
  private static final double SMOOTHING = 0.9;

  /** How many times the least loss ends a sweep. */
  private static final double DIVERGED = 4;

  /**
   * Checks the ranges.
   *
   * @throws ArgumentException if one is left
   */
  public RateFinder {
    if (!(low > 0) || !(high > low) || Double.isInfinite(high)) {
      throw new ArgumentException(
          "find-lr: rates from " + low + " to " + high + "; needs 0 < low < high");
    }
    if (steps < FEWEST) {
      throw new ArgumentException("find-lr: " + steps + " steps; needs " + FEWEST + " or more");
    }
  }

  /** 100 steps from 1e-7 to 10. */
  public static RateFinder standard() {
    return new RateFinder(1e-7, 10, 100);
  }

  /**
   * One step of a sweep.
   *
   * @param rate of the step
   * @param loss before the step
   * @param smoothed the mean of the losses so far, each weighing 0.9 times the next
   */
  public record Point(double rate, double loss, double smoothed) {}

  /**
   * What the rates did.
   *
   * @param points one a step, until the loss was no number or four times the least
   * @param diverged whether that was before the last rate
   */
  public record Sweep(List<Point> points, boolean diverged) {

    /** Keeps a copy. */
    public Sweep {
      points = List.copyOf(points);
    }

    /**
     * The rate at which the smoothed loss falls fastest along equal factors, if it falls. The first
     * ten steps, or a third of them all, do not count: their mean is of few batches.
     */
    public Optional<Double> steepest() {
      double best = 0;
      Optional<Double> rate = Optional.empty();
      int settled = Math.max(1, Math.min(FEWEST, points.size() / 3));
      for (int i = settled; i < points.size() - 1; i++) {
        double rise = points.get(i + 1).smoothed() - points.get(i - 1).smoothed();
        if (rise < best) {
          best = rise;
          rate = Optional.of(points.get(i).rate());
        }
      }
      return rate;
    }

    /** A tenth of the rate at which the smoothed loss is least, if it fell at all. */
    public Optional<Double> tenthOfBest() {
      Point best = points.getFirst();
      for (Point point : points) {
        best = point.smoothed() < best.smoothed() ? point : best;
      }
      boolean fell = best.smoothed() < points.getFirst().smoothed();
      return fell ? Optional.of(best.rate() / 10) : Optional.empty();
    }

    /** The smaller of both, if the loss fell. */
    public Optional<Double> suggestion() {
      return steepest().flatMap(rate -> tenthOfBest().map(tenth -> Math.min(rate, tenth)));
    }
  }

  /** The rate of a step, from 0. */
  private double rate(int step) {
    return low * StrictMath.pow(high / low, (double) step / (steps - 1));
  }

  /**
   * Sweeps the rates with the descent, the batches and the seed of a recipe, whose schedule and
   * epochs do not count.
   *
   * @throws ArgumentException if there are no samples
   * @throws chainrule.error.DtypeException if the loss does not take the targets
   * @throws chainrule.error.ShapeException if the network does not give what the data needs
   */
  public Sweep sweep(Layer network, Loss loss, Recipe recipe, Dataset data) {
    if (data.count() == 0) {
      throw new ArgumentException("find-lr: " + data.name() + " has no samples; needs 1 or more");
    }
    Outputs.checkTargets(data);
    Parameters parameters = Parameters.of(network);
    Map<String, Tensor> before = Weights.copy(parameters);
    try {
      return sweep(new TrainingPlan(network, loss, recipe, data, Optional.empty(), data));
    } finally {
      Weights.restore(parameters, before);
      parameters.clearGrads();
    }
  }

  private Sweep sweep(TrainingPlan plan) {
    Stepper stepper = plan.recipe().descent().over(plan.network());
    TrainingStep step = new TrainingStep(plan, stepper, _ -> {});
    TrainingStep.Shown shown = new TrainingStep.Shown();
    Loader loader = TrainingLoop.loader(plan);
    int epoch = 1;
    Iterator<Batch> batches = loader.epoch(epoch).iterator();
    List<Point> points = new ArrayList<>();
    double sum = 0;
    double weight = 0;
    double least = Double.POSITIVE_INFINITY;
    while (points.size() < steps) {
      if (!batches.hasNext()) {
        epoch++;
        batches = loader.epoch(epoch).iterator();
      }
      Batch batch = batches.next();
      double rate = rate(points.size());
      step.run(batch, rate, false, shown);
      double value = shown.loss() / (plan.loss().isSum() ? batch.count() : 1);
      sum = SMOOTHING * sum + value;
      weight = SMOOTHING * weight + 1;
      double smoothed = sum / weight;
      if (!Double.isFinite(value) || smoothed > DIVERGED * least) {
        return new Sweep(points, true);
      }
      least = Math.min(least, smoothed);
      points.add(new Point(rate, value, smoothed));
    }
    return new Sweep(points, false);
  }
}
