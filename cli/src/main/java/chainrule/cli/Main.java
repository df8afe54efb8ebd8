// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** The command {@code chainrule}. */
final class Main {

  private Main() {}

  /**
   * Runs one command line and exits with its code.
   *
   * @param arguments the words after {@code chainrule}
   */
  public static void main(String[] arguments) {
    Settings settings = Settings.fromSystem();
    settings.errorPath().ifPresent(Main::reopenError);
    PrintStream err = new PrintStream(System.err, true, UTF_8);
    StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.exit(new Program(settings, out, err, new Interruption()).run(arguments));
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
}
