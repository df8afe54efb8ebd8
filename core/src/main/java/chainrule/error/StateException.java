// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** A call in a state that does not allow it, such as a gradient asked for before one exists. */
public final class StateException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public StateException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public StateException(String fact, String fix) {
    super(fact, fix);
  }
}
