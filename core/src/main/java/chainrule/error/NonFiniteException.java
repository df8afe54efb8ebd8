// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** A number that became infinite or not a number where it must be finite. */
public final class NonFiniteException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public NonFiniteException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public NonFiniteException(String fact, String fix) {
    super(fact, fix);
  }
}
