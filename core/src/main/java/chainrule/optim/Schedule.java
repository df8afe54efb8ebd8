// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the learning rate changes over a run: a factor for each step, a function of the moment alone,
 * so that a run that goes on has the rates of one that was never stopped. {@link Schedules} reads
 * and writes them as text.
 */
public interface Schedule {

  /** The name in files and reports: the text that {@link Schedules#parse} reads, if it is ours. */
  String name();

  /** What the rate is multiplied by, 0 or more. */
  double factor(Moment moment);

  /** This for a number of steps, then another, for which the run begins there. */
  default Schedule until(Interval length, Schedule next) {
    return new Chain(this, length, next);
  }

  /** The product of both. */
  default Schedule times(Schedule other) {
    return new Product(List.of(this, other));
  }

  /** The same rate at every step. */
  record Constant() implements Schedule {
    @Override
    public String name() {
      return "constant";
    }

    @Override
    public double factor(Moment moment) {
      return 1;
    }
  }

  /**
   * From the whole rate down to almost a floor along half a cosine: floor + (1 - floor) * (1 +
   * cos(pi (step - 1) / steps)) / 2.
   *
   * <p>Source: Loshchilov and Hutter 2016, arXiv 1608.03983, eq. 5, without restarts.
   *
   * @param floor 0 to 1
   */
  record Cosine(double floor) implements Schedule {
    /**
     * Checks the range.
     *
     * @throws ArgumentException if it is left
     */
    public Cosine {
      Ranges.share("cosine: floor", floor);
    }

    /** Down to almost nothing. */
    public Cosine() {
      this(0);
    }

    @Override
    public String name() {
      return floor == 0 ? "cosine" : "cosine:" + Words.number(floor);
    }

    @Override
    public double factor(Moment moment) {
      if (moment.step() > moment.steps()) {
        return floor;
      }
      double fall = (1 + StrictMath.cos(Math.PI * (moment.step() - 1) / moment.steps())) / 2;
      return floor + (1 - floor) * fall;
    }
  }

  /**
   * Multiplied by gamma after each span: gamma^n after n whole spans.
   *
   * @param gamma above 0, 1 at most
   */
  record Steps(Interval every, double gamma) implements Schedule {
    /**
     * Checks the range.
     *
     * @throws ArgumentException if it is left
     */
    public Steps {
      Ranges.positiveShare("step: gamma", gamma);
    }

    @Override
    public String name() {
      return "step:" + every.text(Interval.Unit.EPOCHS) + ":" + Words.number(gamma);
    }

    @Override
    public double factor(Moment moment) {
      long spans = (moment.step() - 1) / every.steps(moment);
      return StrictMath.pow(gamma, (double) spans);
    }
  }

  /**
   * Multiplied by gamma after each epoch: gamma^n after n epochs.
   *
   * @param gamma above 0, 1 at most
   */
  record Exponential(double gamma) implements Schedule {
    /**
     * Checks the range.
     *
     * @throws ArgumentException if it is left
     */
    public Exponential {
      Ranges.positiveShare("exponential: gamma", gamma);
    }

    @Override
    public String name() {
      return "exponential:" + Words.number(gamma);
    }

    @Override
    public double factor(Moment moment) {
      return StrictMath.pow(gamma, (double) moment.epochs());
    }
  }

  /**
   * Up to the whole rate in equal steps, the first above 0: step / length, then 1.
   *
   * <p>Source: Goyal et al. 2017, arXiv 1706.02677, section 2.2.
   */
  record WarmUp(Interval length) implements Schedule {
    @Override
    public String name() {
      return "warmup:" + length.text(Interval.Unit.STEPS);
    }

    @Override
    public double factor(Moment moment) {
      return Math.min(1, (double) moment.step() / length.steps(moment));
    }

    /** This, then another schedule, for which the run begins at the whole rate. */
    public Schedule then(Schedule next) {
      return until(length, next);
    }
  }

  /**
   * Up along half a cosine from 1 / start, down along another to 1 / (start * end): PyTorch's
   * {@code OneCycleLR} with two phases. The momentum is not cycled.
   *
   * <p>Source: Smith and Topin 2018, arXiv 1708.07120; Smith 2018, arXiv 1803.09820.
   *
   * @param rise the share of the run that goes up, 0 to 1
   * @param start what the rate is divided by at the first step, 1 or more
   * @param end what that is divided by again at the last step, 1 or more
   */
  record OneCycle(double rise, double start, double end) implements Schedule {
    private static final double START = 25;
    private static final double END = 1e4;

