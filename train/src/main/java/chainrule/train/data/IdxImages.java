// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.formats.InputFiles;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

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
    Content content = content(images);
    Shape row = Shape.of(content.one().count());
    IdxFile read = labels(content, labels);
    List<String> classes = ArrayTargets.names(classes(read));
    return new ByteImages(name, row, classes, content.parts(), read.values());
  }

  /**
   * What one picture of a file is: [1, height, width] for a file of sizes [n, height, width].
   *
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is no IDX file of unsigned bytes with two sizes or more
   */
  public static ArrayForm form(Path images) {
    Shape one = content(images).one();
    return new ArrayForm(one.rank() == 2 ? one.inserted(0, 1) : one, true);
  }

  /**
   * Opens a set called as the file of its pictures, which keep their sizes: see {@link #form}.
   *
   * @throws FileException if a file cannot be read
   * @throws FormatException as {@link #open(String, Path, Path)} does
   */
  public static Dataset pictures(Path images, Path labels) {
    List<String> classes = ArrayTargets.names(classes(IdxFile.read(labels)));
    return open(FileNames.stem(images), images, labels, form(images), classes);
  }

  /**
   * Opens a set to measure a model with.
   *
   * @param form what the model takes
   * @param classes of the model
   * @throws FileException if a file cannot be read
   * @throws FormatException as {@link #open(String, Path, Path)} does, or if pictures are not of
   *     the form or a label is none of the classes
   */
  public static Dataset measured(Path images, Path labels, ArrayForm form, List<String> classes) {
    return open(FileNames.stem(images), images, labels, form, classes);
  }

  /** A set whose form and classes are known. */
  static Dataset open(String name, Path images, Path labels, ArrayForm form, List<String> classes) {
    Content content = content(images);
    if (!form.isUnit() || form.order(content.one(), images.toString()).length > 0) {
      throw new FormatException(
          "idx: " + images + ": sizes " + content.one() + " of bytes; needed are " + form.row());
    }
    IdxFile read = labels(content, labels);
    int greatest = classes(read) - 1;
    if (greatest >= classes.size()) {
      throw new FormatException(
          "idx: "
              + labels
              + ": a label is "
              + greatest
              + "; there are classes 0 to "
              + (classes.size() - 1));
    }
    return new ByteImages(name, form.row(), classes, content.parts(), read.values());
  }

  /** How many classes the labels of a file are of: the greatest and one more. */
  static int classes(IdxFile labels) {
    int greatest = 0;
    for (byte label : labels.values()) {
      greatest = Math.max(greatest, label & 0xff);
    }
    return greatest + 1;
  }

  /** The values of a file in memory of whatever kind, and the sizes. */
  private record Content(Shape shape, MappedFile file, long first) {

    Content {
      if (shape.rank() < 2 || shape.count() == 0) {
        throw new FormatException(
            "idx: " + file.file() + ": sizes " + shape + "; [n, ..] is needed, none 0");
      }
    }

    /** The sizes of a picture. */
    Shape one() {
      return shape.without(0);
    }

    List<ByteImages.Part> parts() {
      return List.of(new ByteImages.Part(file, first, one().count(), (int) shape.size(0)));
    }
  }

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

  private static IdxFile labels(Content images, Path file) {
    IdxFile labels = IdxFile.read(file);
    long count = images.shape().size(0);
    if (labels.shape().rank() != 1 || labels.shape().count() != count) {
      throw new FormatException(
          "idx: "
              + file
              + ": sizes "
              + labels.shape()
              + "; one label for each of the "
              + count
              + " pictures of "
              + images.file().file().getFileName()
              + " is needed");
    }
    return labels;
  }
}
