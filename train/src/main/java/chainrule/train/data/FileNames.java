// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.nio.file.Path;

/** What data are called that come from files. */
final class FileNames {

  private FileNames() {}

  /** The name of a file without what follows its last dot, and without {@code .gz} before that. */
  static String stem(Path file) {
    String name = String.valueOf(file.toAbsolutePath().normalize().getFileName());
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }
}
