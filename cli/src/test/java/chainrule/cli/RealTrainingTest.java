// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import chainrule.cli.Shell.Outcome;
import chainrule.formats.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the command line reaches on well-known data, as a user types it. The files stand beside the
 * project; without them a test is skipped, which is said.
 */
class RealTrainingTest {

  private static final Path DATA =
      chainrule.train.data.Settings.read().data().orElse(Path.of("..", "..", "shared", "data"));

  @TempDir private Path folder;

  @BeforeAll
  static void announce() {
    if (!Files.isDirectory(DATA)) {
      System.out.println("RealTrainingTest: no real data, 6 tests do not run");
    }
  }

  private static Path data(String name) {
    Path path = DATA.resolve(name);
    assumeThat(path).as("real data").exists();
    return path;
  }

  private Outcome run(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--runs", folder.resolve("runs").toString()));
    all.addAll(List.of(more));
    Outcome outcome = Shell.piped().run(all.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  /** Trains with seeds 1 to 3 and prints each: the median accuracy, the median of the seconds. */
  private double[] medians(String name, String... options) {
    List<String> words = new ArrayList<>(List.of("train", "mnist"));
    words.addAll(List.of("--data", data("mnist").toString(), "--json"));
    words.addAll(List.of(options));
    List<Json.JsonObject> ends =
        LongStream.rangeClosed(1, 3)
            .mapToObj(seed -> run(words, "--seed", Long.toString(seed)).lines().getLast())
            .map(line -> Json.parse(line).asObject())
            .toList();
    for (Json.JsonObject end : ends) {
      System.out.printf(
          "%s: %.2f %% in %.1f s%n",
          name, 100 * end.number("test_accuracy"), end.number("train_seconds"));
    }
    return new double[] {median(ends, "test_accuracy"), median(ends, "train_seconds")};
  }

  private static double median(List<Json.JsonObject> ends, String key) {
    return ends.stream().mapToDouble(end -> end.number(key)).sorted().skip(1).findFirst().orElse(0);
  }

  @Test
  @Tag("long")
  void two_hidden_layers_read_98_digits_in_a_hundred_after_15_epochs() {
    assertThat(medians("784-128-64-10", "--epochs", "15")[0]).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  @Tag("long")
  void sixteen_and_sixteen_sigmoids_read_94_digits_in_a_hundred_after_30_epochs() {
    double[] medians =
        medians(
            "784-16-16-10", "--net", "784-16-16-10", "--activation", "sigmoid", "--epochs", "30");
    assertThat(medians[0]).isGreaterThanOrEqualTo(0.94);
  }

  @Test
  @Tag("long")
  void a_small_convolutional_net_reads_99_digits_in_a_hundred_after_5_epochs() {
    String layers = "conv:8:5,relu,pool:2,conv:16:5,relu,pool:2,flatten,dense:64,relu";
    assertThat(medians(layers, "--layers", layers, "--epochs", "5")[0])
        .isGreaterThanOrEqualTo(0.99);
  }

  /** Trains with the defaults; neither then nor afterwards anything is found to be wrong. */
  private void assertNothingFound(String... words) {
    List<String> all = new ArrayList<>(List.of("train"));
    all.addAll(List.of(words));
    assertThat(run(all).err()).isEmpty();
    assertThat(run(List.of("diagnose", "latest")).out()).startsWith("nothing is wrong with ");
  }

  @Test
  @Tag("long")
  void nothing_is_wrong_with_the_defaults_for_mnist() {
    assertNothingFound("mnist", "--data", data("mnist").toString());
  }

  @Test
  @Tag("long")
  void nothing_is_wrong_with_the_defaults_for_digits() {
    assertNothingFound("digits");
  }

  @Test
  void nothing_is_wrong_with_the_defaults_for_a_spiral() {
    assertNothingFound("spiral");
  }

  @Test
  void nothing_is_wrong_with_the_defaults_for_flowers() {
    assertNothingFound("" + data("tabular/iris.csv"), "--target", "species");
  }

  @Test
  void passengers_and_flowers_are_foretold_without_an_option() {
    assertThat(folds("titanic.csv", "Survived")).isGreaterThanOrEqualTo(0.79);
    assertThat(folds("iris.csv", "species")).isGreaterThanOrEqualTo(0.95);
  }

  private double folds(String file, String target) {
    List<String> words =
        List.of("train", "" + data("tabular/" + file), "--target", target, "--folds", "5");
    String end = run(words, "--json").lines().getLast();
    System.out.println(end);
    return Json.parse(end).asObject().number("mean");
  }
}
