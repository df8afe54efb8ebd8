// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Models;
import chainrule.nn.Linear;
import chainrule.nn.Sequential;
import chainrule.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with words or files: one message, the right code, and nothing left behind. */
class HostileInputTest {

  @TempDir private Path folder;

  private Path data;

  @BeforeEach
  void make() throws IOException {
    data = TinyMnist.in(folder.resolve("data"));
  }

  @Test
  void words_that_cannot_be() {
    refused("\"abc\" in \"784-abc-10\"", "--net", "784-abc-10");
    refused("784 inputs and 10 outputs", "--net", "100-10");
    refused("--lr: -1; needs a finite number above 0", "--lr", "-1");
    refused("--lr: NaN; needs", "--lr", "NaN");
    refused("--lr: 1e400; needs", "--lr", "1e400");
    refused("--epochs: 0; needs a whole number from 1 to 999999999", "--epochs", "0");
    refused("--epochs: 1e3; needs", "--epochs=1e3");
    refused("--batch: 99999999999; needs", "--batch", "99999999999");
    refused("--batch: \"\"; needs", "--batch", "");
    refused("--seed: 1.5; needs a whole number from -2^63 to 2^63 - 1", "--seed", "1.5");
    refused("--lr: Infinity; needs a finite number", "--lr", "Infinity");
    refused("--momentum: 1; needs", "--optimizer", "sgd", "--momentum", "1");
    refused("there is no option --epoch", "--epoch", "3");
    refused("did you mean --epochs?", "--epoch", "3");
    refused("did you mean crossEntropy?", "--loss", "crossentropy");
    refused("did you mean relu?", "--activation", "rleu");
    refused("did you mean vector?", "--backend", "vectors");
    refused("threads: 5000; needs 1 to 1024", "--threads", "5000");
    refused("train: --net needs a value: SIZES", "--net");
    refused("one word too many: twice", "twice");
    refused("--out: \"\" cannot be a path", "--out", "");
    refused("--runs: \"\" cannot be a path", "--runs", "");
  }

  @Test
  void data_that_is_damaged_or_lies() throws IOException {
    var images = data.resolve("train-images-idx3-ubyte");
    var whole = Files.readAllBytes(images);
    for (int length : new int[] {0, 3, 15, 16, 5000, whole.length - 1}) {
      Files.write(images, Arrays.copyOf(whole, length));
      failed("train-images-idx3-ubyte");
    }
    for (int lie : new int[] {-1, 0, 1, TinyMnist.TRAIN + 1, Integer.MAX_VALUE}) {
      Files.write(images, ByteBuffer.wrap(whole.clone()).putInt(4, lie).array());
      failed("train-");
    }
    Files.write(images, ByteBuffer.wrap(whole.clone()).putInt(8, 1 << 30).array());
    failed("train-images-idx3-ubyte");
    Files.write(images, whole);
    var labels = data.resolve("train-labels-idx1-ubyte");
    var ten = Files.readAllBytes(labels);
    ten[20] = 10;
    Files.write(labels, ten);
    failed("label 12 is 10");
    Files.delete(labels);
    failed("lacks train-labels-idx1-ubyte");
  }

