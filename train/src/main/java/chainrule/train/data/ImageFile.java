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

  /** What one pixel may take while decoding: four 16-bit samples, and the gray value. */
  private static final int BYTES_PER_PIXEL = 4 * Short.BYTES + Float.BYTES;

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
    return InputFiles.read(file, "image", (in, _) -> read(file, format(file, in)));
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

  private static GrayImage read(Path file, String format) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      checkSize(file, width, height, Runtime.getRuntime().maxMemory());
      DecodingFaults faults = new DecodingFaults();
      reader.addIIOReadWarningListener(faults);
      BufferedImage image = reader.read(0);
      faults.check(file);
      return new GrayImage(width, height, GrayPixels.of(image));
    } catch (ChainruleException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoder answers damage with whatever exception it runs into.
      throw damaged(file, format, e);
    } finally {
      reader.dispose();
    }
  }

  static void checkSize(Path file, int width, int height, long heapBytes) {
    long pixels = (long) width * height;
    String size = "image: " + file + ": " + width + " x " + height + " pixels";
    if (pixels > MAX_PIXELS) {
      throw new LimitException(
          String.format(Locale.ROOT, "%s; at most %,d are read", size, MAX_PIXELS),
          "make the picture smaller");
    }
    if (pixels * BYTES_PER_PIXEL > heapBytes / 4 * 3) {
      throw new LimitException(
          size + " need " + pixels * BYTES_PER_PIXEL + " bytes; the heap is too small",
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
