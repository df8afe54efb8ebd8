// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.jit.PlainLoops;
import java.util.Optional;

/** What the processor offers; reached only where the incubator module is present. */
final class Machine {

  private static final int ROUNDS = 5;
  private static final int CALLS = 100;
  private static final long SLOW = 100_000;

  private static final Optional<String> REFUSAL = find();

  private Machine() {}

  /** Why vectors would be no gain here, or nothing. */
  static Optional<String> refusal() {
    return REFUSAL;
  }

  private static Optional<String> find() {
    if (!PlainLoops.areCompiled()) {
      return Optional.of("classes cannot be defined here, and kernels are such");
    }
    if (Species.F64.length() < 2) {
      return Optional.of("the processor has no vectors");
    }
    if (!Species.areNative()) {
      return Optional.of(
          "the processor has no vectors of "
              + Species.SHAPE.vectorBitSize()
              + " bits; unset chainrule.vector.bits");
    }
    return hasFma() ? Optional.empty() : Optional.of("the processor has no fused multiply-add");
  }

  /**
   * Whether fma is one instruction. Java does not tell; without it a call goes through BigDecimal
   * and takes microseconds instead of some tens of nanoseconds even in the interpreter.
   */
  private static boolean hasFma() {
    long best = Long.MAX_VALUE;
    double value = 1;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int call = 0; call < CALLS; call++) {
        value = Math.fma(value, 0.5, 0.25);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best < SLOW && value > 0;
  }
}
