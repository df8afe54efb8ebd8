// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Shape;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.repository.Repository;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.Cifar10;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColorTemplatesTest {

  @TempDir private Path folder;

  private static final int SIDE = ColorScenes.SIDE;

  /** How alike neighbors in a row are: 1 for smooth pictures, 0 for noise. */
  private static double smoothness(Mlp net) {
    Tensor pictures = net.layers().getFirst().weight().transpose().reshape(-1, SIDE, SIDE);
    Tensor left = pictures.slice(2, 0, SIDE - 1);
    Tensor right = pictures.slice(2, 1, SIDE);
    return left.times(right).sum().item() / left.square().sum().item();
  }

  @Test
  void row_55_weights_of_hidden_neurons_become_templates() {
    Mlp net = ColorTemplates.net(10, 1);
    assertThat(net.layers().getFirst().weight().shape()).isEqualTo(Shape.of(3072, 10));
    assertThat(smoothness(net)).as("at the start").isBetween(-0.05, 0.05);
    ColorTemplates.train(net, ColorScenes.of(1000, Rng.seed(1)), ColorScenes.of(100, Rng.seed(2)));
    assertThat(smoothness(net)).as("learned").isGreaterThan(0.5);
    CoursePage.assertBegins("55");
  }

  @Test
  void weights_become_shades_around_gray() {
    float[] weights = new float[ColorScenes.LENGTH];
    weights[0] = 2;
    weights[SIDE * SIDE] = -2;
    weights[2 * SIDE * SIDE + 1] = 1;
    int[] pixels = ColorTemplates.template(weights);
    assertThat(pixels).hasSize(SIDE * SIDE);
    assertThat(pixels[0]).isEqualTo(0xff0080);
    assertThat(pixels[1]).isEqualTo(0x8080bf);
    assertThat(pixels[2]).isEqualTo(0x808080);
  }

  @Test
  void a_hundred_templates_fill_ten_rows_of_ten() {
    BufferedImage image = ColorTemplates.image(ColorTemplates.net(ColorTemplates.HIDDEN, 1));
    assertThat(image.getWidth()).isEqualTo(338);
    assertThat(image.getHeight()).isEqualTo(338);
  }

  @Test
  void scenes_have_ten_classes_that_differ_in_their_grounds_and_bars() {
    Batch scenes = ColorScenes.of(200, Rng.seed(3)).all();
    assertThat(scenes.inputs().shape()).isEqualTo(Shape.of(200, 3072));
    assertThat(Arrays.stream(scenes.targets().toLongs()).filter(label -> label == 9)).hasSize(20);
    assertThat(scenes.inputs().abs().max().item()).isLessThanOrEqualTo(2);
    assertThat(ColorScenes.of(10, Rng.seed(3)).all().inputs().toFloats())
        .isEqualTo(scenes.inputs().slice(0, 0, 10).toFloats());
  }

  @Test
  void pictures_of_cifar_10_become_rows_of_the_same_range() throws IOException {
    byte[] record = new byte[1 + ColorScenes.LENGTH];
    record[0] = 7;
    record[1] = (byte) 255;
    for (int i = 1; i <= 5; i++) {
      Files.write(folder.resolve("data_batch_" + i + ".bin"), record);
    }
    Files.write(folder.resolve("test_batch.bin"), record);
    Cifar10 cifar = Cifar10.open(folder);
    Batch rows = ColorTemplates.rows(cifar.train(), 3).all();
    assertThat(rows.inputs().shape()).isEqualTo(Shape.of(3, 3072));
    assertThat(rows.inputs().slice(1, 0, 2).toFloats()).containsExactly(2, -2, 2, -2, 2, -2);
    assertThat(rows.targets().toLongs()).containsExactly(7, 7, 7);
    assertThat(Pictures.templates(cifar).getWidth()).isEqualTo(338);
  }

  @Tag("long")
  @Test
  void the_picture_on_the_page_is_the_one_that_is_drawn() throws IOException {
    BufferedImage stored =
        ImageIO.read(Repository.root().resolve("docs/pictures/templates.png").toFile());
    DecisionBoundaryTest.assertSame(Pictures.templates(), stored);
  }
}
