// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Java block of README and guides compiles, runs and prints what the page says. */
class GuideTest {

  private static final String IMPORTS =
      """
      import module chainrule.core;
      import module chainrule.explain;
      import module chainrule.formats;
      import module chainrule.train;

      """;

  @TempDir private Path folder;

  private static List<Path> pages() throws IOException {
    try (Stream<Path> guides = Files.list(Repository.root().resolve("docs"))) {
      Stream<Path> readme = Stream.of(Repository.root().resolve("README.md"));
      return Stream.concat(readme, guides.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  @TestFactory
  List<DynamicTest> every_page_runs() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      List<GuideBlock> blocks = GuideBlock.of(page);
      if (!blocks.isEmpty()) {
        tests.add(DynamicTest.dynamicTest(Repository.name(page), () -> check(blocks)));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(3);
    return tests;
  }

  /** Runs the blocks of a page in one program and compares their outputs. */
  private void check(List<GuideBlock> blocks) throws IOException, InterruptedException {
    StringBuilder program = new StringBuilder(IMPORTS);
    StringBuilder main = new StringBuilder("void main() throws Exception {\n");
    for (int i = 0; i < blocks.size(); i++) {
      program.append("void block").append(i).append("() throws Exception {\n");
      program.append(blocks.get(i).code()).append("}\n\n");
      main.append("  IO.println(\"=== ")
          .append(i)
          .append("\");\n  block")
          .append(i)
          .append("();\n");
    }
    Path source = Files.writeString(folder.resolve("Guide.java"), program.append(main) + "}\n");
    String output = run(source);
    String[] outputs = output.split("=== \\d+\\R", -1);
    assertThat(outputs).as(output).hasSize(blocks.size() + 1);
    for (int i = 0; i < blocks.size(); i++) {
      for (String expected : blocks.get(i).expected()) {
        assertThat(outputs[i + 1]).as(blocks.get(i).place()).contains(expected);
      }
    }
  }

  private String run(Path source) throws IOException, InterruptedException {
    Path log = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-p",
                System.getProperty("jdk.module.path"),
                "--add-modules",
                "chainrule.explain,chainrule.train,chainrule.vector",
                source.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = process.waitFor();
    String output = Files.readString(log, UTF_8);
    assertThat(code).as(output).isZero();
    return output;
  }
}
