// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.explain.text.Nearest;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.random.Rng;
import chainrule.train.data.Cifar10;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import chainrule.train.data.Folds;
import chainrule.train.data.PlaneSets;
import chainrule.train.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code train} can learn from: sets by name, tables, arrays and folders of pictures. */
final class Materials {

  /** The sets that have a name. */
  static final List<String> NAMES =
      List.of(
          "mnist", "digits", "cifar10", "spiral", "circles", "moons", "xor", "blobs", "saddle",
          "ripple");

  private static final List<String> KNOWN = List.of("mnist", "digits", "cifar10");
  private static final List<String> TABLES = List.of(".csv", ".tsv", ".csv.gz", ".tsv.gz");
  private static final Material.Suggestion DIGITS =
      new Material.Suggestion("128-64", 0, 2e-3, 128, 5);
  private static final Material.Suggestion PICTURES =
      new Material.Suggestion("256-128", 0, 1e-3, 128, 10);
  private static final Material.Suggestion PLANE =
      new Material.Suggestion("64-32", 0, 1e-2, 32, 200);
  private static final long KEY = 20_260_102;

  private Materials() {}

  static Words words(Words words) {
    return ArrayChoice.words(
        FolderChoice.words(
            TableChoice.words(
                words
                    .operand("DATA", "0..1", NAMES)
                    .file("--data", "DIR")
                    .option("--points", "COUNT", "1000")
                    .option("--noise", "SPREAD")
                    .option("--test-share", "SHARE", "0.2"))));
  }

  /** Loads what DATA names; without it MNIST if it is here, else digits. */
  static Material load(Invocation call) {
    Optional<String> name = call.data();
    return switch (kind(name, call).under(call)) {
      case KNOWN -> name.equals(Optional.of("cifar10")) ? cifar(call) : digits(name, call);
      case PLANE -> plane(name.orElseThrow(), call);
      case TABLE -> TableChoice.load(call.path("DATA", name.orElseThrow()), call);
      case ARRAYS -> ArrayChoice.load(call.path("DATA", name.orElseThrow()), call);
      case FOLDER -> FolderChoice.load(call.path("DATA", name.orElseThrow()), call);
    };
  }

  private static DataKind kind(Optional<String> given, Invocation call) {
    if (given.isEmpty() || KNOWN.contains(given.get())) {
      return DataKind.KNOWN;
    }
    String name = given.get();
    if (NAMES.contains(name)) {
      return DataKind.PLANE;
    }
    if (TABLES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)) {
      return DataKind.TABLE;
    }
    Path path = call.path("DATA", name);
    if (ArrayChoice.isOne(path)) {
      return DataKind.ARRAYS;
    }
    if (Files.isDirectory(path)) {
      return DataKind.FOLDER;
    }
    throw unknown(call, name);
  }

  private static Material digits(Optional<String> name, Invocation call) {
    Digits digits = DataChoice.load(name, call);
    ModelInfo info = ModelInfo.empty().withInput(Digits.INPUT).withClasses(Digits.CLASSES);
    return of(digits.train(), digits.test(), digits.source(), info, DIGITS);
  }

  private static ArgumentException unknown(Invocation call, String name) {
    Path path = call.path("DATA", name);
    return Files.exists(path)
        ? new ArgumentException(
            call.console().text("materials.kind", path), call.console().text("materials.kinds"))
        : new ArgumentException(
            call.console().text("usage.choice", "DATA", name),
            Nearest.to(name, NAMES)
                .map(nearest -> call.console().text("materials.nearest", nearest))
                .orElse(call.console().text("materials.kinds")));
  }

  private static Material cifar(Invocation call) {
    Path folder =
        call.path("--data")
            .map(Cifar10::locate)
            .or(() -> Cifar10.find(chainrule.train.data.Settings.read()))
            .orElseThrow(() -> new FileException(call.console().text("materials.cifar")));
    Cifar10 set = Cifar10.open(folder);
    Json.JsonObject input =
        Json.object()
            .with("kind", "image")
            .with("channels", 3)
            .with("height", Cifar10.SIDE)
            .with("width", Cifar10.SIDE)
            .with("divide", 255);
    ModelInfo info = ModelInfo.empty().withInput(input).withClasses(Cifar10.CLASSES);
    return of(set.train(), set.test(), folder.toString(), info, PICTURES);
  }

  private static Material plane(String name, Invocation call) {
    int points = call.count("--points");
    Rng rng = Rng.seed(KEY);
    Dataset all = plane(name, points, noise(name, call), rng.child(name));
    Split split = Split.of(all, call.fraction("--test-share"), rng.child("split"));
    ModelInfo info = ModelInfo.empty().withClasses(all.classes());
    return of(
        all.select(split.train()),
        all.select(split.test()),
        call.console().text("materials.drawn"),
        info,
        PLANE);
  }

  private static double noise(String name, Invocation call) {
    if (call.gave("--noise")) {
      return call.notNegative("--noise");
    }
    return name.equals("blobs") ? 0.3 : name.equals("spiral") ? 0.05 : 0.1;
  }

  private static Dataset plane(String name, int points, double noise, Rng rng) {
    int half = Math.max(1, points / 2);
    return switch (name) {
      case "spiral" -> PlaneSets.spiral(2, half, noise, rng);
      case "circles" -> PlaneSets.circles(half, noise, rng);
      case "moons" -> PlaneSets.moons(half, noise, rng);
      case "xor" -> PlaneSets.xor(half, noise, rng);
      case "blobs" -> PlaneSets.blobs(3, Math.max(1, points / 3), noise, rng);
      case "saddle" -> PlaneSets.saddle(points, noise, rng);
      default -> PlaneSets.ripple(points, noise, rng);
    };
  }

  /** Data whose folds are made of the training data. */
  static Material of(
      Dataset train, Dataset test, String source, ModelInfo info, Material.Suggestion suggestion) {
    String next =
        info.input().equals(Digits.INPUT) ? "predict latest --test-index 7" : "runs show latest";
    return new Material(
        train, test, Optional.empty(), source, info, suggestion, next, new Samples(train));
  }

  /** Samples that are what they are, whoever learns from them. */
  private record Samples(Dataset train) implements Material.Parting {

    @Override
    public List<Material> folds(Material whole, int count, Rng rng) {
      return Folds.of(train, count, rng).stream()
          .map(split ->
              of(
                  train.select(split.train()),
                  train.select(split.test()),
                  whole.source(),
                  whole.info(),
                  whole.suggestion()))
          .toList();
    }

    @Override
    public Material heldBack(Material whole, double share, Rng rng) {
      Split split = Split.of(whole.train(), share, rng);
      return whole.with(
          whole.train().select(split.train()),
          whole.test(),
          whole.train().select(split.test()),
          whole.info());
    }
  }
}
