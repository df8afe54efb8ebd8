// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import java.util.regex.Pattern;

/** Words of a command to be pasted into a shell. */
final class ShellWord {

  /** What no POSIX shell takes for more than itself. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N}_./:@%+,=-]+");

  private ShellWord() {}

  /** The word as one must type it. */
  static String of(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
