// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The MNIST set of handwritten digits, or another set in its form: 28 x 28 pixels, labels 0 to 9.
 *
 * <p>Four files make it, each plain or packed by gzip ({@code .gz}): {@code
 * train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte}, {@code
 * t10k-labels-idx1-ubyte}. Nothing here uses the network; {@link MnistDownload} does.
 *
 * <p>Source: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
 * recognition" (1998), doi:10.1109/5.726791.
 *
 * @param train the digits to learn from, 60,000 in the original
 * @param test the digits to be judged by, 10,000 in the original
 */
public record Mnist(LabeledImages train, LabeledImages test) {
  /** Rows and columns of a digit. */
  public static final int SIDE = 28;

  /** The number of classes. */
  public static final int CLASSES = 10;

  /** Where in a folder the files may lie; the last is where torchvision puts them. */
  private static final List<String> PLACES = List.of("", "mnist", "MNIST/raw");

  private static final String REMEDY =
      "get it with `chainrule data mnist`, or name its folder with --data or CHAINRULE_DATA";

  /**
   * The folder that holds the four files: the given one, or {@code mnist} or {@code MNIST/raw} in
   * it.
   *
   * @throws FileException if none of them holds all four; the message says what is missing
   */
  public static Path locate(Path folder) {
    return find(folder)
        .orElseThrow(() ->
            new FileException("mnist: " + folder + ": " + missing(folder).orElse(""), REMEDY));
  }

  /**
   * The folder that holds the four files, looked for where {@code CHAINRULE_DATA} says, then in the
   * user's cache; empty if neither has them.
   */
  public static Optional<Path> find(Settings settings) {
    return folders(settings).flatMap(folder -> find(folder).stream()).findFirst();
  }

  /**
   * {@link #find(Settings)}, where MNIST is a must.
   *
   * @throws FileException if it is not found; the message says where it was looked for
   */
  public static Path locate(Settings settings) {
    return find(settings)
        .orElseThrow(() ->
            new FileException(
                "mnist: not found; looked in "
                    + String.join(", ", folders(settings).map(Path::toString).toList()),
                REMEDY));
  }

  /**
   * Reads the four files of a folder that {@code locate} or {@code find} gave.
   *
   * @throws FileException if a file is missing or cannot be read
   * @throws FormatException if a file is no IDX file, or pictures and labels do not agree
   */
  public static Mnist load(Path folder) {
    return new Mnist(
        images(folder, MnistPart.TRAIN_IMAGES, MnistPart.TRAIN_LABELS),
        images(folder, MnistPart.TEST_IMAGES, MnistPart.TEST_LABELS));
  }

  /**
   * Reads the test digits alone.
   *
   * @throws FileException if a file is missing or cannot be read
   * @throws FormatException if a file is no IDX file, or pictures and labels do not agree
   */
  public static LabeledImages loadTest(Path folder) {
    return images(folder, MnistPart.TEST_IMAGES, MnistPart.TEST_LABELS);
  }

  private static Stream<Path> folders(Settings settings) {
    return Stream.concat(settings.data().stream(), Stream.of(settings.cache()));
  }

  private static Optional<Path> find(Path folder) {
    return PLACES.stream()
        .map(folder::resolve)
        .filter(place -> missing(place).isEmpty())
        .findFirst();
  }

  /** What the folder lacks, in words; empty if it has all four files. */
  private static Optional<String> missing(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.of(Files.exists(folder) ? "is not a folder" : "no such folder");
    }
    List<String> names =
        Arrays.stream(MnistPart.values())
            .filter(part -> !Files.isRegularFile(file(folder, part)))
            .map(MnistPart::fileName)
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("lacks " + String.join(", ", names) + " (plain or .gz)");
  }

  /** The file of a part, packed where there is no plain one. */
  static Path file(Path folder, MnistPart part) {
    Path plain = folder.resolve(part.fileName());
    return Files.isRegularFile(plain) ? plain : folder.resolve(part.fileName() + ".gz");
  }

  private static LabeledImages images(Path folder, MnistPart images, MnistPart labels) {
    Path imageFile = file(folder, images);
    Path labelFile = file(folder, labels);
    IdxFile pixels = IdxFile.read(imageFile);
    IdxFile classes = IdxFile.read(labelFile);
    Shape shape = pixels.shape();
    if (shape.rank() != 3 || shape.size(1) != SIDE || shape.size(2) != SIDE || shape.count() == 0) {
      throw new FormatException(
          "mnist: " + imageFile + ": sizes " + shape + "; [n, 28, 28] is needed, n at least 1");
    }
    if (classes.shape().rank() != 1 || classes.shape().count() != shape.size(0)) {
      throw new FormatException(
          "mnist: "
              + labelFile
              + ": sizes "
              + classes.shape()
              + "; one label for each of the "
              + shape.size(0)
              + " pictures of "
              + imageFile.getFileName()
              + " is needed");
    }
    checkLabels(labelFile, classes.values());
    return new LabeledImages(SIDE, SIDE, pixels.values(), classes.values());
  }

  private static void checkLabels(Path file, byte[] labels) {
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i] & 0xff;
      if (label >= CLASSES) {
        throw new FormatException(
            "mnist: " + file + ": label " + i + " is " + label + "; 0 to 9 are needed");
      }
    }
  }
}
