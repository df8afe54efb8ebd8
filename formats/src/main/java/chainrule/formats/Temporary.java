// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Names of what is not whole yet: {@code .chainrule-*.tmp}, which nothing reads. */
final class Temporary {

  private static final String BEGIN = ".chainrule-";
  private static final String END = ".tmp";

  private Temporary() {}

  /** A name in a folder that nothing there has. */
  static Path in(Path folder) {
    String middle = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return folder.resolve(BEGIN + middle + END);
  }

  /** Whether something is what a killed process left behind. */
  static boolean is(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(BEGIN) && name.endsWith(END);
  }
}
