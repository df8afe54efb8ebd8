// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Models;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradcheckVerbTest {

  @TempDir private Path folder;

  @Test
  void a_model_is_checked_in_double_precision_with_its_own_loss() throws IOException {
    TinyMnist.in(folder);
    var model = folder.resolve("net.safetensors");
    Models.save(Mlp.of("784-5-10", Activation.SIGMOID, Rng.seed(1)), model);
    var outcome =
        Shell.piped()
            .run("gradcheck", model.toString(), "--data", folder.toString(), "--elements", "6");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.lines().getFirst()).startsWith("tensor");
    assertThat(outcome.out())
        .contains("layers.0.weight  [784, 5]         6")
        .contains("layers.1.bias    [10]             6")
        .endsWith("passed: 23 gradients agree\n");
  }

  @Test
  void a_jump_is_skipped_and_a_formula_may_begin_with_a_minus_sign() {
    var outcome = Shell.piped().run("gradcheck", "-step(x)*y", "x=0", "y=2");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("skipped: kink at x");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void two_minus_signs_begin_an_option() {
    var outcome = Shell.piped().run("gradcheck", "x^2", "x=1", "--wtr", "x");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "chainrule: gradcheck: there is no option --wtr\n"
                + "  fix: did you mean --wrt? See chainrule gradcheck --help\n");
  }

  @Test
  void inputs_that_are_not_asked_for_are_not_checked() {
    var outcome = Shell.piped().run("gradcheck", "x*y*z", "x=1", "y=2", "z=3", "--wrt=x, z");
    assertThat(outcome.out()).contains("\nx ", "\nz ").doesNotContain("\ny ");
    assertThat(Shell.piped().run("gradcheck", "x*y", "x=1", "y=2", "--wrt", "q").err())
        .startsWith("chainrule: --wrt: q is not known");
  }

  @Test
  void a_row_needs_an_upstream() {
    var words = new String[] {"gradcheck", "x*[1,2]", "x=2"};
    var outcome = Shell.piped().run(words);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("mul1 has sizes [2]", "--upstream \"[1, 0]\"");
    var given = Shell.piped().run("gradcheck", "x*[1,2]", "x=2", "--upstream", "[1, 10]");
    assertThat(given.out()).contains("exact 21, numeric 21");
  }
}
