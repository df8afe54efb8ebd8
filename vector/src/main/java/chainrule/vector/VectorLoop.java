// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Loop;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A loop of vectors, generated when it is first warmed or run, and whether HotSpot has compiled it
 * yet.
 */
final class VectorLoop {

  /** Operations on elements: a few hundredths of a second in plain loops. */
  private static final long WORTH = 1 << 28;

  private static final boolean WARMING = Settings.read().warming();

  private final Supplier<Loop> maker;
  private final int operations;
  private final Warmup warmup;
  private volatile @Nullable Loop made;

  private VectorLoop(Supplier<Loop> maker, int operations, Warmup warmup) {
    this.maker = maker;
    this.operations = operations;
    this.warmup = warmup;
  }

  /**
   * A loop that a maker makes.
   *
   * @param operations the vector operations of a step
   * @param trial what is run until it is fast
   */
  static VectorLoop of(Supplier<Loop> maker, int operations, Trial trial) {
    Once once = new Once(maker);
    Warmup warmup =
        new Warmup(() -> trial.run(once.get()), trial.slow(operations), WARMING ? WORTH : 0);
    return new VectorLoop(once, operations, warmup);
  }

  /** A loop around this one. */
  VectorLoop with(Supplier<Loop> outer) {
    return new VectorLoop(outer, operations, warmup);
  }

  Loop loop() {
    Loop known = made;
    if (known == null) {
      known = maker.get();
      made = known;
    }
    return known;
  }

  /** Whether to run it now; if not, that many elements were asked of it. */
  boolean isReady(long elements) {
    return warmup.isDone(elements * operations);
  }

  /** Makes a loop at the first call alone. */
  private static final class Once implements Supplier<Loop> {

    private final Supplier<Loop> maker;
    private @Nullable Loop made;

    Once(Supplier<Loop> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized Loop get() {
      Loop known = made;
      if (known == null) {
        known = maker.get();
        made = known;
      }
      return known;
    }
  }
}
