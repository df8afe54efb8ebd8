// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** A request over a limit: memory, sizes, depth, counts. */
public final class LimitException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public LimitException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public LimitException(String fact, String fix) {
    super(fact, fix);
  }
}
