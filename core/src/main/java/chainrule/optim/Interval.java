// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;
import java.util.Locale;

/**
 * A part of a run.
 *
 * @param count 1 or more
 * @param unit what is counted
 */
public record Interval(long count, Unit unit) {

  /** What a run is counted in. */
  public enum Unit {
    /** Updates of the parameters. */
    STEPS,
    /** Passes over the training data. */
    EPOCHS
  }

  /**
   * Checks the range.
   *
   * @throws ArgumentException if the count is below 1
   */
  public Interval {
    if (count < 1) {
      throw new ArgumentException(
          "schedule: " + count + " " + unit.name().toLowerCase(Locale.ROOT) + "; needs 1 or more");
    }
  }

  /** A number of steps. */
  public static Interval steps(long count) {
    return new Interval(count, Unit.STEPS);
  }

  /** A number of epochs. */
  public static Interval epochs(long count) {
    return new Interval(count, Unit.EPOCHS);
  }

  /** The number of steps. */
  long steps(Moment moment) {
    if (unit == Unit.STEPS) {
      return count;
    }
    long each = moment.stepsPerEpoch();
    return count > Long.MAX_VALUE / each ? Long.MAX_VALUE : count * each;
  }

  /** The number, with its unit unless it is the usual one. */
  String text(Unit usual) {
    return unit == usual ? Long.toString(count) : count + unit.name().toLowerCase(Locale.ROOT);
  }
}
