// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** A gradient that cannot exist, or a graph that is no longer there. */
public final class GraphException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public GraphException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public GraphException(String fact, String fix) {
    super(fact, fix);
  }
}
