// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.cli.Shell.Outcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of tables, pictures and points: trained, measured and asked. */
class OtherModelsTest {

  @TempDir private Path folder;

  private Outcome run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--runs", folder.resolve("runs").toString()));
    return Shell.piped().run(all.toArray(String[]::new));
  }

  private Path table() throws IOException {
    StringBuilder rows = new StringBuilder("length,color,kind\n");
    for (int i = 0; i < 60; i++) {
      boolean tall = i % 3 == 0;
      rows.append(tall ? 9 + i % 2 : 2 + i % 3).append(i % 2 == 0 ? ",red," : ",blue,");
      rows.append(tall ? "tree\n" : "bush\n");
    }
    return Files.writeString(folder.resolve("plants.csv"), rows.toString());
  }

  @Test
  void a_table_is_learned_measured_and_answered_for() throws IOException {
    String csv = table().toString();
    Outcome trained = run("train", csv, "--target", "kind", "--epochs", "30");
    assertThat(trained.out()).contains("accuracy 100.00 %", "next: chainrule evaluate latest ");
    assertThat(run("evaluate", "latest").out()).contains("100.00 %");
    assertThat(run("evaluate", "latest", csv).out()).contains("100.00 %", "60");
    List<String> answers = run("predict", "latest", csv).lines();
    assertThat(answers).hasSize(61);
    assertThat(answers.getFirst()).startsWith("length,color,kind,prediction,");
    assertThat(answers.get(1)).startsWith("9,red,tree,tree,");
    Path out = folder.resolve("answers.csv");
    assertThat(run("predict", "latest", csv, "--out", out.toString()).out())
        .contains("60 rows answered");
    assertThat(Files.readAllLines(out)).hasSize(61);
  }

  @Test
  void rows_before_a_bad_one_are_answered_on_standard_output_and_no_file_is_left()
      throws IOException {
    String csv = table().toString();
    run("train", csv, "--target", "kind", "--epochs", "1");
    Path bad =
        Files.writeString(folder.resolve("bad.csv"), "length,color\n9,red\n2,blue\nx,red\n3,red\n");
    Outcome answers = run("predict", "latest", bad.toString());
    assertThat(answers.code()).isEqualTo(Failure.FAILED);
    assertThat(answers.err()).contains("bad.csv: line 4: column \"length\": \"x\" is no number");
    assertThat(answers.lines()).hasSize(3);
    assertThat(answers.lines().getLast()).startsWith("2,blue,");
    assertThat(answers.out()).endsWith("\n");
    Path out = folder.resolve("answers.csv");
    Outcome file = run("predict", "latest", bad.toString(), "--out", out.toString());
    assertThat(file.code()).isEqualTo(Failure.FAILED);
    assertThat(file.out()).isEmpty();
    assertThat(out).doesNotExist();
  }

  @Test
  void a_table_without_target_and_a_target_that_is_none_are_told() throws IOException {
    String csv = table().toString();
    assertThat(run("train", csv).err()).contains("--target: missing for " + csv);
    assertThat(run("train", csv, "--target", "knid").err()).contains("kind");
    assertThat(run("train", folder.resolve("no.csv").toString(), "--target", "x").err())
        .contains("no such file");
  }

  @Test
  void a_folder_of_pictures_is_learned_and_one_picture_answered_for() throws IOException {
    for (int i = 0; i < 12; i++) {
      picture("dark/" + i + ".png", 20 + i);
      picture("light/" + i + ".png", 220 + i);
    }
    String pictures = folder.resolve("pictures").toString();
    assertThat(
            run("train", pictures, "--gray", "--epochs", "80", "--lr", "0.02", "--hidden", "4")
                .out())
        .contains("pictures: ", "accuracy 100.00 %");
    Outcome answer = run("predict", "latest", pictures + "/light/3.png");
    assertThat(answer.out()).contains("light", " %");
    assertThat(answer.code()).isZero();
    assertThat(run("predict", "latest", "--test-index", "0").out()).contains("pictures 0");
    assertThat(run("evaluate", "latest", pictures).out()).contains("100.00 %", "24");
    picture("gray/1.png", 100);
    assertThat(run("evaluate", "latest", pictures).err())
        .contains("no class is named gray", "the classes are dark, light");
  }

  private void picture(String name, int shade) throws IOException {
    Path file = folder.resolve("pictures").resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(6, 5, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 6; x++) {
      for (int y = 0; y < 5; y++) {
        image.getRaster().setSample(x, y, 0, shade + x % 2);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void options_of_other_data_are_refused_rather_than_ignored() {
    assertThat(run("train", "spiral", "--labels", "y.npy").err())
        .contains("--labels: has no effect on spiral", "--points, --noise, --test-share");
    assertThat(run("train", "mnist", "--test-share", "0.5").err())
        .contains("--test-share: has no effect on mnist", "is said by --data");
    assertThat(run("train", folder + "/no.csv", "--size", "2x2").code()).isEqualTo(2);
  }

  @Test
  void points_in_the_plane_are_learned_and_a_list_of_layers_is_a_network() {
    assertThat(run("train", "blobs", "--points=90", "--epochs=3").out()).contains("blobs: ");
    assertThat(run("evaluate", "latest").out()).contains("accuracy");
    assertThat(run("predict", "latest", "--test-index", "1").out()).contains("blobs 1");
    Outcome layers =
        run("train", "blobs", "--points=90", "--epochs=3", "--layers", "dense:8,tanh,dropout:0.1");
    assertThat(layers.out()).contains("dense:8,tanh,dropout:0.1: ");
    assertThat(run("train", "blobs", "--layers", "dense:8,tahn").err())
        .contains("tahn is no layer", "did you mean tanh?");
    assertThat(run("train", "blobs", "--layers", "pool:2").err()).contains("pool:2 does not take");
  }
}