  @Test
  void a_file_to_write_that_cannot_be() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "kept");
    failed("is a regular file", "--out", file.resolve("below").toString());
    failed("exists already", "--out", file.toString());
    failed("it is a folder", "--out", folder.toString());
    failed("does not exist", "--out", folder.resolve("none/model").toString());
    failed("File name too long", "--out", folder.resolve("n".repeat(300)).toString());
    assertThat(file).hasContent("kept");
    var outcome = Shell.piped().run(words("--runs", file.resolve("runs").toString()));
    assertOneMessage(outcome, 1, "is a regular file, not a folder");
    assertThat(file).hasContent("kept");
  }

  @Test
  void pictures_that_are_none() throws IOException {
    Shell.piped().run(words());
    var latest = "--runs=" + folder.resolve("runs");
    var text = Files.writeString(folder.resolve("text.png"), "no picture", UTF_8);
    predictFails("no PNG and no JPEG", latest, text);
    var giant = Files.write(folder.resolve("giant.png"), pngOf(60_000, 60_000));
    predictFails("60000 x 60000 pixels; at most 50,000,000 are read", latest, giant);
    var empty = Files.createFile(folder.resolve("empty.png"));
    predictFails("the file is empty", latest, empty);
    predictFails("no such file", latest, folder.resolve("none.png"));
    predictFails("is a folder", latest, folder);
    var blank = folder.resolve("blank.png");
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", blank.toFile());
    predictFails("image: " + blank + ": all pixels are alike", latest, blank);
    assertOneMessage(
        Shell.piped().run("predict", "latest", "", latest), 2, "FILE: \"\" cannot be a path");
  }

  @Test
  void a_model_that_is_no_longer_made_of_numbers() throws IOException {
    var broken = folder.resolve("broken.safetensors");
    double[] nan = new double[10];
    Arrays.fill(nan, Double.NaN);
    var output = new Linear(Tensor.zeros(784, 10), Optional.of(Tensor.of(nan)));
    Models.save(Sequential.of(output), broken);
    for (var form : List.of("--json", "--ascii")) {
      var outcome =
          Shell.piped()
              .run("predict", broken.toString(), "--test-index=1", form, "--data", data.toString());
      assertOneMessage(outcome, 1, "the model answers mnist 1 with NaN");
    }
    var outcome =
        Shell.piped().run("evaluate", broken.toString(), "mnist", "--data", data.toString());
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo(
            "warning: crossEntropy is NaN: some numbers of the model are no longer finite\n");
  }

  @Test
  void runs_without_a_model() throws IOException {
    var runs = Files.createDirectories(folder.resolve("runs"));
    var killed = Files.createDirectories(runs.resolve("20260101-000000-mnist"));
    Files.writeString(killed.resolve("run.json"), "{}\n");
    var other = Files.createDirectories(runs.resolve("20260101-000001-mnist"));
    Files.writeString(other.resolve("model.safetensors"), "");
    for (var name : List.of("20260101-000000-mnist", killed.toString())) {
      var outcome = Shell.piped().run("evaluate", name, "--runs", runs.toString());
      assertOneMessage(outcome, 1, killed + " holds no model.safetensors");
      assertThat(outcome.err()).doesNotContain("did you mean");
    }
    for (var none : List.of(folder.resolve("none"), other.resolve("model.safetensors"))) {
      var outcome = Shell.piped().run("evaluate", "latest", "--runs", none.toString());
      assertOneMessage(outcome, 1, "no run with a model in " + none);
      assertThat(outcome.err()).contains("train one").doesNotContain("did you mean");
    }
  }

  @Test
  void options_that_could_not_do_anything() {
    for (var option : List.of("--mirror", "--dir")) {
      var outcome = Shell.piped().run("data", option, "http://localhost/");
      assertOneMessage(outcome, 2, option + ": nothing is downloaded without a SET");
    }
    var drawn = Shell.piped().run("train", "digits", "--data", data.toString());
    assertOneMessage(drawn, 2, "--data: digits are drawn by code");
  }

  @Test
  void models_that_are_none() throws IOException {
    var text = Files.writeString(folder.resolve("text.safetensors"), "no model at all", UTF_8);
    for (var verb : List.of("evaluate", "predict", "summary")) {
      var index = verb.equals("predict") ? "--test-index=1" : "--quiet";
      var outcome = Shell.piped().run(verb, text.toString(), index);
      assertOneMessage(outcome, 1, "safetensors");
      assertOneMessage(Shell.piped().run(verb, "nowhere", index), 1, "neither a model");
      assertOneMessage(Shell.piped().run(verb, "", index), 2, "MODEL: \"\" cannot be a path");
    }
  }

  @Test
  void a_network_that_no_memory_holds() {
    failed("elements fit", "--net", "784-999999999-10");
  }

  @Test
  void what_users_type_cannot_command_their_terminal() {
    var outcome = Shell.piped().run("\u001b[2Jwipe");
    assertThat(outcome.err()).contains("?[2Jwipe").doesNotContain("\u001b");
  }

  private void refused(String message, String... more) {
    assertOneMessage(Shell.piped().run(words(more)), 2, message);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  private void failed(String message, String... more) {
    assertOneMessage(Shell.piped().run(words(more)), 1, message);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  private static void predictFails(String message, String runs, Path picture) {
    assertOneMessage(Shell.piped().run("predict", "latest", picture.toString(), runs), 1, message);
  }

  private static void assertOneMessage(Shell.Outcome outcome, int code, String message) {
    assertThat(outcome.err()).contains(message).startsWith("chainrule: ").endsWith("\n");
    assertThat(outcome.err()).doesNotContain("\tat ", "Exception", "internal");
    assertThat(outcome.err().lines().skip(1)).allMatch(line -> line.startsWith("  "));
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.code()).isEqualTo(code);
  }

  private String[] words(String... more) {
    var words = new ArrayList<>(List.of("train", "mnist", "--data", data.toString()));
    if (!List.of(more).contains("--runs")) {
      words.addAll(List.of("--runs", folder.resolve("runs").toString()));
    }
    if (!List.of(more).contains("--net")) {
      words.addAll(List.of("--net", "784-10"));
    }
    if (!List.of(more).contains("--epochs")) {
      words.addAll(List.of("--epochs", "1"));
    }
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** The head of a PNG of this size, and no pixels. */
  private static byte[] pngOf(int width, int height) {
    var head = ByteBuffer.allocate(17).putInt(0x49484452).putInt(width).putInt(height);
    head.put(new byte[] {8, 0, 0, 0, 0});
    var crc = new CRC32();
    crc.update(head.array());
    return ByteBuffer.allocate(33)
        .putLong(0x89504e470d0a1a0aL)
        .putInt(13)
        .put(head.array())
        .putInt((int) crc.getValue())
        .array();
  }
}
