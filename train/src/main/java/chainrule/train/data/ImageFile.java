// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ChainruleException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import chainrule.formats.InputFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/**
 * A PNG or JPEG file as a gray picture.
 *
 * <p>Gray is {@code 0.299 R + 0.587 G + 0.114 B} of the stored values; what is transparent shows
 * white paper, or black where all that is drawn is white. The size stands in the first bytes and is
 * checked before a pixel is decoded; neither color profiles nor a camera's orientation mark are
 * applied.
 *
 * <p>Source: ITU-R BT.601 (1982) for the weights.
 */
public final class ImageFile {
  /** The greatest number of pixels read. */
  public static final long MAX_PIXELS = 50_000_000;

  /** What one pixel may take in the decoder: four 16-bit samples. */
  private static final int DECODER_BYTES = 4 * Short.BYTES;

  /** Deflate packs at most 258 bytes into two bits. */
  private static final long DEFLATE_MAX_RATIO = 1032;

  private static final int SIGNATURE_BYTES = 8;

  private ImageFile() {}

  /**
   * Reads a picture.
   *
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is neither PNG nor JPEG, or damaged
   * @throws LimitException if it has more than {@link #MAX_PIXELS} pixels, or does not fit the heap
   */
  public static GrayImage read(Path file) {
    Picture picture = picture(file, ColorMode.GRAY);
    return new GrayImage(picture.size().width(), picture.size().height(), picture.values());
  }

  /** Reads a picture, gray or in colors. */
  static Picture picture(Path file, ColorMode channels) {
    return open(
        file,
        (reader, size) -> {
          checkSize(file, channels, size, Runtime.getRuntime().maxMemory());
          DecodingFaults faults = new DecodingFaults();
          reader.addIIOReadWarningListener(faults);
          BufferedImage image = reader.read(0);
          faults.check(file);
          return new Picture(channels, size, Pixels.of(image, channels));
        });
  }

  /** The size of a picture; no pixel is decoded. */
  static Picture.Size size(Path file) {
    return open(file, (_, size) -> size);
  }

  /** What is done with a picture whose size is known. */
  @FunctionalInterface
  private interface Decoding<T> {
    T of(ImageReader reader, Picture.Size size) throws IOException;
  }

  private static <T> T open(Path file, Decoding<T> decoding) {
    return InputFiles.read(
        file, "image", (in, length) -> open(file, format(file, in), length, decoding));
  }

  private static String format(Path file, InputStream in) throws IOException {
    byte[] start = in.readNBytes(SIGNATURE_BYTES);
    String hex = HexFormat.of().formatHex(start);
    if (hex.equals("89504e470d0a1a0a")) {
      return "png";
    }
    if (hex.startsWith("ffd8ff")) {
      return "jpeg";
    }
    String fact =
        start.length == 0 ? ": the file is empty" : " is no PNG and no JPEG; it begins with " + hex;
    throw new FormatException("image: " + file + fact, "save the picture as PNG");
  }

  private static <T> T open(Path file, String format, long length, Decoding<T> decoding)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      Picture.Size size = new Picture.Size(reader.getWidth(0), reader.getHeight(0));
      checkSize(file, format, length, size);
      return decoding.of(reader, size);
    } catch (ChainruleException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoder answers damage with whatever exception it runs into.
      throw damaged(file, format, e);
    } finally {
      reader.dispose();
    }
  }

  private static void checkSize(Path file, String format, long length, Picture.Size size) {
    if (size.pixels() > MAX_PIXELS) {
      throw new LimitException(
          String.format(Locale.ROOT, "image: %s: %s; at most %,d are read", file, size, MAX_PIXELS),
          "make the picture smaller");
    }
    // A row of a PNG takes a byte, and another for eight pixels at least.
    long least = size.height() * (1 + Math.ceilDiv((long) size.width(), Byte.SIZE));
    if (format.equals("png") && least > length * DEFLATE_MAX_RATIO) {
      throw new FormatException(
          "image: " + file + ": " + size + ", which cannot come from " + length + " bytes");
    }
  }

  static void checkSize(Path file, ColorMode channels, Picture.Size size, long heapBytes) {
    long needed = size.pixels() * (DECODER_BYTES + channels.count() * Float.BYTES);
    if (needed > heapBytes / 4 * 3) {
      throw new LimitException(
          "image: " + file + ": " + size + " need " + needed + " bytes; the heap is too small",
          "make the picture smaller, or give the JVM more heap with -Xmx");
    }
  }

  private static FormatException damaged(Path file, String format, Exception e) {
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    FormatException exception =
        new FormatException(
            "image: "
                + file
                + ": the "
                + format.toUpperCase(Locale.ROOT)
                + " is damaged, incomplete or of a kind that is not read: "
                + said.lines().findFirst().orElse(""));
    exception.initCause(e);
    return exception;
  }
}
