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
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.DigitImage;
import chainrule.train.data.GrayImage;
import chainrule.train.data.ImageFile;
import chainrule.train.table.TablePredictions;
import chainrule.train.table.Transformation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;

/** {@code chainrule predict MODEL IMAGE...}: which digits a model sees. */
record PredictVerb() implements Verb {

  private static final int PIXELS = 784;

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public CommandSpec spec() {
    return ModelChoice.words(Words.of(name()), "MODEL")
        .fileOperand("IMAGE", "0..*")
        .option("--test-index", "INDEX")
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
    Model model = Models.load(ModelChoice.file(call));
    if (Transformation.isIn(model.info().input())) {
      return rows(model, images, call);
    }
    if (images.isEmpty()) {
      predict(model, test(call), call);
    }
    for (String image : images) {
      predict(
          model, new Digit(image, pixels(call.path("IMAGE", image)), OptionalLong.empty()), call);
    }
    return Failure.DONE;
  }

  /** Answers for the rows of one table, on standard output or in a file. */
  private static int rows(Model model, List<String> tables, Invocation call) {
    if (tables.size() != 1) {
      throw new ArgumentException(call.console().text("predict.table", tables.size()));
    }
    Path table = call.path("IMAGE", tables.getFirst());
    TablePredictions predictions = TablePredictions.of(model);
    Optional<Path> out = call.path("--out");
    if (out.isPresent()) {
      AtomicFile file =
          call.has("--force") ? AtomicFile.replacing(out.get()) : AtomicFile.creating(out.get());
      file.check();
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
    Console console = call.console();
    Tensor inputs = Tensor.of(Shape.of(1, PIXELS), digit.pixels());
    double[] probabilities = Outputs.probabilities(model, inputs);
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    if (Double.isNaN(probabilities[best])) {
      throw new FormatException(
          console.text("predict.nan", digit.name()), console.text("predict.nan.fix"));
    }
    List<String> classes = model.info().classes();
    String said = best < classes.size() ? classes.get(best) : Integer.toString(best);
    if (call.has("--json")) {
      console.json(json(digit, said, probabilities));
      return;
    }
    boolean ascii = console.style().plain();
    console.lines(
        DigitArt.beside(
            DigitArt.picture(digit.pixels(), ascii), DigitArt.bars(classes, probabilities, ascii)));
    String share = String.format(Locale.ROOT, "%.1f", 100 * probabilities[best]);
    if (digit.label().isPresent()) {
      console.say("predict.known", digit.name(), said, share, digit.label().getAsLong());
    } else {
      console.say("predict.said", digit.name(), said, share);
    }
  }

  private static JsonObject json(Digit digit, String said, double[] probabilities) {
    JsonObject object =
        Json.object()
            .with("v", 1)
            .with("event", "predict")
            .with("image", digit.name())
            .with("class", said)
            .with(
                "probabilities",
                Json.array(Arrays.stream(probabilities).mapToObj(Json::of).toList()));
    return digit.label().isPresent() ? object.with("label", digit.label().getAsLong()) : object;
  }
}
