// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.error.ArgumentException;
import chainrule.formats.AtomicFile;
import chainrule.nn.Mlp;
import chainrule.train.data.Cifar10;
import chainrule.train.data.Dataset;
import chainrule.train.data.Settings;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws the pictures of {@code docs/course.md}. */
public final class Pictures {

  private static final int SIDE = 300;

  private Pictures() {}

  /** The pictures by the names of their files. */
  static Map<String, BufferedImage> all() {
    Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    Dataset spirals = DecisionBoundary.spirals();
    Dataset circles = DecisionBoundary.circles();
    pictures.put("spirals.png", image(plane(spirals)));
    pictures.put("circles.png", image(plane(circles)));
    pictures.put("templates.png", templates());
    Cifar10.find(Settings.read())
        .map(Cifar10::open)
        .ifPresent(cifar -> pictures.put("cifar10.png", templates(cifar)));
    return pictures;
  }

  /** The templates of a net that has learned color scenes. */
  static BufferedImage templates() {
    return templates(ColorTemplates.seen(), ColorTemplates.unseen());
  }

  /** The templates of a net that has learned some pictures of CIFAR-10. */
  static BufferedImage templates(Cifar10 cifar) {
    return templates(
        ColorTemplates.rows(cifar.train(), 10_000), ColorTemplates.rows(cifar.test(), 1000));
  }

  private static BufferedImage templates(Dataset seen, Dataset unseen) {
    Mlp net = ColorTemplates.net(ColorTemplates.HIDDEN, 1);
    IO.println(
        String.format(
            Locale.ROOT,
            "%s: %.1f %% of unseen pictures",
            seen.name(),
            100 * ColorTemplates.train(net, seen, unseen)));
    return ColorTemplates.image(net);
  }

  /** Points with the regions of a net that has learned them. */
  static PlanePicture plane(Dataset data) {
    return PlanePicture.of(DecisionBoundary.fitted(data, 1), data);
  }

  /** The same in colors, in the size of the page. */
  static BufferedImage image(PlanePicture picture) {
    return picture.image(SIDE);
  }

  /** Writes a picture as PNG. */
  static void write(BufferedImage picture, Path file) {
    AtomicFile.replacing(file).write(out -> ImageIO.write(picture, "png", out));
  }

  /** Takes the folder that the files go to. */
  public static void main(String... arguments) {
    if (arguments.length != 1) {
      throw new ArgumentException("pictures: " + arguments.length + " words; needs a folder");
    }
    Path folder = Path.of(arguments[0]);
    all().forEach((name, picture) -> write(picture, folder.resolve(name)));
  }
}
