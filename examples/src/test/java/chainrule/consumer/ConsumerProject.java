// SPDX-License-Identifier: Apache-2.0
package chainrule.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A project outside the reactor: its dependencies are the pom snippet of the README, its program is
 * the example {@code Serve} in a package of its own.
 */
final class ConsumerProject {

  /** What a process left behind. */
  record Outcome(int code, List<String> out, List<String> err) {}

  private static final Pattern SNIPPET =
      Pattern.compile("^```xml\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern PINNED = Pattern.compile("@([a-z-]+\\.version)@");
  private static final String JAVA_HOME = System.getProperty("java.home");

  private final Path folder;

  private ConsumerProject(Path folder) {
    this.folder = folder;
  }

  /** Writes the sources of the project. */
  static ConsumerProject in(Path folder) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src/main/java"));
    Path program = Files.createDirectories(sources.resolve("org/example/consumer"));
    Files.writeString(folder.resolve("pom.xml"), pom());
    Files.writeString(sources.resolve("module-info.java"), resource("module-info.java"));
    Files.writeString(
        program.resolve("Serve.java"),
        Repository.text("examples/src/main/java/chainrule/examples/Serve.java")
            .replace("package chainrule.examples;", "package org.example.consumer;"));
    return new ConsumerProject(folder);
  }

  /** Packages the project, offline, with Maven on the JDK of this test. */
  Outcome build(Path repository) throws IOException, InterruptedException {
    return run(
        Path.of(System.getProperty("chainrule.test.maven"), "bin", "mvn").toString(),
        "--offline",
        "--batch-mode",
        "-Dmaven.repo.local=" + repository,
        // What lies in the repository counts, wherever it was downloaded from.
        "-Daether.enhancedLocalRepository.trackingFilename=none",
        "package");
  }

  /** Starts the program from its jars as modules. */
  Outcome serveOnModulePath(String... arguments) throws IOException, InterruptedException {
    String path = String.join(":", jars());
    return java(
        List.of("-p", path, "-m", "org.example.consumer/org.example.consumer.Serve"), arguments);
  }

  /** Starts the program from its jars on the class path. */
  Outcome serveOnClassPath(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-cp", String.join(":", jars()), "org.example.consumer.Serve"));
    return java(command, arguments);
  }

  /** The jar of the program and those it needs. */
  private List<String> jars() throws IOException {
    List<String> jars = new ArrayList<>(List.of("target/consumer-1.jar"));
    try (var lib = Files.list(folder.resolve("target/lib"))) {
      lib.map(jar -> folder.relativize(jar).toString()).sorted().forEach(jars::add);
    }
    return jars;
  }

  private Outcome java(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA_HOME + "/bin/java"));
    command.addAll(options);
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private Outcome run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("_?(JAVA|JDK|MAVEN|CHAINRULE)_.*"));
    builder.environment().put("JAVA_HOME", JAVA_HOME);
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      assertThat(ended).as("%s has ended", List.of(command)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }

  private static String pom() {
    List<String> snippets =
        SNIPPET
            .matcher(Repository.text("README.md"))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(snippets).as("pom snippets of the README").hasSize(1);
    return PINNED
        .matcher(resource("pom.xml"))
        .replaceAll(ConsumerProject::pinned)
        .replace("\n@README@\n", "\n" + snippets.getFirst());
  }

  private static String pinned(MatchResult placeholder) {
    String name = placeholder.group(1);
    return Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<")
        .matcher(Repository.text("pom.xml"))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private static String resource(String name) {
    return Repository.text("examples/src/test/resources/consumer/" + name);
  }
}
