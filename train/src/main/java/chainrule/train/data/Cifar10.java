// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The CIFAR-10 set of color pictures, in its binary version, mapped from its files.
 *
 * <p>Six files make it: {@code data_batch_1.bin} to {@code data_batch_5.bin} and {@code
 * test_batch.bin}. Each is a row of records of 3,073 bytes: the class, then the red, the green and
 * the blue values of 32 x 32 pixels, row-major. The lengths of the files and all classes are
 * checked when the set is opened; a picture is read when it is asked for.
 *
 * <p>Shapes: inputs F32 [n, 3, 32, 32], bytes over 255, so 0 to 1; targets I64 [n].
 *
 * <p>Source: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images" (2009).
 *
 * @param train the pictures to learn from, 50,000 in the original
 * @param test the pictures to be judged by, 10,000 in the original
 */
public record Cifar10(Dataset train, Dataset test) {
  /** Rows and columns of a picture. */
  public static final int SIDE = 32;

  /** The names of the classes. */
  public static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final Shape SHAPE = Shape.of(3, SIDE, SIDE);
  private static final int RECORD_BYTES = 1 + 3 * SIDE * SIDE;
  private static final String TEST = "test_batch.bin";
  private static final List<String> TRAIN =
      IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
  private static final String ARCHIVE = "cifar-10-binary.tar.gz";

  /** Where in a folder the files may lie. */
  private static final List<String> PLACES =
      List.of("", "cifar-10-batches-bin", "cifar10", "cifar10/cifar-10-batches-bin");

  /**
   * The folder that holds the six files: the given one, or {@code cifar-10-batches-bin} or {@code
   * cifar10} in it.
   *
   * @throws FileException if none of them holds all six; the message says what is missing
   */
  public static Path locate(Path folder) {
    return find(folder).orElseThrow(() -> absent(folder));
  }

  /**
   * The folder that holds the six files, looked for where {@code CHAINRULE_DATA} says, then in the
   * user's cache; empty if neither has them.
   */
  public static Optional<Path> find(Settings settings) {
    return Stream.concat(settings.data().stream(), Stream.of(settings.cache()))
        .flatMap(folder -> find(folder).stream())
        .findFirst();
  }

  /**
   * Opens the set.
   *
   * @param folder as {@link #locate} takes it
   * @throws FileException if a file is missing or cannot be read
   * @throws FormatException if a file has another length than so many records, or a class is none
   */
  public static Cifar10 open(Path folder) {
    Path place = locate(folder);
    return new Cifar10(
        part(TRAIN.stream().map(place::resolve).toList()), part(List.of(place.resolve(TEST))));
  }

  private static Dataset part(List<Path> files) {
    List<ByteImages.Part> parts = new ArrayList<>();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    for (Path path : files) {
      MappedFile file = MappedFile.of(path, "cifar10");
      int count = count(file);
      labels.writeBytes(labels(file, count));
      parts.add(new ByteImages.Part(file, 1, RECORD_BYTES, count));
    }
    return new ByteImages("cifar10", SHAPE, CLASSES, List.copyOf(parts), labels.toByteArray());
  }

  private static int count(MappedFile file) {
    long count = file.length() / RECORD_BYTES;
    if (count == 0 || count * RECORD_BYTES != file.length() || count > IdxFile.MAX_VALUES) {
      throw new FormatException(
          "cifar10: "
              + file.file()
              + ": "
              + file.length()
              + " bytes; records of "
              + RECORD_BYTES
              + " bytes are needed, at least one",
          "get the file again; an original one has 30730000 bytes");
    }
    return (int) count;
  }

  private static byte[] labels(MappedFile file, int count) {
    byte[] labels = new byte[count];
    try {
      for (int i = 0; i < count; i++) {
        labels[i] = file.bytes().get(ValueLayout.JAVA_BYTE, (long) i * RECORD_BYTES);
        if ((labels[i] & 0xff) >= CLASSES.size()) {
          throw new FormatException(
              "cifar10: "
                  + file.file()
                  + ": record "
                  + i
                  + " is of class "
                  + (labels[i] & 0xff)
                  + "; 0 to 9 are needed",
              "get the file again, or check that it is CIFAR-10, not CIFAR-100");
        }
      }
    } catch (InternalError e) {
      throw file.lost(e);
    }
    return labels;
  }

  private static Optional<Path> find(Path folder) {
    return PLACES.stream()
        .map(folder::resolve)
        .filter(place -> missing(place).isEmpty())
        .findFirst();
  }

  private static List<String> missing(Path folder) {
    return Stream.concat(TRAIN.stream(), Stream.of(TEST))
        .filter(name -> !Files.isRegularFile(folder.resolve(name)))
        .toList();
  }

  /** What is there instead of the six files, and what to do about it. */
  private static FileException absent(Path folder) {
    String source = "cifar10: " + folder;
    String get = "get " + ARCHIVE + ", the binary version, and unpack it: tar -xzf " + ARCHIVE;
    if (Files.isRegularFile(folder)) {
      return new FileException(
          source + " is a file; the folder of the unpacked set is needed", get);
    }
    if (!Files.isDirectory(folder)) {
      return new FileException(source + ": no such folder", get);
    }
    if (Files.exists(folder.resolve(ARCHIVE))) {
      return new FileException(
          source + ": " + ARCHIVE + " is still packed",
          "unpack it: tar -xzf " + folder.resolve(ARCHIVE) + " -C " + folder);
    }
    if (Files.exists(folder.resolve("data_batch_1"))
        || Files.exists(folder.resolve("cifar-10-batches-py"))) {
      return new FileException(
          source + " holds the version for Python, whose files are pickles and are not read", get);
    }
    return new FileException(source + ": lacks " + String.join(", ", missing(folder)), get);
  }
}
