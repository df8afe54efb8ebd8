// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.FileException;
import chainrule.formats.FileErrors;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code chainrule jshell}: Java's own shell with everything of this library at hand. */
record JshellVerb() implements Verb {

  private static final List<String> MODULES =
      List.of("chainrule.core", "chainrule.explain", "chainrule.formats", "chainrule.train");

  @Override
  public String name() {
    return "jshell";
  }

  @Override
  public CommandSpec spec() {
    return Words.of(name()).operand("ARGUMENT", "0..*", List.of()).flag("--json").spec();
  }

  @Override
  public int run(Invocation call) {
    Console console = call.console();
    Path program = console.settings().machine().javaHome().resolve("bin").resolve("jshell");
    if (!Files.isExecutable(program) && !Files.isExecutable(Path.of(program + ".exe"))) {
      throw new FileException(console.text("jshell.missing", program));
    }
    try {
      Path startup = Files.createTempFile("chainrule", ".jsh");
      Files.writeString(startup, imports());
      List<String> command = command(program, startup, console.settings());
      command.addAll(call.operands());
      if (call.has("--json")) {
        console.json(json(command));
        return Failure.DONE;
      }
      console.note("jshell.starting", String.join(" ", command));
      int code = start(command, console.settings());
      Files.deleteIfExists(startup);
      return code;
    } catch (IOException e) {
      throw FileErrors.of(name(), program, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Failure.INTERRUPTED;
    }
  }

  private JsonObject json(List<String> command) {
    return Json.object()
        .with("v", 1)
        .with("event", name())
        .with("command", Json.array(command.stream().map(Json::of).toList()));
  }

  private static List<String> command(Path program, Path startup, Settings settings) {
    return new ArrayList<>(
        List.of(
            program.toString(),
            "--module-path",
            settings.machine().path(),
            "--add-modules",
            String.join(",", MODULES) + ",chainrule.vector",
            "--startup",
            "DEFAULT",
            "--startup",
            startup.toString()));
  }

  private static String imports() {
    StringBuilder text = new StringBuilder();
    MODULES.forEach(module -> text.append("import module ").append(module).append(";\n"));
    return text.toString();
  }

  private static int start(List<String> command, Settings settings)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    settings
        .errorPath()
        .ifPresent(path -> {
          if (path.equals("stdout")) {
            builder.redirectErrorStream(true);
          } else {
            builder.redirectError(Redirect.appendTo(new File(path)));
          }
        });
    Process process = builder.start();
    // The shell knows what Ctrl-C means; it must not lose the terminal to one who waits for us.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(process), "chainrule-jshell"));
    return process.waitFor();
  }

  private static void await(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
