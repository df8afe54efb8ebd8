// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** An element type that an operation does not take, or two that do not agree. */
public final class DtypeException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public DtypeException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public DtypeException(String fact, String fix) {
    super(fact, fix);
  }
}
