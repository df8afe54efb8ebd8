// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** A value outside the range that a method or an option accepts. */
public final class ArgumentException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public ArgumentException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public ArgumentException(String fact, String fix) {
    super(fact, fix);
  }
}
