// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random computations with the values and gradients that libtorch 2.10 found for them in F64;
 * {@code mvn -Ppeers} writes them anew when asked.
 */
class GoldenProgramsTest {

  private static final double TOLERANCE = 1e-9;

  @Test
  void three_hundred_stored_programs_have_the_values_and_gradients_of_libtorch()
      throws IOException {
    List<Golden> programs = programs();
    Set<String> operations = new TreeSet<>();
    for (int program = 0; program < programs.size(); program++) {
      check(program, programs.get(program));
      for (Script.Line line : programs.get(program).script().lines()) {
        if (line instanceof Script.Applied applied) {
          operations.add(applied.op().name());
        }
      }
    }
    System.out.println(
        "stored programs: " + programs.size() + ", of " + operations.size() + " operations");
    assertThat(programs).hasSize(300);
    assertThat(operations).hasSizeGreaterThan(200);
  }

  private static void check(int program, Golden golden) {
    List<Tensor> values = golden.script().run();
    for (int line = 0; line < values.size(); line++) {
      double[] numbers = values.get(line).toDoubles();
      double size = Arrays.stream(numbers).map(Math::abs).sum();
      assertThat(Math.abs(Arrays.stream(numbers).sum() - golden.values().get(line)))
          .as("program %s, line %s of%n%s", program, line, golden)
          .isLessThanOrEqualTo(TOLERANCE * Math.max(1, size));
    }
    List<Tensor> gradients = golden.script().gradients(values);
    for (int i = 0; i < gradients.size(); i++) {
      double[] ours = gradients.get(i).toDoubles();
      double[] theirs = golden.gradients().get(i).stream().mapToDouble(each -> each).toArray();
      double most = Arrays.stream(theirs).map(Math::abs).max().orElse(0);
      double[] bounds = new double[ours.length];
      Arrays.setAll(bounds, at -> Math.abs(ours[at] - theirs[at]));
      assertThat(Arrays.stream(bounds).max().orElse(0))
          .as("program %s, gradient %s of%n%s", program, i, golden)
          .isLessThanOrEqualTo(TOLERANCE * Math.max(1, most));
    }
  }

  private static List<Golden> programs() throws IOException {
    try (InputStream stream = GoldenProgramsTest.class.getResourceAsStream("programs.txt")) {
      String text =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n")).map(Golden::parse).toList();
    }
  }
}
