// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import java.util.Arrays;
import java.util.List;

/** The kinds of data, each with the options that say how it is read. */
enum DataKind {
  /** Handwritten digits and photographs, known by name. */
  KNOWN,
  PLANE,
  TABLE,
  ARRAYS,
  FOLDER;

  private List<String> options() {
    return switch (this) {
      case KNOWN -> List.of("--data");
      case PLANE -> List.of("--points", "--noise", "--test-share");
      case TABLE ->
          List.of(
              "--target",
              "--task",
              "--numeric",
              "--categorical",
              "--embedding",
              "--drop",
              "--delimiter",
              "--test-share");
      case ARRAYS -> List.of("--inputs", "--labels", "--target", "--task", "--test-share");
      case FOLDER -> List.of("--size", "--gray", "--test-share");
    };
  }

  /**
   * This kind, unless options were given that would do nothing.
   *
   * @throws ArgumentException if one was given, in the user's language
   */
  DataKind under(Invocation call) {
    Arrays.stream(values())
        .flatMap(kind -> kind.options().stream())
        .filter(option -> !options().contains(option) && call.isGiven(option))
        .findFirst()
        .ifPresent(option -> {
          throw new ArgumentException(
              call.console().text("materials.option", option, call.data().orElse("mnist")),
              call.console().text("materials.options", String.join(", ", options())));
        });
    return this;
  }
}
