// SPDX-License-Identifier: Apache-2.0
import chainrule.cli.QuietLoggers;
import org.jspecify.annotations.NullMarked;

/** The command {@code chainrule}. */
@NullMarked
module chainrule.cli {
  requires static org.jspecify;
  requires chainrule.core;
  requires chainrule.explain;
  requires chainrule.formats;
  requires chainrule.train;
  requires info.picocli;
  requires jdk.management;

  provides System.LoggerFinder with
      QuietLoggers;
}
