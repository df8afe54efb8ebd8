// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

/** The version of the library that files carry. */
public final class Version {

  /** The version. */
  public static final String TEXT = "0.1.0-SNAPSHOT";

  private Version() {}
}
