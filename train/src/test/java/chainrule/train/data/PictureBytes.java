// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures made by code, honest or not. */
final class PictureBytes {
  private PictureBytes() {}

  /** A picture of one color, {@code 0xrrggbb}. */
  static byte[] plain(String format, int width, int height, int color) throws IOException {
    return of(format, width, height, (_, _) -> color);
  }

  /** A picture whose colors are given by column and row. */
  static byte[] of(String format, int width, int height, IntBinaryOperator color)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, color.applyAsInt(x, y));
      }
    }
    return encoded(format, image);
  }

  static byte[] encoded(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer for " + format);
    }
    return out.toByteArray();
  }

  /** A PNG that has nothing but a header, of 8-bit gray. */
  static byte[] header(int width, int height) {
    byte[] data = ByteBuffer.allocate(13).putInt(width).putInt(height).putInt(0x08000000).array();
    byte[] named =
        ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII)).put(data).array();
    CRC32 sum = new CRC32();
    sum.update(named);
    return ByteBuffer.allocate(8 + 4 + 17 + 4)
        .putLong(0x89504e470d0a1a0aL)
        .putInt(13)
        .put(named)
        .putInt((int) sum.getValue())
        .array();
  }

  /** Two classes, cats (red) and dogs (blue), of two and three pictures, PNG and JPEG. */
  static void pets(Path folder, int width, int height) throws IOException {
    Path cats = Files.createDirectories(folder.resolve("cats"));
    Path dogs = Files.createDirectories(folder.resolve("dogs"));
    Files.write(cats.resolve("b.png"), plain("png", width, height, 0xff0000));
    Files.write(cats.resolve("a.PNG"), plain("png", width, height, 0x800000));
    Files.write(dogs.resolve("1.jpg"), plain("jpeg", width, height, 0x0000ff));
    Files.write(dogs.resolve("2.jpeg"), plain("jpeg", width, height, 0x0000ff));
    Files.write(dogs.resolve("10.png"), plain("png", width, height, 0x000080));
  }
}
