// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** An index or axis outside its bounds. */
public final class IndexException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public IndexException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public IndexException(String fact, String fix) {
    super(fact, fix);
  }
}
