// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

/** A file that cannot be read, written or found. */
public final class FileException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  /** An error that states a fact and names no remedy. */
  public FileException(String fact) {
    this(fact, "");
  }

  /** An error that states a fact and a remedy. */
  public FileException(String fact, String fix) {
    super(fact, fix);
  }
}
