// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  @TempDir private Path folder;

  private GrayImage read(byte[] bytes) throws IOException {
    return ImageFile.read(Files.write(folder.resolve("digit.png"), bytes));
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static BufferedImage gray(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, (x * 31 + y * 17) % 256);
      }
    }
    return image;
  }

  @Test
  void gray_samples_are_taken_as_they_are() throws IOException {
    GrayImage image = read(encoded(gray(40, 30), "png"));
    assertThat(image.width()).isEqualTo(40);
    assertThat(image.height()).isEqualTo(30);
    assertThat(image.at(0, 0)).isEqualTo(0f);
    assertThat(image.at(4, 1)).isEqualTo((float) (141 / 255.0));
    assertThat(image.at(39, 29)).isEqualTo((float) ((39 * 31 + 29 * 17) % 256 / 255.0));
  }

  @Test
  void sixteen_bits_are_not_cut_to_eight() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 65535);
    image.getRaster().setSample(1, 0, 0, 32768);
    assertThat(read(encoded(image, "png")).values()).containsExactly(1f, 32768 / 65535f, 0f);
  }

  @Test
  void colors_are_weighed() throws IOException {
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0000);
    image.setRGB(1, 0, 0x00ff00);
    image.setRGB(2, 0, 0x0000ff);
    image.setRGB(3, 0, 0xffffff);
    assertThat(read(encoded(image, "png")).values())
        .containsExactly(new float[] {0.299f, 0.587f, 0.114f, 1}, within(1e-6f));
  }

  @Test
  void what_is_transparent_shows_white_paper() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00000000);
    image.setRGB(1, 0, 0xff000000);
    image.setRGB(2, 0, 0x80000000);
    assertThat(read(encoded(image, "png")).values())
        .containsExactly(new float[] {1, 0, 127 / 255f}, within(1e-6f));
  }

  @Test
  void what_is_drawn_in_white_on_nothing_shows_on_black() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00ffffff);
    image.setRGB(1, 0, 0xffffffff);
    image.setRGB(2, 0, 0x80ffffff);
    assertThat(read(encoded(image, "png")).values())
        .containsExactly(new float[] {0, 1, 128 / 255f}, within(1e-6f));
  }

  @Test
  void palettes_are_looked_up() throws IOException {
    BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.setRGB(1, 0, 0xffffffff);
    assertThat(read(encoded(bits, "png")).values()).containsExactly(0f, 1f);
    BufferedImage indexed = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    indexed.setRGB(0, 0, 0xffff0000);
    assertThat(read(encoded(indexed, "png")).at(0, 0)).isCloseTo(0.299f, within(1e-6f));
  }

  @Test
  void a_jpeg_is_read() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0x808080);
    }
    for (float value : read(encoded(image, "jpeg")).values()) {
      assertThat(value).isCloseTo(128 / 255f, within(0.02f));
    }
  }

  @Test
  void what_is_no_picture_is_refused() {
    byte[][] wrongs = {
      "hello, I am text".getBytes(StandardCharsets.UTF_8),
      "GIF89a..........".getBytes(StandardCharsets.UTF_8),
      {(byte) 0x89, 'P', 'N', 'G'},
      {1}
    };
    for (byte[] wrong : wrongs) {
      assertThatThrownBy(() -> read(wrong))
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith(
              "image: " + folder.resolve("digit.png") + " is no PNG and no JPEG; it begins with ")
          .hasMessageContaining("fix: save the picture as PNG");
    }
    assertThatThrownBy(() -> read(new byte[0]))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("the file is empty");
    assertThatThrownBy(() -> ImageFile.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> ImageFile.read(folder.resolve("absent.png")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void a_picture_cut_anywhere_in_its_pixels_is_refused(String format) throws IOException {
    byte[] whole = encoded(gray(40, 30), format);
    // The last bytes only say that the file ends here.
    for (int length = 0; length < whole.length - 16; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(FormatException.class)
          .message()
          .hasSizeLessThan(500);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void three_hundred_damaged_pictures_are_refused_or_read(String format) throws IOException {
    byte[] whole = encoded(gray(40, 30), format);
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(read(damaged).values()).as("seed %d", seed).isNotEmpty();
      } catch (FormatException | LimitException e) {
        assertThat(e).as("seed %d", seed).hasMessageStartingWith("image: " + folder);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ": " + Arrays.toString(damaged), e);
      }
    }
  }

  @Test
  void a_header_of_60000_by_60000_is_refused_before_anything_is_decoded() {
    byte[] png = png(60_000, 60_000, new byte[0]);
    assertThatThrownBy(() -> read(png))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("60000 x 60000 pixels; at most 50,000,000 are read")
        .hasMessageContaining("fix: make the picture smaller");
    assertThatThrownBy(() -> read(png(Integer.MAX_VALUE, Integer.MAX_VALUE, new byte[0])))
        .isInstanceOf(LimitException.class);
  }

  @Test
  void a_header_without_pixels_or_with_negative_ones_is_refused() {
    for (int[] size : new int[][] {{0, 5}, {5, 0}, {-1, 5}, {5, Integer.MIN_VALUE}}) {
      assertThatThrownBy(() -> read(png(size[0], size[1], new byte[0])))
          .as(Arrays.toString(size))
          .isInstanceOf(FormatException.class);
    }
  }

  @Test
  void a_jpeg_header_of_60000_by_60000_is_refused() throws IOException {
    byte[] jpeg = encoded(gray(8, 8), "jpeg");
    for (int i = 0; i < jpeg.length - 8; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 60_000).putShort(i + 7, (short) 60_000);
      }
    }
    assertThatThrownBy(() -> read(jpeg))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("60000 x 60000 pixels");
  }

  @Test
  void a_picture_that_does_not_fit_the_heap_is_refused() {
    Path file = Path.of("digit.png");
    ImageFile.checkSize(file, ColorMode.GRAY, new Picture.Size(1000, 1000), 16_000_000);
    assertThatThrownBy(() ->
            ImageFile.checkSize(file, ColorMode.GRAY, new Picture.Size(1000, 1001), 16_000_000))
        .isInstanceOf(LimitException.class)
        .hasMessageStartingWith(
            "image: digit.png: 1000 x 1001 pixels need 12012000 bytes; the heap is too small");
  }

  @Test
  void texts_are_not_even_unpacked() throws IOException {
    byte[] row = {0, (byte) 200, 100};
    byte[] noDeflate = {'a', 0, 0, 1, 2, 3, 4};
    assertThat(read(png(2, 1, row, noDeflate)).values()).containsExactly(200 / 255f, 100 / 255f);
  }

  @Test
  void pixels_lie_within_the_picture() {
    GrayImage image = new GrayImage(2, 1, new float[] {0, 1});
    assertThat(image.at(1, 0)).isEqualTo(1f);
    assertThatThrownBy(() -> image.at(2, 0))
        .isInstanceOf(IndexException.class)
        .hasMessage("image: pixel (2, 0) of 2 x 1 pixels");
    assertThatThrownBy(() -> image.at(0, -1)).isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> new GrayImage(2, 2, new float[3]))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> new GrayImage(0, 5, new float[0]))
        .isInstanceOf(ArgumentException.class);
  }

  /** A gray PNG made by hand: rows with their filter bytes, and a packed text if there is one. */
  private static byte[] png(int width, int height, byte[] rows, byte... text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).putInt(0x08000000).array();
    chunk(out, "IHDR", header);
    if (text.length > 0) {
      chunk(out, "zTXt", text);
    }
    chunk(out, "IDAT", deflated(rows));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] data) {
    byte[] named =
        (name + new String(data, StandardCharsets.ISO_8859_1))
            .getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(out, new Deflater(1))) {
      packed.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
