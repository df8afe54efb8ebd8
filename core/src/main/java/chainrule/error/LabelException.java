// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** A class label outside the classes there are. */
public final class LabelException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public LabelException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public LabelException(String fact, String fix) {
    super(fact, fix);
  }
}
