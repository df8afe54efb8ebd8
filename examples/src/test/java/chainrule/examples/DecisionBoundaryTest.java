// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.repository.Repository;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionBoundaryTest {

  @TempDir private Path folder;

  private static final PlanePicture SPIRALS = Pictures.plane(DecisionBoundary.spirals());
  private static final PlanePicture CIRCLES = Pictures.plane(DecisionBoundary.circles());

  /** Checks that two pictures have the same pixels. */
  static void assertSame(BufferedImage found, BufferedImage expected) {
    assertThat(found.getWidth()).isEqualTo(expected.getWidth());
    assertThat(found.getHeight()).isEqualTo(expected.getHeight());
    int width = found.getWidth();
    int height = found.getHeight();
    assertThat(found.getRGB(0, 0, width, height, null, 0, width))
        .isEqualTo(expected.getRGB(0, 0, width, height, null, 0, width));
  }

  @Test
  void row_31_spirals_and_circles_are_fitted_fully_and_not_without_activations() {
    CoursePage.assertBegins("31");
    List<String> rows = CoursePage.lines("31").stream().filter(line -> line.contains("%")).toList();
    assertThat(rows)
        .hasSize(6)
        .allSatisfy(row -> {
          List<Double> shares = CoursePage.numbers(row, 2);
          assertThat(shares.get(0)).as("with activations").isGreaterThanOrEqualTo(99);
          assertThat(shares.get(1)).as("without").isLessThanOrEqualTo(65);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"spirals", "circles"})
  void the_picture_on_the_page_is_the_one_that_is_drawn(String name) throws IOException {
    BufferedImage drawn = Pictures.image(name.equals("spirals") ? SPIRALS : CIRCLES);
    Path file = folder.resolve("picture.png");
    Pictures.write(drawn, file);
    assertSame(ImageIO.read(file.toFile()), drawn);
    Path stored = Repository.root().resolve("docs/pictures/" + name + ".png");
    assertSame(ImageIO.read(stored.toFile()), drawn);
  }

  @Test
  void characters_show_the_regions_and_the_points() {
    List<String> lines = CIRCLES.lines(40, 20);
    assertThat(lines).hasSize(20).allMatch(line -> line.length() <= 40);
    assertThat(lines.get(10)).as("through the middle").matches(" *0 .*1\\.{8,}1.* 0.*");
    assertThat(String.join("", lines)).matches("[ .01]*");
  }

  @Test
  void colors_of_the_picture_are_those_of_the_classes() {
    BufferedImage image = Pictures.image(CIRCLES);
    int middle = image.getRGB(image.getWidth() / 2, image.getHeight() / 2);
    int corner = image.getRGB(0, 0);
    assertThat(middle >> 16 & 0xff).as("orange inside").isGreaterThan(middle & 0xff);
    assertThat(corner >> 16 & 0xff).as("blue outside").isLessThan(corner & 0xff);
  }
}
