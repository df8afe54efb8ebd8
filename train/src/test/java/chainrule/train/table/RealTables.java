// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static org.assertj.core.api.Assumptions.assumeThat;

import chainrule.train.data.Settings;
import java.nio.file.Files;
import java.nio.file.Path;

/** The well-known tables beside the project, for tests that can do without them. */
final class RealTables {

  private RealTables() {}

  private static Path folder() {
    return Settings.read().data().orElse(Path.of("..", "..", "shared", "data")).resolve("tabular");
  }

  /** Says in one line how many tests will not run if the files are absent. */
  static void announce(Class<?> tests, int count) {
    if (!Files.isDirectory(folder())) {
      System.out.println(
          tests.getSimpleName() + ": real tables are absent, " + count + " tests do not run");
    }
  }

  /** A file; without it the calling test is skipped. */
  static Path file(String name) {
    Path file = folder().resolve(name);
    assumeThat(file).as("real table").isRegularFile();
    return file;
  }
}
