// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.formats.InputFiles;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures and labels of two IDX files: MNIST and all sets in its form, of any size and number of
 * classes.
 *
 * <p>A plain file is mapped, so that it takes no heap; one that is packed by gzip is unpacked into
 * memory. Either is told by its first bytes.
 *
 * <p>Shapes: inputs F32 [n, values of one], bytes over 255, so 0 to 1; targets I64 [n].
 */
public final class IdxImages {
  private IdxImages() {}

  /**
   * Opens a set.
   *
   * @param name what reports call it
   * @param images sizes [n, ..], n and the rest at least 1
   * @param labels sizes [n]; the classes are 0 to the greatest label
   * @throws FileException if a file cannot be read
   * @throws FormatException if one is no IDX file of unsigned bytes, or they do not agree
   */
  public static Dataset open(String name, Path images, Path labels) {
    return dataset(name, content(images), IdxFile.read(labels), labels);
  }

  /** The values of a file in memory of whatever kind, and the sizes. */
  private record Content(Shape shape, MappedFile file, long first) {}

  private static Content content(Path file) {
    boolean mapped =
        InputFiles.read(file, "idx", (in, length) -> length > 0 && !Unpacked.isPacked(in));
    if (!mapped) {
      IdxFile read = IdxFile.read(file);
      return new Content(
          read.shape(), new MappedFile(file, MemorySegment.ofArray(read.values())), 0);
    }
    MappedFile bytes = MappedFile.of(file, "idx");
    long[] sizes =
        InputFiles.read(
            file, "idx", (in, _) -> new IdxReading(in, "idx: " + file).sizes(bytes.length()));
    return new Content(Shape.of(sizes), bytes, IdxReading.headerBytes(sizes));
  }

  private static Dataset dataset(String name, Content images, IdxFile labels, Path labelFile) {
    Shape shape = images.shape();
    if (shape.rank() < 2 || shape.count() == 0) {
      throw new FormatException(
          "idx: " + images.file().file() + ": sizes " + shape + "; [n, ..] is needed, none 0");
    }
    if (labels.shape().rank() != 1 || labels.shape().count() != shape.size(0)) {
      throw new FormatException(
          "idx: "
              + labelFile
              + ": sizes "
              + labels.shape()
              + "; one label for each of the "
              + shape.size(0)
              + " pictures of "
              + images.file().file().getFileName()
              + " is needed");
    }
    int greatest = 0;
    for (byte label : labels.values()) {
      greatest = Math.max(greatest, label & 0xff);
    }
    List<String> classes = IntStream.rangeClosed(0, greatest).mapToObj(Integer::toString).toList();
    long stride = shape.count() / shape.size(0);
    ByteImages.Part part =
        new ByteImages.Part(images.file(), images.first(), stride, (int) shape.size(0));
    return new ByteImages(name, Shape.of(stride), classes, List.of(part), labels.values());
  }
}
