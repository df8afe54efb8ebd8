// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static chainrule.array.Letters.a;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The backend is found, usable, and its kernels run; the counters are left for the CI script. */
class VectorBackendTest {

  private static final Path COUNTERS = Path.of("target", "vector-exercised.txt");

  @Test
  void it_is_the_best_backend_here() {
    assertThat(Backends.best().name()).isEqualTo("vector");
    assertThat(Backends.named("vector").refusal()).isEmpty();
  }

  @Test
  void a_property_that_cannot_be_followed_is_a_refusal_and_no_crash() {
    String property = "chainrule.vector.bits";
    Optional<String> before = Optional.ofNullable(System.getProperty(property));
    System.setProperty(property, "100");
    try {
      assertThat(new VectorBackend().refusal())
          .contains("chainrule.vector.bits: \"100\"; needs 128, 256 or 512");
    } finally {
      before.ifPresentOrElse(
          value -> System.setProperty(property, value), () -> System.clearProperty(property));
    }
  }

  @Test
  void its_description_names_the_lanes() {
    assertThat(Backends.best().description())
        .isEqualTo(
            "Vector API, "
                + Species.F32.length()
                + " lanes F32, "
                + Species.F64.length()
                + " lanes F64");
  }

  @Test
  void every_kind_of_work_is_counted_and_the_counts_are_left_for_ci() throws IOException {
    Backend backend = Backends.best();
    Map<String, Long> before = backend.counters();
    Operand x = Operand.allocate(DType.F32, Shape.of(64, 64));
    Operand y = Operand.allocate(DType.F32, Shape.of(64, 64));
    Operand z = Operand.allocate(DType.F32, Shape.of(64));
    Program program = Program.of(DType.F32, a.then(Code.SIGMOID));
    List<Work> works =
        List.of(
            new Work.Elementwise(program, List.of(x), List.of(y)),
            new Work.Product(x, x, y),
            new Work.Reduce(Monoid.SUM, Optional.empty(), Optional.empty(), x, z));
    for (Work work : works) {
      assertThat(backend.run(work, Workers.of(2))).isTrue();
    }
    Map<String, Long> after = new TreeMap<>(backend.counters());
    assertThat(after.keySet()).containsExactly("elementwise", "products", "reductions");
    after.forEach((name, count) -> assertThat(count).isGreaterThan(before.get(name)));
    leave(after);
  }

  /** One line a counter, under the width of the vectors; those of other widths stay. */
  private static void leave(Map<String, Long> counters) throws IOException {
    boolean preferred = Settings.read().bits() == 0;
    String prefix = preferred ? "preferred." : "narrow.";
    List<String> lines = new ArrayList<>();
    if (Files.exists(COUNTERS)) {
      lines.addAll(Files.readAllLines(COUNTERS));
      lines.removeIf(line -> line.startsWith(prefix));
    }
    counters.forEach((name, count) -> lines.add(prefix + name + "=" + count));
    Files.write(COUNTERS, lines);
  }
}