    /**
     * Checks the ranges.
     *
     * @throws ArgumentException if one is left
     */
    public OneCycle {
      Ranges.share("onecycle: rise", rise);
      Ranges.atLeastOne("onecycle: start", start);
      Ranges.atLeastOne("onecycle: end", end);
    }

    /** From a 25th, to a 10,000th of that. */
    public OneCycle(double rise) {
      this(rise, START, END);
    }

    @Override
    public String name() {
      String usual = "onecycle:" + Words.number(rise);
      boolean isUsual = start == START && end == END;
      return isUsual ? usual : usual + ":" + Words.number(start) + ":" + Words.number(end);
    }

    @Override
    public double factor(Moment moment) {
      double last = Math.max(0, moment.steps() - 1.0);
      double at = Math.min(moment.step() - 1.0, last);
      double top = Math.clamp(rise * moment.steps() - 1, 0, last);
      double low = 1 / start;
      double lowest = low / end;
      return at < top ? along(low, 1, at / top) : along(1, lowest, at, top, last);
    }

    private static double along(double from, double to, double at, double top, double last) {
      return last == top ? from : along(from, to, (at - top) / (last - top));
    }

    private static double along(double from, double to, double share) {
      return to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * share));
    }
  }

  /**
   * Multiplied by a factor whenever the test loss has stood still for longer than {@code patience}
   * epochs: PyTorch's {@code ReduceLROnPlateau} for losses, without cooldown. A loss below (1 -
   * threshold) times the least so far is progress; NaN never is.
   *
   * @param factor above 0, below 1
   * @param patience epochs without progress that change nothing, 0 or more
   * @param threshold 0 to 1
   * @param floor below which the product does not fall, 0 to 1
   */
  record Plateau(double factor, int patience, double threshold, double floor) implements Schedule {
    private static final double THRESHOLD = 1e-4;

    /**
     * Checks the ranges.
     *
     * @throws ArgumentException if one is left
     */
    public Plateau {
      if (!(factor > 0) || factor >= 1) {
        throw new ArgumentException(
            "plateau: factor: " + factor + "; needs a number above 0, below 1");
      }
      if (patience < 0) {
        throw new ArgumentException("plateau: patience: " + patience + "; needs 0 or more");
      }
      Ranges.share("plateau: threshold", threshold);
      Ranges.share("plateau: floor", floor);
    }

    /** With threshold 1e-4 and no floor. */
    public Plateau(double factor, int patience) {
      this(factor, patience, THRESHOLD, 0);
    }

    @Override
    public String name() {
      String usual = "plateau:" + Words.number(factor) + ":" + patience;
      boolean isUsual = threshold == THRESHOLD && floor == 0;
      return isUsual ? usual : usual + ":" + Words.number(threshold) + ":" + Words.number(floor);
    }

    @Override
    public double factor(Moment moment) {
      return scale(moment.losses());
    }

    /** What the rate is multiplied by after some losses, the first first. */
    public double scale(List<Double> losses) {
      double scale = 1;
      double best = Double.POSITIVE_INFINITY;
      int bad = 0;
      for (double loss : losses) {
        if (loss < best * (1 - threshold)) {
          best = loss;
          bad = 0;
        } else {
          bad++;
        }
        if (bad > patience) {
          scale = Math.max(scale * factor, floor);
          bad = 0;
        }
      }
      return scale;
    }
  }

  /** One schedule for a number of steps, then another, for which the run begins there. */
  record Chain(Schedule first, Interval length, Schedule next) implements Schedule {
    @Override
    public String name() {
      boolean known = first instanceof WarmUp(Interval own) && own.equals(length);
      String end = known ? "" : "@" + length.text(Interval.Unit.STEPS);
      String begin = first instanceof Chain ? Schedules.whole(first) : first.name();
      return begin + end + "+" + next.name();
    }

    @Override
    public double factor(Moment moment) {
      long steps = length.steps(moment);
      return moment.step() <= steps ? first.factor(moment) : next.factor(moment.after(steps));
    }
  }

  /** The product of several. */
  record Product(List<Schedule> factors) implements Schedule {
    /** Keeps a copy. */
    public Product {
      factors = List.copyOf(factors);
    }

    @Override
    public String name() {
      return factors.stream().map(Schedules::whole).collect(Collectors.joining("*"));
    }

    @Override
    public double factor(Moment moment) {
      double product = 1;
      for (Schedule factor : factors) {
        product *= factor.factor(moment);
      }
      return product;
    }
  }
}
