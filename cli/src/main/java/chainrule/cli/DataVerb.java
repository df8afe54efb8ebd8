// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.train.data.Mnist;
import chainrule.train.data.MnistDownload;
import chainrule.train.data.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code chainrule data}: what data is here; {@code chainrule data mnist} downloads it. */
record DataVerb() implements Verb {

  private static final List<String> SETS = List.of("mnist");

  @Override
  public String name() {
    return "data";
  }

  @Override
  public CommandSpec spec() {
    return Words.of(name())
        .operand("SET", "0..1", SETS)
        .option("--mirror", "URL")
        .file("--dir", "DIR")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation call) {
    Optional<String> set = call.operand(0);
    if (set.isEmpty()) {
      for (String option : List.of("--mirror", "--dir")) {
        if (call.gave(option)) {
          throw new ArgumentException(
              call.console().text("data.idle", option),
              call.console().text("data.idle.fix", option, ShellWord.of(call.value(option))));
        }
      }
      return list(call);
    }
    call.choice("SET", set.get(), SETS);
    return download(call);
  }

  private static int list(Invocation call) {
    Console console = call.console();
    Optional<Path> folder = found();
    if (call.has("--json")) {
      console.json(set("mnist", folder));
      console.json(set("digits", Optional.empty()).with("found", true));
      return Failure.DONE;
    }
    console.lines(
        Table.of("ll")
            .row(
                "mnist",
                folder
                    .map(Path::toString)
                    .orElseGet(() -> console.text("data.mnist.missing", places())))
            .row("digits", console.text("data.digits"))
            .lines());
    if (folder.isEmpty()) {
      console.note("data.mnist.get");
    }
    return Failure.DONE;
  }

  private static int download(Invocation call) {
    Console console = call.console();
    MnistDownload download =
        call.path("--dir")
            .map(MnistDownload::to)
            .orElseGet(() -> MnistDownload.to(Settings.read()));
    Optional<String> mirror = call.text("--mirror");
    download = mirror.isPresent() ? download.withMirror(mirror.get()) : download;
    DownloadLine line = new DownloadLine(console);
    Path folder;
    try {
      folder = download.withProgress(line).run();
    } finally {
      line.end();
    }
    if (call.has("--json")) {
      console.json(set("mnist", Optional.of(folder)));
    } else {
      console.say("data.mnist.here", folder);
    }
    return Failure.DONE;
  }

  private static JsonObject set(String name, Optional<Path> folder) {
    JsonObject object =
        Json.object()
            .with("v", 1)
            .with("event", "data")
            .with("set", name)
            .with("found", folder.isPresent());
    return folder.map(path -> object.with("folder", path.toString())).orElse(object);
  }

  /** Where MNIST is, if it is anywhere. */
  static Optional<Path> found() {
    return Mnist.find(Settings.read());
  }

  /** Where MNIST was looked for. */
  static String places() {
    Settings settings = Settings.read();
    return Stream.concat(settings.data().stream(), Stream.of(settings.cache()))
        .map(Path::toString)
        .collect(Collectors.joining(", "));
  }
}
