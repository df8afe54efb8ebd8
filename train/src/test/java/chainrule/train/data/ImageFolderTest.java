// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir private Path folder;

  @Test
  void a_folder_is_a_class_and_everything_is_sorted_by_name() throws IOException {
    PictureBytes.pets(folder, 3, 2);
    ImageFolder data = ImageFolder.of(folder, ColorMode.RGB);
    assertThat(data.name()).isEqualTo(folder.getFileName().toString());
    assertThat(data.classes()).containsExactly("cats", "dogs");
    assertThat(data.count()).isEqualTo(5);
    assertThat(data.inputRow()).isEqualTo(new Dataset.Row(DType.F32, Shape.of(3, 2, 3)));
    assertThat(data.isClassified()).isTrue();
    assertThat(IntStream.range(0, 5).mapToObj(i -> data.file(i).getFileName().toString()))
        .containsExactly("a.PNG", "b.png", "1.jpg", "10.png", "2.jpeg");
    assertThat(data.all().targets().toLongs()).containsExactly(0, 0, 1, 1, 1);
  }

  @Test
  void colors_are_planes_and_gray_is_weighed() throws IOException {
    PictureBytes.pets(folder, 3, 2);
    Files.write(
        folder.resolve("cats").resolve("c.png"),
        PictureBytes.of("png", 3, 2, (x, y) -> x << 16 | y << 8 | 7));
    float[] colors = ImageFolder.of(folder, ColorMode.RGB).batch(2).inputs().toFloats();
    int[] expected = {0, 1, 2, 0, 1, 2, 0, 0, 0, 1, 1, 1, 7, 7, 7, 7, 7, 7};
    for (int i = 0; i < expected.length; i++) {
      assertThat(colors[i]).isEqualTo((float) (expected[i] / 255.0));
    }
    float[] gray = ImageFolder.of(folder, ColorMode.GRAY).batch(2).inputs().toFloats();
    assertThat(gray).isEqualTo(ImageFile.read(folder.resolve("cats").resolve("c.png")).values());
    assertThat(gray[5]).isCloseTo((0.299f * 2 + 0.587f + 0.114f * 7) / 255, within(1e-6f));
  }

  @Test
  void gray_pictures_have_three_equal_colors() throws IOException {
    PictureBytes.pets(folder, 2, 1);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(1, 0, 0, 32768);
    Files.write(folder.resolve("cats").resolve("0.png"), PictureBytes.encoded("png", image));
    float half = 32768 / 65535f;
    assertThat(ImageFolder.of(folder, ColorMode.RGB).batch(0).inputs().toFloats())
        .containsExactly(0, half, 0, half, 0, half);
  }

  @Test
  void what_is_transparent_shows_white_paper_or_black_below_white() throws IOException {
    PictureBytes.pets(folder, 2, 1);
    BufferedImage red = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    red.setRGB(0, 0, 0xffff0000);
    BufferedImage white = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    white.setRGB(0, 0, 0xffffffff);
    white.setRGB(1, 0, 0x00ffffff);
    Files.write(folder.resolve("cats").resolve("0.png"), PictureBytes.encoded("png", red));
    Files.write(folder.resolve("cats").resolve("1.png"), PictureBytes.encoded("png", white));
    assertThat(ImageFolder.of(folder, ColorMode.RGB).batch(0, 1).inputs().toFloats())
        .containsExactly(1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0);
  }

  @Test
  void palettes_are_looked_up_in_colors() throws IOException {
    PictureBytes.pets(folder, 2, 1);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    image.setRGB(0, 0, 0xffff0000);
    image.setRGB(1, 0, 0xff00ff00);
    Files.write(folder.resolve("cats").resolve("0.png"), PictureBytes.encoded("png", image));
    assertThat(ImageFolder.of(folder, ColorMode.RGB).batch(0).inputs().toFloats())
        .containsExactly(1, 0, 0, 1, 0, 0);
  }

  @Test
  void pictures_are_stretched_to_a_size_that_is_given() throws IOException {
    PictureBytes.pets(folder, 3, 2);
    Files.write(
        folder.resolve("cats").resolve("c.png"),
        PictureBytes.of("png", 4, 4, (x, _) -> x < 2 ? 0xffffff : 0));
    ImageFolder data = ImageFolder.of(folder, new ImageForm(ColorMode.GRAY, 2, 4));
    Batch batch = data.batch(2, 1);
    assertThat(batch.inputs().shape()).isEqualTo(Shape.of(2, 1, 2, 4));
    assertThat(batch.inputs().select(0, 0).toFloats()).containsExactly(1, 1, 0, 0, 1, 1, 0, 0);
    Tensor read = data.form().read(data.file(2));
    assertThat(read.shape()).isEqualTo(Shape.of(1, 2, 4));
    assertThat(read.toFloats()).containsExactly(1, 1, 0, 0, 1, 1, 0, 0);
  }

  @Test
  void test_pictures_get_the_form_and_the_classes_of_the_training_pictures() throws IOException {
    PictureBytes.pets(folder.resolve("train"), 3, 2);
    Path test = folder.resolve("test");
    Files.createDirectories(test.resolve("dogs"));
    Files.write(test.resolve("dogs/x.png"), PictureBytes.plain("png", 3, 2, 0xff));
    ImageFolder train = ImageFolder.of(folder.resolve("train"), ColorMode.GRAY);
    ImageFolder other = train.like(test);
    assertThat(other.name()).isEqualTo("test");
    assertThat(other.classes()).containsExactly("cats", "dogs");
    assertThat(other.form()).isEqualTo(new ImageForm(ColorMode.GRAY, 2, 3));
    assertThat(other.all().targets().toLongs()).containsExactly(1);
  }

  @Test
  void what_is_hidden_and_notes_beside_the_classes_are_passed_over() throws IOException {
    PictureBytes.pets(folder, 3, 2);
    Files.writeString(folder.resolve("README.txt"), "my pets");
    Files.writeString(folder.resolve(".DS_Store"), "x");
    Files.writeString(folder.resolve(".hidden.png"), "x");
    Files.writeString(folder.resolve("cats/.DS_Store"), "x");
    Files.createDirectory(folder.resolve("cats/.thumbnails"));
    Files.createDirectory(folder.resolve(".git"));
    assertThat(ImageFolder.of(folder, ColorMode.RGB).count()).isEqualTo(5);
  }

  @Test
  void links_within_the_folder_are_followed() throws IOException {
    PictureBytes.pets(folder, 3, 2);
    Files.createSymbolicLink(folder.resolve("cats/z.png"), folder.resolve("cats/b.png"));
    Files.createSymbolicLink(folder.resolve("pups"), folder.resolve("dogs"));
    ImageFolder data = ImageFolder.of(folder, ColorMode.RGB);
    assertThat(data.classes()).containsExactly("cats", "dogs", "pups");
    assertThat(data.count()).isEqualTo(9);
    Path link = folder.resolveSibling(folder.getFileName() + "-link");
    Files.createSymbolicLink(link, folder);
    try {
      assertThat(ImageFolder.of(link, ColorMode.RGB).batch(2).inputs().toFloats())
          .isEqualTo(data.batch(1).inputs().toFloats());
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void the_bits_do_not_depend_on_threads() throws IOException {
    PictureBytes.pets(folder, 30, 20);
    ImageFolder data = ImageFolder.of(folder, new ImageForm(ColorMode.RGB, 8, 9));
    assertThat(data.readers()).isEqualTo(1);
    List<float[]> batches = new ArrayList<>();
    for (int workers : new int[] {0, 1, 4}) {
      Loader loader = Loader.of(data, 2).shuffled(Rng.seed(1)).prefetching(workers);
      List<float[]> seen = new ArrayList<>();
      loader.epoch(3).forEach(batch -> seen.add(batch.inputs().toFloats()));
      assertThat(seen).hasSize(3);
      if (batches.isEmpty()) {
        batches.addAll(seen);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(seen.get(i)).as("%d workers", workers).isEqualTo(batches.get(i));
      }
    }
  }
}
