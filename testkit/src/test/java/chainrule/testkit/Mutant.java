// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.JUnitException;

/**
 * A deliberate mistake in a source file of core: a row of mutations.txt.
 *
 * @param file the source file, below {@code core/src/main/java/chainrule}
 * @param judges the operations and test classes that are to notice
 * @param right what stands there, once
 * @param wrong what is put in its place
 */
record Mutant(String file, List<String> judges, String right, String wrong) {

  private static final String FOLDER = "core/src/main/java/chainrule/";
  private static final long MOST_SECONDS = 240;

  /** The one annotation that sources of core name, which is not there when they run. */
  private static final String NULLABLE =
      """
      package org.jspecify.annotations;
      @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
      public @interface Nullable {}
      """;

  /** What became of a mutant: caught, by what; or not. */
  record Verdict(boolean caught, String by) {}

  /** The whole table. */
  static List<Mutant> all() {
    try (InputStream file = Mutant.class.getResourceAsStream("mutations.txt")) {
      if (file == null) {
        throw new IllegalStateException("mutations.txt is missing beside " + Mutant.class);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n"))
          .filter(block -> !block.startsWith("#"))
          .map(Mutant::of)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Mutant of(String block) {
    List<String> lines = block.lines().toList();
    String[] head = lines.getFirst().split(" ");
    return new Mutant(
        head[0], List.of(head).subList(1, head.length), marked(lines, "- "), marked(lines, "+ "));
  }

  private static String marked(List<String> lines, String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .collect(Collectors.joining("\n"));
  }

  /** Whether what is right stands in the file, once. */
  boolean fits() throws IOException {
    Path source = root().resolve(FOLDER + file);
    String text = Files.exists(source) ? Files.readString(source) : "";
    int place = text.indexOf(right);
    return place >= 0 && text.indexOf(right, place + 1) < 0;
  }

  /** Compiles the mistake into a folder and lets the judge look at it. */
  Verdict verdict(Path folder) throws IOException, InterruptedException {
    Path source = root().resolve(FOLDER + file);
    Path changed = folder.resolve(source.getFileName());
    Files.writeString(changed, Files.readString(source).replace(right, wrong));
    Path annotation = folder.resolve("Nullable.java");
    Files.writeString(annotation, NULLABLE);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> command = new ArrayList<>(List.of("javac", "-nowarn", "-proc:none"));
    command.addAll(List.of("-d", classes.toString(), "-cp", classPath()));
    command.addAll(List.of(changed.toString(), annotation.toString()));
    String compiled = run(folder, command);
    if (!compiled.startsWith("0")) {
      throw new AssertionError(this + ": does not compile: " + compiled);
    }
    return judged(classes + File.pathSeparator + classPath(), folder);
  }

  /** What the judge says of core as it is. */
  static Verdict control(List<String> judges, Path folder)
      throws IOException, InterruptedException {
    return new Mutant("", judges, "", "").judged(classPath(), folder);
  }

  private Verdict judged(String classPath, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("java", "-Xmx1g", "-cp", classPath));
    command.add(MutantJudge.class.getName());
    command.addAll(judges);
    String answer = run(folder, command);
    return new Verdict(!answer.startsWith("0"), answer.substring(answer.indexOf(' ') + 1));
  }

  /** The exit code, a blank and the first line; or that there was no end. */
  private static String run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(command);
    line.set(0, Path.of(System.getProperty("java.home"), "bin", command.getFirst()).toString());
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return "-1 did not end";
    }
    String first = Files.readString(output).lines().findFirst().orElse("");
    return process.exitValue() + " " + first;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** Where the classes of this JVM come from, whether they are modules or not. */
  private static String classPath() {
    return Stream.of(
            Mutant.class,
            OpLaws.class,
            Tensor.class,
            Assertions.class,
            Test.class,
            ParameterizedTest.class,
            JUnitException.class)
        .map(type ->
            Path.of(
                URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())))
        .map(Path::toString)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public String toString() {
    return file + " " + right.strip() + " -> " + wrong.strip();
  }
}
