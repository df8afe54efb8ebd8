// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The completion script, asked by bash itself. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "completion is for bash and zsh")
class CompletionVerbTest {

  @TempDir private Path folder;

  @Test
  void verbs_options_and_values_are_completed() throws Exception {
    assertThat(completed("chainrule", "tr")).isEqualTo("train");
    assertThat(completed("chainrule", "train", "--act")).isEqualTo("--activation");
    assertThat(completed("chainrule", "train", "--loss", "cross")).isEqualTo("crossEntropy");
    assertThat(completed("chainrule", "train", "di")).isEqualTo("digits");
    var file = Files.createFile(folder.resolve("some.safetensors")).toString();
    assertThat(completed("chainrule", "predict", folder + "/some")).isEqualTo(file);
    assertThat(completed("chainrule", "train", "--out", folder + "/some")).isEqualTo(file);
  }

  @Test
  void the_script_is_for_bash_and_zsh_and_for_no_other_shell() {
    var bash = Shell.piped().run("completion", "bash");
    assertThat(Shell.piped().run("completion", "zsh")).isEqualTo(bash);
    assertThat(bash.out()).contains("ZSH_VERSION");
    assertThat(Shell.piped().run("completion", "fish").code()).isEqualTo(2);
    assertThat(Shell.piped().run("completion").err()).contains("missing: SHELL");
  }

  private String completed(String... words) throws IOException, InterruptedException {
    var script = folder.resolve("script");
    Files.writeString(script, Shell.piped().run("completion", "bash").out());
    var asking =
        "source "
            + script
            + "; compopt() { :; }; COMP_WORDS=("
            + String.join(" ", words)
            + "); COMP_CWORD="
            + (words.length - 1)
            + "; _complete_chainrule; echo ${COMPREPLY[@]}";
    var process = new ProcessBuilder("bash", "-c", asking).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }
}
