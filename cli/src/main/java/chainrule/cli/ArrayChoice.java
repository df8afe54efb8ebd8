// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.formats.Model;
import chainrule.formats.ModelInfo;
import chainrule.random.Rng;
import chainrule.train.data.ArrayForm;
import chainrule.train.data.ArrayOptions;
import chainrule.train.data.Dataset;
import chainrule.train.data.IdxFolder;
import chainrule.train.data.IdxImages;
import chainrule.train.data.NumpySet;
import chainrule.train.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Arrays in files of NumPy and IDX files as data to train on and to measure with. */
final class ArrayChoice {

  private static final String LABELS = "--labels";
  private static final int FEW = 5000;
  private static final long KEY = 20_260_105;

  private ArrayChoice() {}

  static Words words(Words words) {
    return words.option("--inputs", "NAME").file(LABELS, "FILE");
  }

  /** Whether a path is a file of arrays or a folder of IDX files. */
  static boolean isOne(Path path) {
    return Files.isDirectory(path) ? IdxFolder.isOne(path) : isNumpy(path) || isIdx(path);
  }

  /** Whether a file is one of NumPy's. */
  static boolean isNumpy(Path file) {
    return ends(file, ".npz") || ends(file, ".npy");
  }

  /** Whether a file is called as IDX files are. */
  static boolean isIdx(Path file) {
    return ends(file, "-ubyte")
        || ends(file, "-ubyte.gz")
        || ends(file, ".idx")
        || ends(file, ".idx.gz");
  }

  static boolean ends(Path file, String suffix) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
  }

  static Material load(Path path, Invocation call) {
    if (Files.isDirectory(path)) {
      IdxFolder folder = IdxFolder.open(path);
      return material(path, folder.train(), Optional.of(folder.test()), folder.form(), call);
    }
    if (isIdx(path)) {
      Dataset all = IdxImages.pictures(path, labels(path, call));
      return material(path, all, Optional.empty(), IdxImages.form(path), call);
    }
    NumpySet set =
        ends(path, ".npz")
            ? NumpySet.npz(path, options(call))
            : NumpySet.npy(path, labels(path, call), options(call));
    return material(path, set.train(), set.test(), set.form(), call);
  }

  private static Material material(
      Path path, Dataset train, Optional<Dataset> test, ArrayForm form, Invocation call) {
    ModelInfo info = ModelInfo.empty().withInput(form.toJson()).withClasses(train.classes());
    Material.Suggestion suggestion =
        train.count() < FEW
            ? new Material.Suggestion("64-32", 0, 2e-3, 32, 60)
            : new Material.Suggestion("128-64", 0, 1e-3, 128, 10);
    if (test.isPresent()) {
      return Materials.of(train, test.get(), path.toString(), info, suggestion);
    }
    Rng rng = Rng.seed(KEY).child("split");
    Split split = Split.of(train, call.fraction("--test-share"), rng);
    Dataset learned = train.select(split.train());
    return Materials.of(learned, train.select(split.test()), path.toString(), info, suggestion);
  }

  /** Samples to measure a model with: those held back, where a file tells them apart. */
  static Dataset measured(Path path, Model model, Invocation call) {
    ArrayForm form = ArrayForm.of(model.info().input());
    List<String> classes = model.info().classes();
    if (Files.isDirectory(path)) {
      return IdxFolder.test(path, form, classes);
    }
    if (isIdx(path)) {
      return IdxImages.measured(path, labels(path, call), form, classes);
    }
    return ends(path, ".npz")
        ? NumpySet.measured(path, options(call), form, classes)
        : NumpySet.measured(path, labels(path, call), options(call), form, classes);
  }

  static ArrayOptions options(Invocation call) {
    ArrayOptions options = ArrayOptions.none();
    if (call.gave("--inputs")) {
      options = options.withInputs(call.value("--inputs"));
    }
    if (call.gave("--target")) {
      options = options.withTargets(call.value("--target"));
    }
    if (call.gave("--task")) {
      boolean classes = call.choice("--task", TableChoice.TASKS).equals("class");
      options = options.withKind(classes ? ArrayOptions.Kind.CLASSES : ArrayOptions.Kind.NUMBERS);
    }
    return options;
  }

  /** The file of labels that goes with one of inputs: the one given, or its neighbor by name. */
  private static Path labels(Path inputs, Invocation call) {
    Optional<Path> given = call.path(LABELS);
    if (given.isPresent()) {
      return given.get();
    }
    String name = String.valueOf(inputs.getFileName());
    Path neighbor = inputs.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
    if (!neighbor.equals(inputs) && Files.isRegularFile(neighbor)) {
      return neighbor;
    }
    throw new ArgumentException(
        call.console().text("arrays.labels", inputs), call.console().text("arrays.labels.fix"));
  }
}
