// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** A value that was rewritten after the graph had saved it. */
public final class ModifiedException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public ModifiedException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public ModifiedException(String fact, String fix) {
    super(fact, fix);
  }
}
