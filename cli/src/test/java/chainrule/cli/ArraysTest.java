// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.cli.Shell.Outcome;
import chainrule.formats.NpyFile;
import chainrule.formats.NpzFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays and IDX files: trained on, measured with, answered for, repeated. */
class ArraysTest {

  private static final int COUNT = 60;

  @TempDir private Path folder;

  private Path npz;
  private Path npy;
  private Path labels;

  private Outcome run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--runs", folder.resolve("runs").toString()));
    return Shell.piped().run(all.toArray(String[]::new));
  }

  /** Pictures of 4 x 3 pixels that are bright above or below. */
  @BeforeEach
  void make() {
    byte[] pixels = new byte[COUNT * 12];
    long[] classes = new long[COUNT];
    for (int i = 0; i < pixels.length; i++) {
      boolean above = i % 12 < 6;
      int bright = i / 12 % 2;
      pixels[i] = (byte) (above == (bright == 0) ? 200 + i % 50 : i % 40);
      classes[i / 12] = bright;
    }
    NpyFile inputs = new NpyFile(Shape.of(COUNT, 4, 3), new Storage.U8(pixels));
    NpyFile targets = new NpyFile(Shape.of(COUNT), new Storage.I64(classes));
    npz = folder.resolve("bars.npz");
    npy = folder.resolve("bars.npy");
    labels = folder.resolve("kinds.npy");
    NpzFile.of(Map.of("pictures", inputs, "kinds", targets)).save(npz);
    inputs.save(npy);
    targets.save(labels);
  }

  private String[] train(String... more) {
    List<String> words =
        new ArrayList<>(List.of("train", npz.toString(), "--inputs=pictures", "--target=kinds"));
    words.addAll(List.of("--epochs=20", "--lr=0.01"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void arrays_are_learned_measured_answered_for_and_repeated() throws IOException {
    Outcome trained = run(train("--layers=conv:2:3,relu,dense:8,relu", "--augment=shift:1"));
    assertThat(trained.code()).isZero();
    assertThat(trained.out()).contains("bars: 48 training and 12 test samples", "100.00 %");
    assertThat(run("evaluate", "latest").out()).contains("bars: 12 test samples", "100.00 %");
    String[] measure = {"evaluate", "latest", npy.toString(), "--labels", labels.toString()};
    assertThat(run(measure).out()).contains("bars: 60 test samples", "100.00 %");
    assertThat(run("runs", "verify", "latest").out()).contains("the same bits");
    assertThat(run("diagnose", "latest").code()).isZero();

    List<String> answers = run("predict", "latest", npy.toString()).lines();
    assertThat(answers).hasSize(COUNT + 1).startsWith("sample,prediction,p(0),p(1)");
    assertThat(answers.get(2)).startsWith("1,1,");
    Path out = folder.resolve("answers.npy");
    String[] asked = {"predict", "latest", npz.toString(), "--inputs=pictures", "--out"};
    String[] whole = Arrays.copyOf(asked, asked.length + 1);
    whole[asked.length] = out.toString();
    assertThat(run(whole).out()).contains("60 samples answered: " + out);
    assertThat(NpyFile.read(out).shape()).isEqualTo(Shape.of(COUNT, 2));
    assertThat(run(whole).err()).contains("exists already");
  }

  @Test
  void a_configuration_and_the_other_verbs_take_them_too() throws IOException {
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        "{\"train\":\"%s\",\"labels\":\"%s\",\"epochs\":2,\"task\":\"regression\"}"
            .formatted(npy, labels));
    assertThat(run("train", "--config", config.toString()).out()).contains("R2");
    assertThat(run("runs", "verify", "latest").out()).contains("the same bits");
    List<String> numbers = run("predict", "latest", npy.toString()).lines();
    assertThat(numbers).hasSize(COUNT + 1).startsWith("sample,prediction");
    List<String> words = List.of(npy.toString(), "--labels", labels.toString());
    assertThat(Shell.piped().run(words("find-lr", words, "--steps=20")).code()).isZero();
    Outcome found = run(words("search", words, "--space=lr=1e-3|1e-2", "--trials=2", "--epochs=2"));
    assertThat(found.out()).contains("--labels " + labels);
  }

  private static String[] words(String verb, List<String> data, String... more) {
    List<String> words = new ArrayList<>(List.of(verb));
    words.addAll(data);
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void idx_files_and_a_folder_of_four_are_sets() throws IOException {
    Path data = TinyMnist.in(folder.resolve("fashion"));
    Outcome trained = run("train", data.toString(), "--epochs=3");
    assertThat(trained.out()).contains("fashion: 400 training and 100 test samples");
    assertThat(run("evaluate", "latest", data.toString()).out()).contains("100 test samples");
    String images = data.resolve("t10k-images-idx3-ubyte").toString();
    assertThat(run("evaluate", "latest", images).out()).contains("100 test samples");
    assertThat(run("predict", "latest", images).lines()).hasSize(101);
    Outcome alone = run("train", images, "--epochs=1");
    assertThat(alone.out()).contains("t10k-images-idx3-ubyte: 80 training and 20 test");
    Path moved = folder.resolve("pictures-ubyte");
    Files.copy(Path.of(images), moved);
    assertThat(run("train", moved.toString()).err()).contains("--labels: missing for " + moved);
    String numbers = data.resolve("t10k-labels-idx1-ubyte").toString();
    assertThat(run("train", moved.toString(), "--labels", numbers, "--epochs=1").code()).isZero();
  }

  @Test
  void what_does_not_suit_is_told() {
    assertThat(run("train", npz.toString()).err()).contains("it has kinds, pictures", "--inputs");
    assertThat(run("train", npy.toString()).err()).contains("--labels: missing for " + npy);
    assertThat(run("train", folder.resolve("no.npz").toString()).err()).contains("no such file");
    assertThat(run("predict", "nothing", npy.toString()).code()).isEqualTo(1);
    assertThat(run("train", "blobs", "--points=90", "--epochs=1").code()).isZero();
    assertThat(run("predict", "latest", npy.toString()).err()).contains("does not say how arrays");
  }
}
