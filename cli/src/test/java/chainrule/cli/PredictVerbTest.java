// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.formats.Json;
import chainrule.formats.Models;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digits read by a small model, and the model measured. */
class PredictVerbTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    TinyMnist.in(folder.resolve("data"));
    var outcome = run("train", "--net", "784-16-10", "--epochs", "20", "--lr", "0.01");
    assertThat(outcome.code()).as(outcome.err()).isZero();
  }

  @Test
  void a_test_image_is_shown_with_its_ten_probabilities() {
    var outcome = run("predict", "latest", "--test-index", "7");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.lines()).hasSize(15);
    assertThat(outcome.lines().getLast()).matches("mnist 7: 7, \\d+\\.\\d %; it is 7");
    assertThat(outcome.lines().stream().filter(line -> line.matches(".* \\d +\\d+\\.\\d %( .*)?")))
        .hasSize(10);
    assertThat(outcome.out()).contains("█");
    assertThat(run("predict", "latest", "--test-index", "7", "--ascii").out())
        .matches("\\p{ASCII}*");
    assertThat(run("predict", "latest", "--test-index", "7", "--lang", "zh").out())
        .doesNotContain("█")
        .contains("实为 7");
  }

  @Test
  void json_has_probabilities_that_sum_to_one() {
    var json = json(run("predict", "latest", "--test-index", "7", "--json"));
    assertThat(json.text("class")).isEqualTo("7");
    assertThat(json.whole("label")).isEqualTo(7);
    double sum = json.array("probabilities").stream().mapToDouble(Json::asNumber).sum();
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  @Test
  void outputs_behind_an_activation_are_shared_out() {
    var runs = folder.resolve("squared").toString();
    var data = folder.resolve("data").toString();
    var shell = Shell.piped();
    shell.run(
        "train",
        "--data",
        data,
        "--runs",
        runs,
        "--net",
        "784-10",
        "--epochs",
        "1",
        "--json",
        "--loss",
        "mse",
        "--activation",
        "sigmoid");
    var json =
        json(
            shell.run(
                "predict", "latest", "--runs", runs, "--data", data, "--test-index=3", "--json"));
    double sum = json.array("probabilities").stream().mapToDouble(Json::asNumber).sum();
    assertThat(sum).isCloseTo(1, within(1e-6));
    var evaluation =
        json(shell.run("evaluate", "latest", "--runs", runs, "--data", data, "--json"));
    assertThat(evaluation.text("loss_name")).isEqualTo("mse");
  }

  @Test
  void pictures_may_be_dark_on_light_or_light_on_dark() throws IOException {
    var dark = picture("dark.png", Color.WHITE, Color.BLACK);
    var light = picture("light.png", Color.BLACK, Color.WHITE);
    var lines = run("predict", "latest", dark, light, "--json").lines();
    assertThat(lines).hasSize(2);
    var first = Json.parse(lines.get(0)).asObject();
    var second = Json.parse(lines.get(1)).asObject();
    assertThat(first.text("sample")).isEqualTo(dark);
    assertThat(first.find("label")).isEmpty();
    assertThat(second.get("probabilities")).isEqualTo(first.get("probabilities"));
  }

  @Test
  void either_files_or_an_index_are_needed() {
    for (var words : List.of(List.of("latest"), List.of("latest", "a.png", "--test-index=1"))) {
      var all = new ArrayList<>(List.of("predict"));
      all.addAll(words);
      var outcome = run(all.toArray(String[]::new));
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("either files or --test-index");
    }
    for (var index : List.of("100", "-1", "99999999999999999999")) {
      var outcome = run("predict", "latest", "--test-index", index);
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("--test-index: " + index);
    }
  }

  @Test
  void a_model_of_something_else_says_which_sizes_it_has() {
    var other = folder.resolve("other.safetensors");
    Models.save(Mlp.of("2-3", Activation.RELU, Rng.seed(1)), other);
    for (var words :
        List.of(List.of("evaluate", other.toString()), List.of("predict", other.toString()))) {
      var all = new ArrayList<>(words);
      if (words.getFirst().equals("predict")) {
        all.add("--test-index=1");
      }
      var outcome = run(all.toArray(String[]::new));
      assertThat(outcome.code()).isOne();
      assertThat(outcome.err()).contains("784", "[2, 3]", "Linear(2 -> 3)");
    }
  }

  @Test
  void evaluation_prints_accuracy_and_loss() {
    var outcome = run("evaluate", "latest");
    assertThat(outcome.out())
        .contains("mnist: 100 test samples")
        .containsPattern("accuracy  \\d+\\.\\d\\d %")
        .containsPattern("loss      \\d+\\.\\d{4} \\(crossEntropy\\)");
    var json = json(run("evaluate", "latest", "mnist", "--json"));
    assertThat(json.whole("samples")).isEqualTo(100);
    assertThat(json.number("accuracy")).isGreaterThan(0.9);
    assertThat(json.number("loss")).isPositive();
    assertThat(json(run("evaluate", "latest", "--loss", "mse", "--json")).text("loss_name"))
        .isEqualTo("mse");
  }

  @Test
  void a_model_is_named_by_its_file_its_folder_or_its_run() throws IOException {
    var latest = json(run("evaluate", "latest", "--json"));
    var file = Path.of(latest.text("model"));
    var run = file.getParent();
    for (var name : List.of(file, run, run.getFileName())) {
      assertThat(json(run("evaluate", name.toString(), "--json"))).isEqualTo(latest);
    }
  }

  @Test
  void a_mistyped_run_gets_the_nearest_name() {
    assertThat(run("evaluate", "latset").err()).endsWith("  fix: did you mean latest?\n");
    var run = Path.of(json(run("evaluate", "latest", "--json")).text("model")).getParent();
    var name = run.getFileName().toString();
    assertThat(run("evaluate", name.substring(1)).err()).endsWith("did you mean " + name + "?\n");
  }

  private static Shell.Outcome run(String... words) {
    var all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--runs", folder.resolve("runs").toString()));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Shell.piped().run(all.toArray(String[]::new));
  }

  private static Json.JsonObject json(Shell.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return Json.parse(outcome.out().strip()).asObject();
  }

  /** A fat seven. */
  private static String picture(String name, Color paper, Color ink) throws IOException {
    var image = new BufferedImage(90, 120, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 90; x++) {
        boolean bar = y > 15 && y < 30 && x > 20 && x < 70;
        boolean stem = y >= 30 && y < 105 && x > 50 && x < 65;
        image.setRGB(x, y, (bar || stem ? ink : paper).getRGB());
      }
    }
    var file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file.toString();
  }
}
