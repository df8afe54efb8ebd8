// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.error.ArgumentException;
import java.util.Optional;

/**
 * What the system properties say.
 *
 * @param bits the width of a vector, from {@code chainrule.vector.bits}; 0 for the widest that the
 *     machine prefers
 * @param warming whether plain loops run until HotSpot has compiled a vector kernel, from {@code
 *     chainrule.vector.warming}; not so in tests that must see vectors from the first call
 */
record Settings(int bits, boolean warming) {

  private static final String BITS = "chainrule.vector.bits";
  private static final String WARMING = "chainrule.vector.warming";

  /**
   * The settings of this process.
   *
   * @throws ArgumentException if a property has another value
   */
  static Settings read() {
    return of(System.getProperty(BITS, ""), System.getProperty(WARMING, ""));
  }

  /** Why the properties cannot be followed, or nothing. */
  static Optional<String> fault() {
    try {
      read();
      return Optional.empty();
    } catch (ArgumentException wrong) {
      return Optional.of(wrong.fact());
    }
  }

  /** The settings written as in the properties. */
  static Settings of(String bits, String warming) {
    return new Settings(bits(bits), warming(warming));
  }

  private static int bits(String text) {
    return switch (text) {
      case "" -> 0;
      case "128", "256", "512" -> Integer.parseInt(text);
      default ->
          throw new ArgumentException(
              BITS + ": \"" + text + "\"; needs 128, 256 or 512",
              "leave it out: the machine's own width is the fastest");
    };
  }

  private static boolean warming(String text) {
    return switch (text) {
      case "", "true" -> true;
      case "false" -> false;
      default ->
          throw new ArgumentException(
              WARMING + ": \"" + text + "\"; needs true or false", "leave it out");
    };
  }
}
