// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code chainrule}. */
@Command(name = "chainrule", description = "Neural networks and backpropagation in pure Java.")
final class Main implements Runnable {

  private Main() {}

  /**
   * Runs one command line and exits with its code.
   *
   * @param arguments the words after {@code chainrule}
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Command(name = "version", description = "Print the version.")
  int version() {
    System.out.println("chainrule 0.1.0-SNAPSHOT");
    return 0;
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
