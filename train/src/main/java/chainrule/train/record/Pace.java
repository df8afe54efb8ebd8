// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.error.ArgumentException;
import chainrule.train.Checkpoints.Occasion;

/** How often a run is saved. When it is done or interrupted it always is. */
public sealed interface Pace {

  /**
   * Whether to save now.
   *
   * @param occasion why it is asked
   * @param steps how many are done
   * @param since nanoseconds since it was saved, or began
   */
  boolean isDue(Occasion occasion, long steps, long since);

  /** Every so many seconds, and at the end of an epoch after a tenth of them. */
  static Pace standard() {
    return new Timed(10);
  }

  /**
   * Every so many steps, and at no other time.
   *
   * @param count 1 or more
   * @throws ArgumentException if it is not
   */
  static Pace everySteps(int count) {
    if (count < 1) {
      throw new ArgumentException("checkpoints: every " + count + " steps; needs 1 or more");
    }
    return new Counted(count);
  }

  /**
   * Time passed: of use where steps take long or short. Bits do not depend on it.
   *
   * @param seconds between two checkpoints
   */
  record Timed(int seconds) implements Pace {

    private static final long NANOS = 1_000_000_000;
    private static final int EPOCH_SHARE = 10;

    @Override
    public boolean isDue(Occasion occasion, long steps, long since) {
      return switch (occasion) {
        case STEP -> since >= seconds * NANOS;
        case EPOCH -> since >= seconds * NANOS / EPOCH_SHARE;
        case INTERRUPTED, FINISHED -> true;
      };
    }
  }

  /** Steps counted. */
  record Counted(int count) implements Pace {
    @Override
    public boolean isDue(Occasion occasion, long steps, long since) {
      return switch (occasion) {
        case STEP, EPOCH -> steps % count == 0;
        case INTERRUPTED, FINISHED -> true;
      };
    }
  }
}
