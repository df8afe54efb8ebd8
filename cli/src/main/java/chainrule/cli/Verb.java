// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import picocli.CommandLine.Model.CommandSpec;

/** One thing the command line can be asked to do. */
interface Verb {

  /** What it is called by. */
  String name();

  /** The words it takes. */
  CommandSpec spec();

  /**
   * Does it.
   *
   * @return the exit code
   */
  int run(Invocation call);
}
