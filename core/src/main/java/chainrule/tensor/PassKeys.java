// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.StateException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of the draws of one forward pass: the children 0, 1, 2 and so on of its key, in the
 * order in which they are asked for. For one thread.
 */
public final class PassKeys {

  /** None: whoever asks is told how to have some. */
  public static final PassKeys NONE = new PassKeys(Optional.empty(), 0);

  private final Optional<Supplier<RandomKey>> pass;
  private long ordinal;

  private PassKeys(Optional<Supplier<RandomKey>> pass, long ordinal) {
    this.pass = pass;
    this.ordinal = ordinal;
  }

  /**
   * The keys of a pass that begins.
   *
   * @param pass gives the same key whenever it is asked
   */
  public static PassKeys of(Supplier<RandomKey> pass) {
    return new PassKeys(Optional.of(pass), 0);
  }

  /**
   * The key of the next draw.
   *
   * @throws StateException if there are no keys
   */
  public RandomKey next() {
    Supplier<RandomKey> key =
        pass.orElseThrow(() ->
            new StateException(
                "key: nothing to draw by here",
                "open the step with Training.scope(keys, ...), keys = StepKeys.of(Rng.seed(1))"));
    return key.get().child(ordinal++);
  }

  /** Those that are left, for who draws them a second time. */
  PassKeys again() {
    return new PassKeys(pass, ordinal);
  }
}
