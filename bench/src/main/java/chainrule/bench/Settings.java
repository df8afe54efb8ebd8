// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import java.nio.file.Path;

/**
 * What bench/run and the virtual machine say; the only place of this module that reads it.
 *
 * @param root the folder of the source tree
 * @param results where figures are kept
 * @param commit the state of the sources
 * @param java the virtual machine
 * @param system the operating system
 */
record Settings(Path root, Path results, String commit, String java, String system) {

  static Settings fromSystem() {
    Path root = Path.of(System.getProperty("chainrule.bench.root", ".")).toAbsolutePath();
    return new Settings(
        root,
        root.resolve("bench").resolve("results"),
        System.getProperty("chainrule.bench.commit", "unknown"),
        System.getProperty("java.vendor.version", "") + " " + System.getProperty("java.vm.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  /** The launcher of the command line. */
  Path launcher() {
    return root.resolve("chainrule");
  }

  /** The program that starts a virtual machine like this one. */
  static Path javaProgram() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The class path of this process. */
  static String classPath() {
    return System.getProperty("java.class.path");
  }
}
