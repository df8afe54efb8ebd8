// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Several command lines in one process, for the launcher: it has the virtual machine note what they
 * load, and keeps that for later starts.
 */
final class Practice {

  private Practice() {}

  /**
   * Runs command lines one after another.
   *
   * @param lines each the words after {@code chainrule}, parted by single spaces
   */
  public static void main(String[] lines) {
    Settings settings = Settings.fromSystem();
    PrintStream err = new PrintStream(System.err, true, UTF_8);
    StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    int worst = Failure.DONE;
    for (String line : lines) {
      Program program = new Program(settings, out, err, new Interruption());
      worst = Math.max(worst, program.run(line.split(" ")));
    }
    System.exit(worst);
  }
}
