// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.error.FileException;
import chainrule.formats.AtomicFile;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.augment.Augmentation;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import chainrule.train.data.Loader;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * One digit as ten epochs show it to a network: a row for each augmentation, the digit itself at
 * its left. Writes a picture, {@code augmented.png} or the file named.
 */
public final class AugmentedDigit {

  /** One by one, then all together. */
  static final List<String> ROWS =
      List.of(
          "shift:3",
          "rotate:20",
          "scale:0.25",
          "elastic:4:34",
          "noise:0.15",
          "flip",
          "cutout:10",
          "mixup:0.8",
          "shift:2,rotate:10,scale:0.1,elastic:4:34,noise:0.05,cutout:8");

  private static final int EPOCHS = 10;
  private static final int SIDE = 28;
  private static final int STEP = SIDE + 4;
  private static final int ZOOM = 3;

  private AugmentedDigit() {}

  /** The first digit as one epoch shows it, [784]. */
  static Tensor shown(Dataset digits, String augmentation, int epoch) {
    Loader loader =
        Loader.of(digits, 1)
            .augmented(Augmentation.parse(augmentation), Rng.seed(1).child("augment"));
    Batch first = loader.epoch(epoch).iterator().next();
    return first.inputs().reshape(SIDE * SIDE);
  }

  /** All rows as a picture. */
  static BufferedImage picture(Dataset digits) {
    BufferedImage picture =
        new BufferedImage(
            (EPOCHS + 1) * STEP * ZOOM, ROWS.size() * STEP * ZOOM, BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < ROWS.size(); row++) {
      draw(picture, shown(digits, "none", 1), row, 0);
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        draw(picture, shown(digits, ROWS.get(row), epoch), row, epoch);
      }
    }
    return picture;
  }

  private static void draw(BufferedImage picture, Tensor digit, int row, int column) {
    float[] values = digit.toFloats();
    for (int y = 0; y < SIDE * ZOOM; y++) {
      for (int x = 0; x < SIDE * ZOOM; x++) {
        float value = values[y / ZOOM * SIDE + x / ZOOM];
        int gray = Math.round(Math.clamp(value, 0, 1) * 223) + 32;
        picture
            .getRaster()
            .setSample((column * STEP + 2) * ZOOM + x, (row * STEP + 2) * ZOOM + y, 0, gray);
      }
    }
  }

  /** Writes the picture. */
  public static void main(String... words) {
    Path file = Path.of(words.length == 0 ? "augmented.png" : words[0]);
    BufferedImage picture = picture(Digits.synthetic(20, 1).train());
    AtomicFile.replacing(file)
        .write(out -> {
          if (!ImageIO.write(picture, "png", out)) {
            throw new FileException("png: " + file + ": no writer of PNG files");
          }
        });
    IO.println(file);
  }
}
