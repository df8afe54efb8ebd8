// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FormatException;
import chainrule.formats.NpzFile;
import chainrule.train.text.NearestName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which arrays of a .npz file are inputs and which are targets. */
record ArrayNames(Path file, List<String> all, ArrayOptions options) {

  private static final List<String> INPUTS =
      List.of("x_train", "x", "inputs", "images", "data", "features", "arr_0");
  private static final List<String> TARGETS =
      List.of("y_train", "y", "targets", "target", "labels", "label", "arr_1");
  private static final int SHOWN = 12;
  private static final int LONGEST = 60;

  static ArrayNames of(Path file, ArrayOptions options) {
    return new ArrayNames(file, NpzFile.names(file), options);
  }

  /** Those to learn from. */
  String inputs() {
    return options
        .inputs()
        .map(this::checked)
        .or(() -> first(INPUTS))
        .orElseThrow(() -> unnamed("inputs", "x or x_train", "inputs"));
  }

  /** Their targets. */
  String targets() {
    return options
        .targets()
        .map(this::checked)
        .or(() -> first(TARGETS))
        .orElseThrow(() -> unnamed("targets", "y or y_train", "target"));
  }

  /** The array to answer for: that of samples held back, if there is one; the only one there is. */
  String asked() {
    if (options.inputs().isEmpty() && all.size() == 1) {
      return all.getFirst();
    }
    return options.inputs().isPresent() ? inputs() : test(inputs()).orElse(inputs());
  }

  /** The array of samples held back that goes with one of samples to learn from. */
  Optional<String> test(String name) {
    String other = name.replace("train", "test").replace("Train", "Test").replace("TRAIN", "TEST");
    return Optional.of(other).filter(test -> !test.equals(name) && all.contains(test));
  }

  private Optional<String> first(List<String> names) {
    return names.stream()
        .flatMap(wanted -> all.stream().filter(wanted::equalsIgnoreCase))
        .findFirst();
  }

  private String checked(String name) {
    if (all.contains(name)) {
      return name;
    }
    throw new FormatException(
        "arrays: " + file + " has no array " + shown(name) + "; it has " + shown(),
        NearestName.to(name, all)
            .map(nearest -> "did you mean " + shown(nearest) + "?")
            .orElse(""));
  }

  private FormatException unnamed(String what, String usual, String option) {
    return new FormatException(
        "arrays: " + file + " has no " + what + " named " + usual + "; it has " + shown(),
        "name the array with --" + option);
  }

  private String shown() {
    String some =
        all.stream().limit(SHOWN).map(ArrayNames::shown).collect(Collectors.joining(", "));
    int more = all.size() - SHOWN;
    return all.isEmpty() ? "none" : more > 0 ? some + " and " + more + " more" : some;
  }

  private static String shown(String name) {
    String start = name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
    return start.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}\\u2028\\u2029]", "?");
  }
}
