// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A source tree of its own for the launcher, with a stand-in for Maven that copies the command
 * packaged by the real build and keeps a list of its calls.
 */
final class LaunchedTree {

  /** What a process left behind. */
  record Outcome(int code, String out, String err) {}

  private final Path root;
  private final Path bin;
  private final Path tools;
  private String maven = "#!/usr/bin/env bash\necho call >> calls\nmkdir -p cli/target\n";

  private LaunchedTree(Path folder) throws IOException {
    tools = tools();
    root = folder.resolve("tree");
    bin = folder.resolve("bin");
    maven += "rm -rf cli/target/lib\ncp -R '" + packaged() + "' cli/target/lib\n";
  }

  static LaunchedTree in(Path folder) throws IOException {
    var tree = new LaunchedTree(folder);
    for (var name : List.of(".mvn", "core/src/main/java", "cli/src/main/java")) {
      Files.createDirectories(tree.root.resolve(name));
    }
    for (var name :
        List.of("pom.xml", "core/pom.xml", "cli/pom.xml", "core/src/main/java/A.java")) {
      Files.writeString(tree.root.resolve(name), "");
    }
    Files.copy(
        Repository.root().resolve("chainrule"),
        tree.root.resolve("chainrule"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(tree.bin);
    tree.installMaven();
    return tree;
  }

  /** Replaces the stand-in: it prints {@code message} and fails. */
  void mavenFailsWith(String message) throws IOException {
    maven = "#!/usr/bin/env bash\necho '" + message + "'\nexit 1\n";
    installMaven();
  }

  void removeMaven() throws IOException {
    Files.delete(bin.resolve("mvn"));
  }

  /** Makes one source newer than anything built so far. */
  void touchSource() throws IOException {
    Files.setLastModifiedTime(
        root.resolve("core/src/main/java/A.java"), FileTime.from(Instant.now()));
  }

  /** How often Maven was called. */
  long builds() throws IOException {
    var calls = root.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /** The AOT cache that verbs that compute little start with, or {@code full}, all others. */
  Path cache(String name) throws IOException {
    try (var files = Files.walk(root.resolve(".chainrule"))) {
      return files.filter(file -> file.endsWith(name + ".aot")).findFirst().orElseThrow();
    }
  }

  /** The same tree at another place. */
  LaunchedTree moved(Path folder) throws IOException {
    var moved = new LaunchedTree(folder);
    Files.move(root, moved.root);
    Files.move(bin, moved.bin);
    return moved;
  }

  Path root() {
    return root;
  }

  /** Runs the launcher with these words. */
  Outcome run(String... words) {
    var command = new ArrayList<>(List.of("./chainrule"));
    command.addAll(Arrays.asList(words));
    return start(command, System.getProperty("java.home"));
  }

  /** Runs the launcher with another JDK. */
  Outcome runWithJdk(Path home, String... words) {
    var command = new ArrayList<>(List.of("./chainrule"));
    command.addAll(Arrays.asList(words));
    return start(command, home.toString());
  }

  /** Runs a line of shell in the tree. */
  Outcome shell(String line) {
    return start(List.of("bash", "-c", line), System.getProperty("java.home"));
  }

  private Outcome start(List<String> command, String javaHome) {
    try {
      var out = Files.createTempFile(root.getParent(), "out", "");
      var err = Files.createTempFile(root.getParent(), "err", "");
      var builder = new ProcessBuilder(command).directory(root.toFile());
      builder.environment().keySet().removeIf(name -> name.matches("(JAVA|JDK|MAVEN|M2)_.*"));
      builder.environment().put("CHAINRULE_JAVA_HOME", javaHome);
      builder.environment().put("PATH", bin + ":" + tools);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      int code = builder.start().waitFor();
      return new Outcome(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** A folder for the PATH with nothing in it but what the launcher may rely on. */
  private static Path tools() throws IOException {
    var folder = Files.createDirectories(Path.of("target/launcher-tools").toAbsolutePath());
    var tools =
        "env bash dirname readlink find head cat mkdir rm kill sleep touch cp mv grep sed awk";
    for (var tool : tools.split(" ")) {
      var found =
          Stream.of(System.getenv("PATH").split(":"))
              .map(path -> Path.of(path, tool))
              .filter(Files::isExecutable)
              .findFirst();
      Files.deleteIfExists(folder.resolve(tool));
      Files.createSymbolicLink(folder.resolve(tool), found.orElseThrow());
    }
    return folder;
  }

  private void installMaven() throws IOException {
    var file = bin.resolve("mvn");
    Files.writeString(file, maven);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  private static Path packaged() {
    return Repository.root().resolve("cli/target/lib");
  }
}
