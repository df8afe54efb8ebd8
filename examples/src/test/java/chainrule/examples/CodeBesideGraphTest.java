// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Node;
import chainrule.graph.Pass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeBesideGraphTest {

  private static final Pattern NUMBER = Pattern.compile("// \\((\\d+)\\)");

  @TempDir private Path folder;

  @Test
  void row_33_the_code_beside_a_graph_runs_and_gives_its_numbers() throws IOException {
    assertSameNumbers(CodeBesideGraph.quotient(), "Quotient");
    assertSameNumbers(CodeBesideGraph.norm(), "Norm");
  }

  @Test
  void gates_are_numbered_forward_and_again_backward_in_reverse() {
    Pass pass = CodeBesideGraph.quotient();
    String[] halves = CodeBesideGraph.code(pass, "Quotient").split("// backward");
    List<Integer> gates = IntStream.rangeClosed(1, pass.graph().gates().size()).boxed().toList();
    assertThat(numbers(halves[0])).isEqualTo(gates);
    assertThat(numbers(halves[1]).stream().distinct()).isEqualTo(gates.reversed());
    assertThat(halves[1]).as("x and y are used more than once").contains("dx +=", "dy +=");
  }

  private static List<Integer> numbers(String code) {
    return NUMBER.matcher(code).results().map(found -> Integer.valueOf(found.group(1))).toList();
  }

  private void assertSameNumbers(Pass pass, String className) throws IOException {
    List<String> printed = run(CodeBesideGraph.code(pass, className), className);
    for (Node node : pass.graph().nodes()) {
      if (!(node instanceof Node.Copy)) {
        String[] line =
            printed.stream()
                .map(text -> text.split(" "))
                .filter(words -> words[0].equals(node.id()))
                .findFirst()
                .orElseThrow();
        assertNumbers(line[1], pass.value(node.id()).toDoubles());
        assertNumbers(line[2], pass.gradient(node.id()).toDoubles());
      }
    }
  }

  private static void assertNumbers(String printed, double[] expected) {
    double[] found =
        Arrays.stream(printed.replaceAll("[\\[\\]]", "").split(","))
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertThat(found).containsExactly(expected, within(1e-12));
  }

  /** What the class prints, compiled and run by a virtual machine of its own. */
  private List<String> run(String code, String className) throws IOException {
    Path file = Files.writeString(folder.resolve(className + ".java"), code);
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process process = new ProcessBuilder(java, file.toString()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return printed.lines().toList();
  }
}
