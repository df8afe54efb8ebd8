// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** Shapes that do not fit an operation. */
public final class ShapeException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public ShapeException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public ShapeException(String fact, String fix) {
    super(fact, fix);
  }
}
