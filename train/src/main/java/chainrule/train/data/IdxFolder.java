// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FileException;
import chainrule.error.FormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pictures and labels of a folder with four IDX files that are called as those of MNIST are, of any
 * size and number of classes: Fashion-MNIST, Kuzushiji-MNIST and their like.
 *
 * <p>Each file is plain or packed by gzip, {@code .gz}; they lie in the folder or in {@code raw} in
 * it.
 *
 * <p>Shapes: inputs F32 [n, 1, height, width], 0 to 1; targets I64 [n].
 *
 * @param train the samples to learn from
 * @param test those held back
 * @param form what one input is
 */
public record IdxFolder(Dataset train, Dataset test, ArrayForm form) {

  /** Whether a folder holds such files. */
  public static boolean isOne(Path folder) {
    return place(folder).isPresent();
  }

  private static Optional<Path> place(Path folder) {
    return Stream.of(folder, folder.resolve("raw"))
        .filter(place ->
            Arrays.stream(MnistPart.values())
                .allMatch(part -> Files.isRegularFile(Mnist.file(place, part))))
        .findFirst();
  }

  /**
   * Opens the set.
   *
   * @throws FileException if a file is missing or cannot be read
   * @throws FormatException if one is no IDX file, or they do not agree
   */
  public static IdxFolder open(Path folder) {
    Path place = located(folder);
    ArrayForm form = IdxImages.form(Mnist.file(place, MnistPart.TRAIN_IMAGES));
    int classes =
        Math.max(
            IdxImages.classes(IdxFile.read(Mnist.file(place, MnistPart.TRAIN_LABELS))),
            IdxImages.classes(IdxFile.read(Mnist.file(place, MnistPart.TEST_LABELS))));
    List<String> names = ArrayTargets.names(classes);
    Dataset train =
        IdxImages.open(
            name(folder),
            Mnist.file(place, MnistPart.TRAIN_IMAGES),
            Mnist.file(place, MnistPart.TRAIN_LABELS),
            form,
            names);
    return new IdxFolder(train, test(folder, form, names), form);
  }

  /**
   * The samples held back, to measure a model with.
   *
   * @param form what the model takes
   * @param classes of the model
   * @throws FileException if a file is missing or cannot be read
   * @throws FormatException if one is no IDX file, or they do not agree with the model
   */
  public static Dataset test(Path folder, ArrayForm form, List<String> classes) {
    Path place = located(folder);
    return IdxImages.open(
        name(folder),
        Mnist.file(place, MnistPart.TEST_IMAGES),
        Mnist.file(place, MnistPart.TEST_LABELS),
        form,
        classes);
  }

  private static Path located(Path folder) {
    return place(folder)
        .orElseThrow(() ->
            new FileException("idx: " + folder + " lacks one of the four files of such a set"));
  }

  private static String name(Path folder) {
    return FileNames.stem(folder);
  }
}
