// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Json;
import chainrule.formats.Version;
import org.junit.jupiter.api.Test;

/** The small verbs. */
class VerbsTest {

  private static final Shell SHELL = Shell.piped();

  @Test
  void the_version_is_that_of_the_library() {
    assertThat(SHELL.run("version").out()).isEqualTo("chainrule " + Version.TEXT + "\n");
    assertThat(SHELL.run("--version").out()).isEqualTo(SHELL.run("-V").out());
    assertThat(SHELL.run("version").err()).isEmpty();
  }

  @Test
  void help_can_be_asked_for_in_three_ways() {
    var help = SHELL.run("train", "--help");
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(SHELL.run("train", "-h")).isEqualTo(help);
    assertThat(SHELL.run("help", "train")).isEqualTo(help);
    assertThat(SHELL.run("help")).isEqualTo(SHELL.run("--help"));
    assertThat(SHELL.run("help", "trian").code()).isEqualTo(2);
  }

  @Test
  void help_and_version_before_a_verb_are_not_taken_for_a_wish_to_run_it() {
    var help = SHELL.run("summary", "--help");
    assertThat(SHELL.run("--help", "summary", "2-3")).isEqualTo(help);
    assertThat(SHELL.run("-h", "summary")).isEqualTo(help);
    assertThat(SHELL.run("--version", "summary", "2-3")).isEqualTo(SHELL.run("--version"));
  }

  @Test
  void doctor_shows_the_machine_and_the_backends() {
    var doctor = SHELL.run("doctor");
    assertThat(doctor.code()).isZero();
    assertThat(doctor.out())
        .contains(Runtime.version().toString(), System.getProperty("java.home"))
        .contains("reference: plain loops", "vector: ", "(chosen)")
        .contains("hardware fma", "threads", "heap", "mnist", "digits", "locale");
    var json = Json.parse(SHELL.run("doctor", "--json").out()).asObject();
    assertThat(json.array("backends")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void data_lists_what_is_here() {
    assertThat(SHELL.run("data").out()).contains("mnist  ", "digits ");
    assertThat(SHELL.run("data", "--json").lines()).hasSize(2);
  }

  @Test
  void the_summary_of_the_digit_net_counts_13002_parameters() {
    assertThat(SHELL.run("summary", "784-16-16-10").out())
        .contains("12,560 + 272 + 170 = 13,002 parameters");
    assertThat(SHELL.run("summary", "2-3").out()).contains("\n9 parameters\n", "36 B as F32");
    var huge = SHELL.run("summary", "999999999-".repeat(20) + "1");
    assertThat(huge.code()).isOne();
    assertThat(huge.err()).contains("more parameters than 64 bits can count");
  }

  @Test
  void the_last_of_a_repeated_option_counts() {
    assertThat(SHELL.run("version", "--lang", "zh", "--lang", "en").code()).isZero();
    assertThat(SHELL.run("--lang", "zh", "--lang", "en").out()).contains("All verbs and options");
  }
}
