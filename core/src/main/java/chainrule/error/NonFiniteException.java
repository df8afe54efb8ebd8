// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number that became infinite or not a number where it must be finite. Anomaly mode tells the
 * operation and the line.
 */
public final class NonFiniteException extends ChainruleException {

  private static final long serialVersionUID = 2L;

  private final @Nullable String operation;
  private final boolean backward;
  private final @Nullable StackTraceElement line;

  /** An error that states a fact and names no remedy. */
  public NonFiniteException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public NonFiniteException(String fact, String fix) {
    super(fact, fix);
    operation = null;
    backward = false;
    line = null;
  }

  /**
   * An error that knows its operation.
   *
   * @param operation the name of the operation that made the number
   * @param backward whether its gradient rule did, rather than its value
   * @param line the line of the program that asked for the operation
   */
  public NonFiniteException(
      String fact,
      String fix,
      String operation,
      boolean backward,
      Optional<StackTraceElement> line) {
    super(fact, fix);
    this.operation = operation;
    this.backward = backward;
    this.line = line.orElse(null);
  }

  /** The operation that made the number, if anomaly mode was on. */
  public Optional<String> operation() {
    return Optional.ofNullable(operation);
  }

  /** Whether a gradient rule made it, in a backward pass. */
  public boolean isBackward() {
    return backward;
  }

  /**
   * The line of the program that asked for the operation: of its forward call, for a gradient rule,
   * too. Nothing if the forward pass ran outside of anomaly mode.
   */
  public Optional<StackTraceElement> line() {
    return Optional.ofNullable(line);
  }
}
