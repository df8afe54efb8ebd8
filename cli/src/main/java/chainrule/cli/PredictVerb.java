// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.FormatException;
import chainrule.formats.AtomicFile;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.formats.Model;
import chainrule.formats.Models;
import chainrule.tensor.Tensor;
import chainrule.train.data.ArrayForm;
import chainrule.train.data.ArrayInputs;
import chainrule.train.data.ArrayPredictions;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.DigitImage;
import chainrule.train.data.Digits;
import chainrule.train.data.GrayImage;
import chainrule.train.data.ImageFile;
import chainrule.train.table.TablePredictions;
import chainrule.train.table.Transformation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code chainrule predict MODEL FILE...}: what a model says of pictures, of the rows of a table,
 * or of the samples of an array.
 *
 * @param training reads the data of runs again
 */
record PredictVerb(TrainVerb training) implements Verb {

  private static final int PIXELS = 784;

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public CommandSpec spec() {
    return ModelChoice.words(Words.of(name()), "MODEL")
        .fileOperand("FILE", "0..*")
        .option("--test-index", "INDEX")
        .option("--inputs", "NAME")
        .file("--data", "DIR")
        .file("--out", "FILE")
        .flag("--force")
        .flag("--json")
        .spec();
  }

  /**
   * A digit to be read.
   *
   * @param name what it is called
   * @param pixels as the network takes them
   * @param label what it is, if that is known
   */
  private record Digit(String name, float[] pixels, OptionalLong label) {}

  @Override
  public int run(Invocation call) {
    List<String> images = call.operands().stream().skip(1).toList();
    if (images.isEmpty() != call.gave("--test-index")) {
      throw new ArgumentException(call.console().text("predict.what"));
    }
    Path file = ModelChoice.file(call);
    Model model = Models.load(file);
    if (images.stream().anyMatch(image -> isArray(call.path("FILE", image)))) {
      return arrays(model, images, call);
    }
    if (Transformation.isIn(model.info().input())) {
      return rows(model, images, call);
    }
    if (!readsDigits(file, model)) {
      return others(model, images, call);
    }
    if (images.isEmpty()) {
      predict(model, test(call), call);
    }
    for (String image : images) {
      predict(
          model, new Digit(image, pixels(call.path("FILE", image)), OptionalLong.empty()), call);
    }
    return Failure.DONE;
  }

  /** Whether a model was trained on digits, or does not say on what. */
  private static boolean readsDigits(Path file, Model model) {
    JsonObject input = model.info().input();
    boolean says = Files.isRegularFile(file.toAbsolutePath().resolveSibling("run.json"));
    return input.equals(Digits.INPUT) || (input.members().isEmpty() && !says);
  }

  /** Answers for pictures that are no digits, or for a sample that was held back. */
  private int others(Model model, List<String> images, Invocation call) {
    if (images.isEmpty()) {
      Dataset test = TestData.of(call, ModelChoice.file(call), model, training);
      long index = call.whole("--test-index");
      checkIndex(call, index, test);
      Batch one = test.batch((int) index);
      OptionalLong label =
          test.isClassified() ? OptionalLong.of(one.targets().toLongs()[0]) : OptionalLong.empty();
      answer(model, test.name() + " " + index, one.inputs(), label, call);
    }
    for (String image : images) {
      Tensor picture = PictureForm.of(model, call).read(call.path("FILE", image));
      answer(
          model,
          image,
          picture.reshape(picture.shape().inserted(0, 1).sizes()),
          OptionalLong.empty(),
          call);
    }
    return Failure.DONE;
  }

  private static void answer(
      Model model, String name, Tensor inputs, OptionalLong label, Invocation call) {
    Console console = call.console();
    List<String> classes = model.info().classes();
    if (classes.isEmpty()) {
      throw new ArgumentException(console.text("predict.numbers", name));
    }
    double[] probabilities = Outputs.probabilities(model, inputs);
    Digit shown = new Digit(name, new float[0], label);
    tell(shown, classes, probabilities, List.of(), call);
  }

  private static boolean isArray(Path file) {
    return ArrayChoice.isNumpy(file) || ArrayChoice.isIdx(file);
  }

  /** Answers for the samples of one array, on standard output or in a file. */
  private static int arrays(Model model, List<String> files, Invocation call) {
    Path file = call.path("FILE", files.getFirst());
    if (files.size() != 1) {
      throw new ArgumentException(call.console().text("predict.array", files.size()));
    }
    Optional<Path> out = out(call);
    ArrayForm form = ArrayForm.of(model.info().input());
    ArrayInputs inputs = ArrayInputs.read(file, ArrayChoice.options(call), form);
    ArrayPredictions predictions = ArrayPredictions.of(model);
    if (out.isEmpty()) {
      predictions.write(inputs, call.console().out());
      return Failure.DONE;
    }
    if (ArrayChoice.ends(out.get(), ".npy")) {
      predictions.array(inputs).save(out.get());
    } else {
      predictions.write(inputs, out.get());
    }
    String count = SummaryVerb.grouped(inputs.count());
    call.console().say("predict.samples", count, out.get());
    return Failure.DONE;
  }

