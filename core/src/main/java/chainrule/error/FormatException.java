// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** Content of a file, a header or a text that breaks its format. */
public final class FormatException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public FormatException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public FormatException(String fact, String fix) {
    super(fact, fix);
  }
}
