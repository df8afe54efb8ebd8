// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;

/** Compiles classes for Java 21, every warning an error, and runs them. */
public final class RunJava {

  /** A printed line; no gradient is an empty array. */
  public record Printed(String name, double[] value, double[] gradient) {}

  private RunJava() {}

  /** What each class prints, in the order printed, by class name. */
  public static Map<String, List<Printed>> run(Path folder, Map<String, String> sources)
      throws IOException, ReflectiveOperationException {
    List<String> arguments =
        new ArrayList<>(List.of("--release", "21", "-Xlint:all", "-Werror", "-encoding", "UTF-8"));
    arguments.addAll(List.of("-d", folder.toString()));
    for (var source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey() + ".java");
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new AssertionError(said + "\n" + sources);
    }
    Map<String, List<Printed>> printed = new TreeMap<>();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (String name : sources.keySet()) {
        printed.put(name, lines(output(loader.loadClass(name))));
      }
    }
    return printed;
  }

  private static String output(Class<?> made) throws ReflectiveOperationException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
      System.setOut(out);
      made.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(UTF_8);
  }

  private static List<Printed> lines(String text) {
    return text.lines()
        .map(line -> {
          int second = line.lastIndexOf(' ');
          int first = line.lastIndexOf(' ', second - 1);
          return new Printed(
              line.substring(0, first),
              numbers(line.substring(first + 1, second)),
              numbers(line.substring(second + 1)));
        })
        .toList();
  }

  private static double[] numbers(String text) {
    String inner = text.replaceAll("[\\[\\]]", "");
    return inner.isEmpty() || inner.equals("-")
        ? new double[0]
        : Arrays.stream(inner.split(",")).mapToDouble(Double::parseDouble).toArray();
  }
}
