// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import chainrule.train.data.Mnist;
import chainrule.train.data.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which data a verb works on: what DATA and {@code --data} say, or what is there. */
final class DataChoice {

  /** What DATA can be. */
  static final List<String> NAMES = List.of("mnist", "digits");

  private DataChoice() {}

  /** Adds the words to a verb that takes DATA as its next operand. */
  static Words words(Words words) {
    return words.operand("DATA", "0..1", NAMES).file("--data", "DIR");
  }

  /**
   * Loads the data.
   *
   * @param name DATA, if it was given
   */
  static Digits load(Optional<String> name, Invocation call) {
    name.ifPresent(given -> call.choice("DATA", given, NAMES));
    Optional<Path> folder = folder(name, call);
    return waiting(call, () -> folder.map(Digits::mnist).orElseGet(Digits::synthetic));
  }

  /**
   * Loads test digits alone.
   *
   * @param name DATA, if it was given
   * @param most how many are wanted, where they have to be drawn first
   */
  static Dataset test(Optional<String> name, long most, Invocation call) {
    name.ifPresent(given -> call.choice("DATA", given, NAMES));
    Optional<Path> folder = folder(name, call);
    int drawn = Math.clamp(most, 1, Digits.TEST);
    return waiting(
        call,
        () ->
            folder
                .map(place -> Mnist.loadTest(place).dataset("mnist"))
                .orElseGet(() -> Digits.synthetic(1, drawn).test()));
  }

  /** Tells a terminal that this takes a moment. */
  private static <T> T waiting(Invocation call, Supplier<T> loading) {
    LiveLine line = new LiveLine(call.console());
    line.show(call.console().text("data.loading"));
    try {
      return loading.get();
    } finally {
      line.end();
    }
  }

  /** The folder of MNIST, or nothing for digits that are drawn. */
  static Optional<Path> folder(Optional<String> name, Invocation call) {
    if (name.equals(Optional.of("digits"))) {
      if (call.gave("--data")) {
        throw new ArgumentException(call.console().text("data.drawn"));
      }
      return Optional.empty();
    }
    Optional<Path> given = call.path("--data");
    if (given.isPresent()) {
      return given.map(Mnist::locate);
    }
    Settings settings = Settings.read();
    if (name.isPresent()) {
      return Optional.of(Mnist.locate(settings));
    }
    Optional<Path> found = Mnist.find(settings);
    settings
        .data()
        .filter(named -> found.isEmpty() || !found.get().startsWith(named))
        .ifPresent(named -> call.console().note("data.elsewhere", named));
    return found;
  }
}
