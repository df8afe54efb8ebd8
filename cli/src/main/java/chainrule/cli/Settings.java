// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import java.util.Optional;

/**
 * What the launcher tells this program, as system properties.
 *
 * @param errorPath where standard error really goes, when the launcher keeps the lines of the
 *     virtual machine itself off it ({@code chainrule.stderr})
 * @param terminal whether standard error is a terminal ({@code chainrule.terminal})
 */
record Settings(Optional<String> errorPath, boolean terminal) {

  static Settings fromSystem() {
    return new Settings(
        Optional.ofNullable(System.getProperty("chainrule.stderr")),
        Boolean.getBoolean("chainrule.terminal"));
  }
}
