// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.error.FormatException;
import chainrule.explain.text.Nearest;
import chainrule.formats.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options in a file: a JSON object whose members are options without their dashes, and {@code
 * train}, the data. The record of a run holds such an object under {@code config}.
 */
final class Configuration {

  /** The member for DATA. */
  static final String DATA = "train";

  /** Options that say where and how to work, not what comes out. */
  private static final Set<String> ASIDE =
      Set.of(
          "--ascii",
          "--backend",
          "--checkpoint-every",
          "--config",
          "--debug",
          "--folds",
          "--force",
          "--help",
          "--json",
          "--lang",
          "--loaders",
          "--out",
          "--plan",
          "--quiet",
          "--resume",
          "--runs",
          "--threads");

  /** Options that name a file or folder of the data. */
  private static final Set<String> PLACES = Set.of("--data", "--labels");

  private Configuration() {}

  /**
   * A call that asks the file of {@code --config}, if one is given, for the options it leaves out.
   *
   * @throws ArgumentException if a member is no option, in the user's language
   * @throws FormatException if the file holds no JSON object of texts, numbers and booleans
   */
  static Invocation under(Invocation call) {
    return call.path("--config").map(file -> call.with(read(file, call))).orElse(call);
  }

  private static Map<String, String> read(Path file, Invocation call) {
    Json.JsonObject content = Json.read(file).asObject();
    return of(content.find("config").map(Json::asObject).orElse(content), file, call);
  }

  /** The options of an object that a file holds. */
  static Map<String, String> of(Json.JsonObject object, Path file, Invocation call) {
    List<String> known = known(call);
    Map<String, String> options = new LinkedHashMap<>();
    object
        .members()
        .forEach((name, value) -> {
          if (!known.contains(name)) {
            throw new ArgumentException(
                call.console().text("config.unknown", file, name),
                Nearest.to(name, known)
                    .map(nearest -> call.console().text("config.nearest", nearest))
                    .orElse(call.console().text("config.all", String.join(", ", known))));
          }
          options.put(name.equals(DATA) ? DATA : "--" + name, text(file, name, value));
        });
    return options;
  }

  private static String text(Path file, String name, Json value) {
    return switch (value) {
      case Json.JsonString(String text) -> text;
      case Json.JsonNumber number -> number.toText();
      case Json.JsonBoolean flag -> flag.toText();
      default ->
          throw new FormatException(
              "config: " + file + ": " + name + " is " + value.toText(),
              "give a text, a number, true or false");
    };
  }

  private static List<String> known(Invocation call) {
    List<String> names =
        new ArrayList<>(
            call.words().commandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !ASIDE.contains(name))
                .map(name -> name.substring(2))
                .toList());
    names.add(DATA);
    return names;
  }

  /** Whether what comes out depends on an option. */
  static boolean isPart(String option) {
    return !ASIDE.contains(option);
  }

  /**
   * What a run is asked for, whole: what was given, and how what was not is chosen.
   *
   * @param chosen values of options that depend on the data where they are not given
   */
  static Json.JsonObject of(Invocation call, Map<String, String> chosen) {
    SortedMap<String, String> all = new TreeMap<>();
    for (OptionSpec option : call.words().commandSpec().options()) {
      String name = option.longestName();
      if (isPart(name)) {
        boolean flag = option.arity().max() == 0;
        if (flag ? call.has(name) : call.text(name).isPresent()) {
          all.put(name.substring(2), flag ? "true" : whole(name, call));
        }
      }
    }
    chosen.forEach((name, value) -> all.putIfAbsent(name.substring(2), value));
    call.data().ifPresent(data -> all.put(DATA, place(data)));
    Json.JsonObject object = Json.object();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      object = object.with(entry.getKey(), entry.getValue());
    }
    return object;
  }

  private static String whole(String name, Invocation call) {
    return PLACES.contains(name) ? place(call.value(name)) : call.value(name);
  }

  /** A file or folder wherever the next command is run; anything else as it is. */
  private static String place(String text) {
    Path path = Path.of(text);
    return Files.exists(path) ? path.toAbsolutePath().normalize().toString() : text;
  }
}
