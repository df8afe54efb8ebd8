// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.Json;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** {@code chainrule completion bash|zsh}: a script for the shell. */
record CompletionVerb() implements Verb {

  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public CommandSpec spec() {
    return Words.of(name()).operand("SHELL", "1", SHELLS).flag("--json").spec();
  }

  @Override
  public int run(Invocation call) {
    String shell = call.choice("SHELL", call.operand(0).orElseThrow(), SHELLS);
    Console console = call.console();
    // The script asks which of the two shells reads it.
    String script =
        AutoComplete.bash(Words.PROGRAM, call.words().commandSpec().root().commandLine());
    if (call.has("--json")) {
      console.json(
          Json.object()
              .with("v", 1)
              .with("event", name())
              .with("shell", shell)
              .with("script", script));
    } else {
      script.lines().forEach(console::line);
    }
    return Failure.DONE;
  }
}
