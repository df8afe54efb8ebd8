// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs command lines in this process, as on a terminal of 80 columns or into files.
 *
 * @param environment the variables that the command line itself reads
 * @param terminal whether standard error is a terminal
 */
record Shell(Map<String, String> environment, boolean terminal) {

  /** What one command line left behind. */
  record Outcome(int code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  static Shell piped() {
    return new Shell(Map.of("COLUMNS", "80"), false);
  }

  static Shell onTerminal() {
    return new Shell(Map.of("COLUMNS", "80", "TERM", "xterm"), true);
  }

  Outcome run(String... words) {
    Globals globals = Globals.of(Arrays.asList(words));
    return runIn(Messages.of(globals.language(settings())), new Interruption(), words);
  }

  Outcome runIn(Messages messages, Interruption interruption, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var globals = Globals.of(Arrays.asList(words));
    int code =
        program(out, err, interruption)
            .run(messages, globals.suiting(globals.language(settings())), words);
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** The program with nobody to read it. */
  Program program() {
    return program(new ByteArrayOutputStream(), new ByteArrayOutputStream(), new Interruption());
  }

  Program program(OutputStream out, OutputStream err, Interruption interruption) {
    return new Program(
        settings(), new StandardOutput(out), new PrintStream(err, true, UTF_8), interruption);
  }

  Settings settings() {
    return Settings.of(
        environment,
        key ->
            key.equals("chainrule.terminal")
                ? Boolean.toString(terminal)
                : System.getProperty(key, ""));
  }
}
