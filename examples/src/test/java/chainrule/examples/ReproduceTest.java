// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small training runs give the stored digests, whatever runs them. */
class ReproduceTest {

  private static final Pattern DIGEST = Pattern.compile("(?m)^(\\w+) ([0-9a-f]{64})$");
  private static final Pattern THREADS = Pattern.compile("(?m)^threads \\[(.*)]$");
  private static final Pattern VECTOR = Pattern.compile("(elementwise|products|reductions)=(\\d+)");

  /** Vectors from the first call, which in use begin when HotSpot has compiled them. */
  private static final String AT_ONCE = "-Dchainrule.vector.warming=false";

  @TempDir private Path folder;

  private static TreeMap<String, String> stored() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = ReproduceTest.class.getResourceAsStream("digests.properties")) {
      properties.load(in);
    }
    TreeMap<String, String> digests = new TreeMap<>();
    properties.forEach((name, digest) -> digests.put((String) name, (String) digest));
    return digests;
  }

  private static TreeMap<String, String> digests(String output) {
    TreeMap<String, String> digests = new TreeMap<>();
    Matcher matcher = DIGEST.matcher(output);
    while (matcher.find()) {
      digests.put(matcher.group(1), matcher.group(2));
    }
    return digests;
  }

  private String run(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-p",
            System.getProperty("jdk.module.path"),
            "--add-modules",
            "chainrule.vector",
            "-m",
            "chainrule.examples/chainrule.examples.Reproduce"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("output");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    String output = Files.readString(log, UTF_8);
    assertThat(code).as(output).isZero();
    return output;
  }

  private static List<Long> numbers(String list) {
    return Pattern.compile(", ").splitAsStream(list).map(Long::parseLong).toList();
  }

  @ParameterizedTest
  @CsvSource({"vector, 1", "vector, 2", "vector, 8", "reference, 1", "reference, 3"})
  void every_backend_and_team_gives_the_stored_bits(String backend, String threads)
      throws IOException, InterruptedException {
    assertThat(digests(run(List.of(), backend, threads))).isEqualTo(stored());
  }

  @ParameterizedTest
  @CsvSource({"-XX:UseAVX=2", "-XX:UseAVX=1", "-Dchainrule.vector.bits=128"})
  void every_width_of_vectors_gives_the_stored_bits(String option)
      throws IOException, InterruptedException {
    assertThat(digests(run(List.of(AT_ONCE, option), "vector", "2"))).isEqualTo(stored());
  }

  @Test
  void the_interpreter_of_the_jvm_gives_the_stored_bits() throws IOException, InterruptedException {
    String output = run(List.of(AT_ONCE, "-Xint"), "vector", "2", "short");
    assertThat(digests(output)).containsExactly(stored().ceilingEntry("short"));
  }

  @Test
  void several_threads_take_part_and_vector_kernels_run() throws IOException, InterruptedException {
    String output = run(List.of(AT_ONCE), "vector", "2", "wide");
    Matcher threads = THREADS.matcher(output);
    assertThat(threads.find()).as(output).isTrue();
    assertThat(numbers(threads.group(1))).hasSize(2).allMatch(chunks -> chunks > 0);
    Matcher vector = VECTOR.matcher(output);
    int kinds = 0;
    while (vector.find()) {
      assertThat(Long.parseLong(vector.group(2))).as(vector.group(1)).isPositive();
      kinds++;
    }
    assertThat(kinds).isEqualTo(3);
  }
}
