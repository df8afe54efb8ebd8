// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A deliberate change of a source file: a row of a table of them.
 *
 * @param what it takes away; empty where the file says enough
 * @param file the source file, below the root
 * @param judges who is to notice, as the bench of judges names them
 * @param right what stands there, once
 * @param wrong what is put in its place
 */
record Mutant(String what, String file, List<String> judges, String right, String wrong) {

  private static final String TABLES = "examples/src/test/resources/chainrule/repository/";
  private static final long MOST_SECONDS = 240;

  /** The one annotation that sources name, which is not there when they run. */
  private static final String NULLABLE =
      """
      package org.jspecify.annotations;
      @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
      public @interface Nullable {}
      """;

  /**
   * Who looks at mutants.
   *
   * @param program the class whose {@code main} takes the judges, and ends with 0 if they find
   *     nothing, else prints a line
   * @param module the folder it works in
   */
  record Bench(String program, String module) {}

  /** What became of a mutant: caught, by what; or not. */
  record Verdict(boolean caught, String by) {}

  /** All rows of a table. */
  static List<Mutant> table(String name) {
    return Arrays.stream(Repository.text(TABLES + name).split("\n\n"))
        .filter(block -> !block.startsWith("#"))
        .map(Mutant::of)
        .toList();
  }

  private static Mutant of(String block) {
    List<String> lines = block.lines().toList();
    int colon = lines.getFirst().indexOf(": ");
    String what = colon < 0 ? "" : lines.getFirst().substring(0, colon);
    String[] head = lines.getFirst().substring(what.isEmpty() ? 0 : colon + 2).split(" ");
    return new Mutant(
        what,
        head[0],
        List.of(head).subList(1, head.length),
        marked(lines, "- "),
        marked(lines, "+ "));
  }

  private static String marked(List<String> lines, String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .collect(Collectors.joining("\n"));
  }

  /** Whether what is right stands in the file, once. */
  boolean fits() {
    Path source = Repository.root().resolve(file);
    String text = Files.exists(source) ? Repository.text(source) : "";
    int place = text.indexOf(right);
    return !right.isEmpty() && place >= 0 && text.indexOf(right, place + 1) < 0;
  }

  /** Compiles the change into a folder and lets the judges look at it. */
  Verdict verdict(Bench bench, Path folder) throws IOException, InterruptedException {
    Path source = Repository.root().resolve(file);
    Path changed = folder.resolve(source.getFileName());
    Files.writeString(changed, Repository.text(source).replace(right, wrong));
    Path annotation = folder.resolve("Nullable.java");
    Files.writeString(annotation, NULLABLE);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> options = new ArrayList<>(List.of("-nowarn", "-proc:none", "-parameters"));
    options.addAll(List.of("-d", classes.toString(), "-cp", classPath()));
    options.addAll(List.of(changed.toString(), annotation.toString()));
    var said = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, said, said, options.toArray(String[]::new));
    if (code != 0) {
      throw new AssertionError(
          this + ": does not compile: " + said.toString(StandardCharsets.UTF_8));
    }
    return judged(bench, judges, classes + File.pathSeparator + classPath(), folder);
  }

  /** What judges say of everything as it is. */
  static Verdict control(Bench bench, List<String> judges, Path folder)
      throws IOException, InterruptedException {
    return judged(bench, judges, classPath(), folder);
  }

  private static Verdict judged(Bench bench, List<String> judges, String classPath, Path folder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-ea"));
    command.add("-Djava.io.tmpdir=" + Files.createTempDirectory(folder, "files"));
    command.addAll(List.of("-cp", classPath, bench.program()));
    command.addAll(judges);
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(Repository.root().resolve(bench.module()).toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return new Verdict(true, "did not end");
    }
    String last = Files.readString(output).strip().lines().reduce("", (_, line) -> line);
    return new Verdict(process.exitValue() != 0, process.exitValue() == 0 ? "" : last);
  }

  /** The classes and test classes of all modules, and the jars of this JVM. */
  private static String classPath() {
    Stream<String> built =
        Repository.MODULES.stream()
            .map(module -> Repository.root().resolve(module).resolve("target"))
            .flatMap(target -> Stream.of(target.resolve("classes"), target.resolve("test-classes")))
            .filter(Files::isDirectory)
            .map(Path::toString);
    Stream<String> jars =
        Stream.of("java.class.path", "jdk.module.path")
            .map(name -> System.getProperty(name, ""))
            .flatMap(paths -> Arrays.stream(paths.split(File.pathSeparator)))
            .filter(path -> path.endsWith(".jar") && !path.contains("chainrule-"));
    return Stream.concat(built, jars).distinct().collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public String toString() {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return what.isEmpty() ? name + " " + right.strip() + " -> " + wrong.strip() : what;
  }
}
