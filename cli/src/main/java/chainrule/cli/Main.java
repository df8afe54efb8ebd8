// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
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
    Settings.fromSystem().errorPath().ifPresent(Main::reopenError);
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  /**
   * Makes {@code System.err} the user's standard error again. The virtual machine's own goes to the
   * launcher, which passes all of it on but the notice about incubator modules; so where the path
   * cannot be opened nothing is lost.
   */
  private static void reopenError(String path) {
    try {
      // One description for both streams where both are one file, or they would overwrite each
      // other.
      var stream =
          path.equals("stdout")
              ? new FileOutputStream(FileDescriptor.out)
              : new FileOutputStream(path, true);
      System.setErr(new PrintStream(stream, true, UTF_8));
    } catch (FileNotFoundException unreachable) {
      System.err.flush();
    }
  }

  @Command(name = "version", description = "Print the version.")
  int version() {
    System.out.println("chainrule " + Main.class.getModule().getDescriptor().rawVersion().get());
    return 0;
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
