// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the environment says about folders and the machine; the only place of this module that reads
 * it.
 *
 * <p>The cache is {@code $XDG_CACHE_HOME/chainrule}, else {@code ~/.cache/chainrule}; on Windows
 * {@code %LOCALAPPDATA%\chainrule}.
 *
 * @param data the folder {@code CHAINRULE_DATA} names, if it is set
 * @param runs the folder {@code CHAINRULE_RUNS} names, if it is set
 * @param cache the folder for what can be downloaded again; it need not exist
 */
public record Settings(Optional<Path> data, Optional<Path> runs, Path cache) {
  private static final String OWN = "chainrule";

  /**
   * The settings of this process.
   *
   * @throws ArgumentException if a variable holds no path
   */
  public static Settings read() {
    return of(System.getenv(), key -> System.getProperty(key, ""));
  }

  /**
   * What runs this process, for records.
   *
   * @param vm the name of the virtual machine
   * @param os the name of the operating system and of the processor's family
   */
  public record Machine(String vm, String os) {}

  /** What runs this process. */
  public static Machine machine() {
    return new Machine(
        System.getProperty("java.vm.name", ""),
        System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
  }

  static Settings of(Map<String, String> environment, UnaryOperator<String> properties) {
    return new Settings(
        path(environment, "CHAINRULE_DATA"),
        path(environment, "CHAINRULE_RUNS"),
        cache(environment, properties).resolve(OWN));
  }

  private static Path cache(Map<String, String> environment, UnaryOperator<String> properties) {
    Path home = Path.of(properties.apply("user.home"));
    if (properties.apply("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return path(environment, "LOCALAPPDATA").orElse(home.resolve("AppData").resolve("Local"));
    }
    return path(environment, "XDG_CACHE_HOME")
        .filter(Path::isAbsolute)
        .orElse(home.resolve(".cache"));
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    try {
      return value.isBlank() ? Optional.empty() : Optional.of(Path.of(value));
    } catch (InvalidPathException e) {
      throw new ArgumentException("settings: " + name + " holds no path: " + e.getReason());
    }
  }
}
