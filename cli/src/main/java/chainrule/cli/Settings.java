// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the launcher, the virtual machine and the environment tell this program.
 *
 * @param command how the user called this program, as a shell takes it ({@code chainrule.command})
 * @param errorPath where standard error really goes, when the launcher keeps the lines of the
 *     virtual machine itself off it ({@code chainrule.stderr})
 * @param terminal whether standard error is a terminal that can rewrite a line ({@code
 *     chainrule.terminal}, {@code TERM})
 * @param color whether results may be colored: standard output is a terminal ({@code
 *     chainrule.color}), or {@code CLICOLOR_FORCE} says so, and {@code NO_COLOR} does not forbid it
 * @param columns the width of the terminal, if it is known ({@code COLUMNS})
 * @param locale the locale of the environment ({@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG}),
 *     empty if none is set
 * @param machine what this program runs on
 */
record Settings(
    String command,
    Optional<String> errorPath,
    boolean terminal,
    boolean color,
    Optional<Integer> columns,
    String locale,
    Machine machine) {

  /**
   * What this program runs on.
   *
   * @param javaHome where the running JDK is
   * @param vendor who built that JDK
   * @param system the operating system and the kind of processor
   * @param encoding how the system writes file names
   * @param path the jars and folders this program was started with
   * @param sharing whether classes come ready from a cache, as the virtual machine says of itself
   */
  record Machine(
      Path javaHome, String vendor, String system, String encoding, String path, boolean sharing) {}

  static Settings fromSystem() {
    return of(System.getenv(), key -> System.getProperty(key, ""));
  }

  static Settings of(Map<String, String> environment, UnaryOperator<String> properties) {
    boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
    return new Settings(
        ShellWord.of(
            present(Stream.of("chainrule.command").map(properties))
                .findFirst()
                .orElse("chainrule")),
        Optional.of(properties.apply("chainrule.stderr")).filter(path -> !path.isEmpty()),
        properties.apply("chainrule.terminal").equals("true") && !dumb,
        color(environment, properties.apply("chainrule.color").equals("true") && !dumb),
        Optional.ofNullable(environment.get("COLUMNS"))
            .filter(text -> text.matches("[0-9]{1,4}"))
            .map(Integer::valueOf),
        present(Stream.of("LC_ALL", "LC_MESSAGES", "LANG").map(environment::get))
            .findFirst()
            .orElse(""),
        machine(properties));
  }

  private static boolean color(Map<String, String> environment, boolean terminal) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String force = environment.getOrDefault("CLICOLOR_FORCE", "");
    return terminal || !(force.isEmpty() || force.equals("0"));
  }

  private static Machine machine(UnaryOperator<String> properties) {
    return new Machine(
        Path.of(properties.apply("java.home")),
        properties.apply("java.vendor"),
        Stream.of("os.name", "os.version", "os.arch")
            .map(properties)
            .collect(Collectors.joining(" ")),
        properties.apply("sun.jnu.encoding"),
        present(Stream.of("jdk.module.path", "java.class.path").map(properties))
            .collect(Collectors.joining(File.pathSeparator)),
        properties.apply("java.vm.info").contains("sharing"));
  }

  private static Stream<String> present(Stream<String> values) {
    return values.filter(value -> value != null && !value.isEmpty());
  }
}
