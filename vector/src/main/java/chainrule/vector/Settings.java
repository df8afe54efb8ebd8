// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.error.ArgumentException;

/**
 * What the system properties say.
 *
 * @param bits the width of a vector, from {@code chainrule.vector.bits}; 0 for the widest that the
 *     machine prefers
 */
record Settings(int bits) {

  private static final String BITS = "chainrule.vector.bits";

  /** The settings of this process. */
  static Settings read() {
    return of(System.getProperty(BITS, ""));
  }

  /** The settings written as in the property. */
  static Settings of(String bits) {
    return switch (bits) {
      case "" -> new Settings(0);
      case "128" -> new Settings(128);
      case "256" -> new Settings(256);
      case "512" -> new Settings(512);
      default ->
          throw new ArgumentException(
              BITS + ": \"" + bits + "\"; needs 128, 256 or 512",
              "leave it out: the machine's own width is the fastest");
    };
  }
}
