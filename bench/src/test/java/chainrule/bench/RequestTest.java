// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestTest {

  private static Request of(String line) {
    return Request.of(List.of(line.split(" ")));
  }

  @Test
  void libtorch_and_one_thread_are_what_nobody_has_to_ask_for() {
    assertThat(of("steps"))
        .isEqualTo(new Request(Family.STEPS, List.of("libtorch"), 1, false, false));
  }

  @Test
  void options_stand_in_any_order_and_the_last_of_a_kind_counts() {
    assertThat(of("gemm --json --peers djl,dl4j --threads 1 --quick --peers djl"))
        .isEqualTo(new Request(Family.GEMM, List.of("djl"), 1, true, true));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void every_family_is_known_by_its_name(Family family) {
    assertThat(of(family.label()).family()).isEqualTo(family);
    assertThat(of(family.label()).peers().isEmpty()).isNotEqualTo(family.hasPeers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "speed             | no family \"speed\"",
        "--quick           | no family given",
        "steps --fast      | no option \"--fast\"",
        "steps more        | no option \"more\"",
        "steps --threads   | nothing follows --threads",
        "steps --threads 0 | \"0\"; needs a number from 1 to",
        "steps --threads x | \"x\"; needs a number from 1 to",
        "steps --threads -1 | \"-1\"; needs a number from 1 to",
        "steps --threads 5000 | \"5000\"; needs a number from 1 to",
        "steps --peers     | nothing follows --peers",
        "steps --peers jax | no peer \"jax\"",
        "steps --peers djl, | no peer \"\"",
        "steps --peers djl,djl | stands twice",
      })
  void what_is_not_understood_is_named(String line, String message) {
    assertThatThrownBy(() -> of(line))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_mistake_ends_in_one_message_and_code_2() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = run(out, err, "run", "speed");
    assertThat(code).isEqualTo(2);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            "bench: no family \"speed\"\n  fix: use one of steps, gemm, elementwise, conv,"
                + " serving, startup, memory, growth, events\n");
  }

  @Test
  void the_script_learns_which_peers_it_has_to_build() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(run(out, new ByteArrayOutputStream(), "peers", "steps", "--peers", "djl,dl4j"))
        .isZero();
    assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("djl dl4j\n");
  }

  private static int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... words) {
    return Main.run(
        List.of(words), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
