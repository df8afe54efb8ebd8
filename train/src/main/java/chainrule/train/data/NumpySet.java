// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FormatException;
import chainrule.formats.NpyFile;
import chainrule.formats.NpzFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Samples in files of NumPy: inputs of any rank in one array, their targets in another.
 *
 * <p>In a .npz file the arrays are {@code x_train} and {@code y_train}, with {@code x_test} and
 * {@code y_test} held back where they are there; or {@code x} and {@code y}; in letters of either
 * case, or by names that {@link ArrayOptions} give, of which those with {@code train} have partners
 * with {@code test}. Whole numbers as targets are classes, which are called by their numbers; rows
 * of whole numbers must then hold a single 1 each. Floating targets are numbers to be learned.
 * {@link ArrayForm} says what becomes of inputs.
 *
 * <pre>{@code
 * NumpySet mnist = NumpySet.npz(Path.of("mnist.npz"), ArrayOptions.none());
 * Trainer.of(model, Losses.crossEntropy()).fit(mnist.train(), mnist.test().orElseThrow());
 * }</pre>
 *
 * <p>Shapes: inputs F32 [n, ..]; targets I64 [n], or F32 [n, outputs].
 *
 * @param train the samples to learn from
 * @param test those held back, where the file has such
 * @param form what one input is
 */
public record NumpySet(Dataset train, Optional<Dataset> test, ArrayForm form) {

  /** Inputs and targets, checked. */
  private record Pair(String name, ArrayInputs inputs, ArrayTargets targets) {

    Dataset samples(int classes) {
      List<String> names = targets.classes() == 0 ? List.of() : ArrayTargets.names(classes);
      return new ArraySamples(name, inputs, targets, names);
    }
  }

  /**
   * Reads a .npz file.
   *
   * @throws chainrule.error.FileException if it cannot be read
   * @throws FormatException if it is no .npz file, has no such arrays, or they do not agree
   * @throws chainrule.error.LimitException if they do not fit the heap
   */
  public static NumpySet npz(Path file, ArrayOptions options) {
    ArrayNames names = ArrayNames.of(file, options);
    String inputs = names.inputs();
    String targets = names.targets();
    NpyFile array = NpzFile.read(file, inputs);
    ArrayForm form = ArrayForm.of(array, file + ": " + inputs);
    Pair train = pair(file, inputs, array, targets, form, options);
    ArrayOptions same = options.withKind(train.targets().kind());
    Optional<Pair> test =
        names
            .test(inputs)
            .flatMap(held ->
                names
                    .test(targets)
                    .map(its -> pair(file, held, NpzFile.read(file, held), its, form, same)));
    return of(train, test, form);
  }

  /**
   * Reads two .npy files.
   *
   * @throws chainrule.error.FileException if one cannot be read
   * @throws FormatException if one is no .npy file, or they do not agree
   * @throws chainrule.error.LimitException if they do not fit the heap
   */
  public static NumpySet npy(Path inputs, Path targets, ArrayOptions options) {
    NpyFile array = NpyFile.read(inputs);
    ArrayForm form = ArrayForm.of(array, inputs.toString());
    return of(npy(inputs, array, targets, form, options), Optional.empty(), form);
  }

  /**
   * Samples of a .npz file to measure a model with: those held back, if there are such, else all.
   *
   * @param form what the model takes
   * @param classes of the model; empty where it answers numbers
   * @throws FormatException as {@link #npz} does, or if the samples are none for the model
   */
  public static Dataset measured(
      Path file, ArrayOptions options, ArrayForm form, List<String> classes) {
    ArrayNames names = ArrayNames.of(file, options);
    String inputs = names.inputs();
    String targets = names.targets();
    Optional<String> held = names.test(inputs).filter(_ -> names.test(targets).isPresent());
    String asked = held.orElse(inputs);
    String its = held.flatMap(_ -> names.test(targets)).orElse(targets);
    ArrayOptions known = known(options, classes);
    NpyFile array = NpzFile.read(file, asked);
    return measured(pair(file, asked, array, its, form, known), file + ": " + its, classes);
  }

  /**
   * Samples of two .npy files to measure a model with.
   *
   * @param form what the model takes
   * @param classes of the model; empty where it answers numbers
   * @throws FormatException as {@link #npy} does, or if the samples are none for the model
   */
  public static Dataset measured(
      Path inputs, Path targets, ArrayOptions options, ArrayForm form, List<String> classes) {
    ArrayOptions known = known(options, classes);
    Pair pair = npy(inputs, NpyFile.read(inputs), targets, form, known);
    return measured(pair, targets.toString(), classes);
  }

  private static ArrayOptions known(ArrayOptions options, List<String> classes) {
    return options.withKind(
        classes.isEmpty() ? ArrayOptions.Kind.NUMBERS : ArrayOptions.Kind.CLASSES);
  }

  private static Dataset measured(Pair pair, String source, List<String> classes) {
    if (pair.targets().classes() > classes.size()) {
      throw new FormatException(
          "arrays: "
              + source
              + ": a target is class "
              + (pair.targets().classes() - 1)
              + "; the model has classes 0 to "
              + (classes.size() - 1));
    }
    return new ArraySamples(pair.name(), pair.inputs(), pair.targets(), classes);
  }

  private static Pair pair(
      Path file,
      String inputs,
      NpyFile array,
      String targets,
      ArrayForm form,
      ArrayOptions options) {
    NpyFile its = NpzFile.read(file, targets);
    return pair(file, array, file + ": " + inputs, its, file + ": " + targets, form, options);
  }

  private static Pair npy(
      Path inputs, NpyFile array, Path targets, ArrayForm form, ArrayOptions options) {
    NpyFile its = NpyFile.read(targets);
    return pair(inputs, array, inputs.toString(), its, targets.toString(), form, options);
  }

  private static Pair pair(
      Path file,
      NpyFile inputs,
      String inputSource,
      NpyFile targets,
      String targetSource,
      ArrayForm form,
      ArrayOptions options) {
    ArrayInputs read = ArrayInputs.of(inputs, form, inputSource);
    long held = targets.shape().rank() == 0 ? 0 : targets.shape().size(0);
    if (held != read.count()) {
      throw new FormatException(
          "arrays: "
              + targetSource
              + ": sizes "
              + targets.shape()
              + "; one target for each of the "
              + read.count()
              + " samples of "
              + inputSource
              + " is needed");
    }
    return new Pair(
        FileNames.stem(file), read, ArrayTargets.of(targets, options.kind(), targetSource));
  }

  private static NumpySet of(Pair train, Optional<Pair> test, ArrayForm form) {
    int classes =
        Math.max(train.targets().classes(), test.map(pair -> pair.targets().classes()).orElse(0));
    if (classes == 1) {
      throw new FormatException(
          "arrays: all targets of " + train.name() + " are class 0; two classes are needed");
    }
    test.ifPresent(pair -> checkTargets(train.targets().row(), pair));
    return new NumpySet(train.samples(classes), test.map(pair -> pair.samples(classes)), form);
  }

  private static void checkTargets(Dataset.Row row, Pair test) {
    if (!test.targets().row().equals(row)) {
      throw new FormatException(
          "arrays: "
              + test.name()
              + ": targets to learn from are "
              + row.shape()
              + ", those held back "
              + test.targets().row().shape()
              + "; they must agree");
    }
  }
}