  /** The file for answers, which can be written. */
  private static Optional<Path> out(Invocation call) {
    Optional<Path> out = call.path("--out");
    out.map(path -> call.has("--force") ? AtomicFile.replacing(path) : AtomicFile.creating(path))
        .ifPresent(AtomicFile::check);
    return out;
  }

  /** Answers for the rows of one table, on standard output or in a file. */
  private static int rows(Model model, List<String> tables, Invocation call) {
    if (tables.size() != 1) {
      throw new ArgumentException(call.console().text("predict.table", tables.size()));
    }
    Path table = call.path("FILE", tables.getFirst());
    TablePredictions predictions = TablePredictions.of(model);
    Optional<Path> out = out(call);
    if (out.isPresent()) {
      long rows = predictions.write(table, out.get());
      call.console().say("predict.rows", SummaryVerb.grouped(rows), out.get());
    } else {
      predictions.write(table, call.console().out());
    }
    return Failure.DONE;
  }

  /** The picture of a digit; what is wrong with it is said with its file. */
  private static float[] pixels(Path file) {
    GrayImage picture = ImageFile.read(file);
    try {
      return DigitImage.of(picture);
    } catch (ArgumentException e) {
      throw new FormatException(
          "image: " + file + e.fact().substring(e.fact().indexOf(':')), e.fix().orElse(""));
    }
  }

  private static Digit test(Invocation call) {
    long index = call.whole("--test-index");
    Dataset test = DataChoice.test(Optional.empty(), index + 1, call);
    checkIndex(call, index, test);
    Batch one = test.batch((int) index);
    double[] values = one.inputs().toDoubles();
    float[] pixels = new float[values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) values[i];
    }
    long label = one.targets().toLongs()[0];
    return new Digit(test.name() + " " + index, pixels, OptionalLong.of(label));
  }

  /**
   * Checks that a test image exists.
   *
   * @throws ArgumentException in the user's language
   */
  static void checkIndex(Invocation call, long index, Dataset test) {
    if (index < 0 || index >= test.count()) {
      throw new ArgumentException(
          call.console()
              .text("predict.index", index, test.name(), SummaryVerb.grouped(test.count() - 1)));
    }
  }

  private static void predict(Model model, Digit digit, Invocation call) {
    Tensor inputs = Tensor.of(Shape.of(1, PIXELS), digit.pixels());
    double[] probabilities = Outputs.probabilities(model, inputs);
    boolean ascii = call.console().style().plain();
    List<String> art = DigitArt.picture(digit.pixels(), ascii);
    tell(digit, model.info().classes(), probabilities, art, call);
  }

  private static void tell(
      Digit digit,
      List<String> classes,
      double[] probabilities,
      List<String> art,
      Invocation call) {
    Console console = call.console();
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    if (Double.isNaN(probabilities[best])) {
      throw new FormatException(
          console.text("predict.nan", digit.name()), console.text("predict.nan.fix"));
    }
    String said = best < classes.size() ? classes.get(best) : Integer.toString(best);
    if (call.has("--json")) {
      console.json(json(digit, said, probabilities));
      return;
    }
    List<String> bars = DigitArt.bars(classes, probabilities, console.style().plain());
    console.lines(art.isEmpty() ? bars : DigitArt.beside(art, bars));
    String share = String.format(Locale.ROOT, "%.1f", 100 * probabilities[best]);
    if (digit.label().isPresent()) {
      console.say(
          "predict.known", digit.name(), said, share, named(classes, digit.label().getAsLong()));
    } else {
      console.say("predict.said", digit.name(), said, share);
    }
  }

  private static String named(List<String> classes, long label) {
    return label >= 0 && label < classes.size() ? classes.get((int) label) : Long.toString(label);
  }

  private static JsonObject json(Digit digit, String said, double[] probabilities) {
    JsonObject object =
        Json.object()
            .with("v", 1)
            .with("event", "predict")
            .with("sample", digit.name())
            .with("class", said)
            .with(
                "probabilities",
                Json.array(Arrays.stream(probabilities).mapToObj(Json::of).toList()));
    return digit.label().isPresent() ? object.with("label", digit.label().getAsLong()) : object;
  }
}
