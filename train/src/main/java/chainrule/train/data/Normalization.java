// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.FormatException;
import chainrule.error.ShapeException;
import chainrule.formats.Json;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Inputs of mean 0 and deviation 1: {@code (x - mean) / deviation}, in F64 and rounded once. It is
 * found on training samples, used for all others too, and goes with the model as JSON.
 *
 * <p>The elements of an input are so many equal parts as there are means, one after another: a part
 * is a feature, a channel or the whole input.
 *
 * <pre>{@code
 * var scale = Normalization.byChannel(train);
 * trainer.fit(train.normalized(scale), test.normalized(scale));
 * }</pre>
 *
 * @param means of the parts
 * @param deviations of the parts, each above 0
 */
public record Normalization(List<Double> means, List<Double> deviations) {

  private static final String KIND = "normalization";
  private static final long VERSION = 1;

  /**
   * Checks the numbers.
   *
   * @throws ArgumentException if there are not as many deviations as means, at least one, or a
   *     number is not finite, or a deviation is not above 0
   */
  public Normalization {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (means.isEmpty() || means.size() != deviations.size()) {
      throw new ArgumentException(
          "normalization: "
              + means.size()
              + " means, "
              + deviations.size()
              + " deviations; needs 1 or more, as many of each");
    }
    for (int part = 0; part < means.size(); part++) {
      double deviation = deviations.get(part);
      if (!Double.isFinite(means.get(part)) || !(deviation > 0) || deviation > Double.MAX_VALUE) {
        throw new ArgumentException(
            "normalization: part "
                + part
                + " has mean "
                + means.get(part)
                + ", deviation "
                + deviation
                + "; needs finite numbers, the deviation above 0");
      }
    }
  }

  /**
   * Of every element of an input by itself, such as the features of a table.
   *
   * @throws ArgumentException if there is no sample, or one holds what is not finite
   * @throws DtypeException if inputs are integers
   */
  public static Normalization byFeature(Dataset train) {
    return of(train, train.inputRow().length());
  }

  /**
   * Of each channel of pictures [channels, height, width], or of all elements together where inputs
   * are others; throws as {@link #byFeature} does.
   */
  public static Normalization byChannel(Dataset train) {
    boolean hasChannels = train.inputRow().shape().rank() == 3;
    return of(train, hasChannels ? (int) train.inputRow().shape().size(0) : 1);
  }

  /**
   * The mean of each part, then the mean square off it, as plain sums in F64 in the order of the
   * samples. A part that never changes gets deviation 1, and so becomes 0.
   */
  private static Normalization of(Dataset train, int parts) {
    if (train.count() == 0 || train.inputRow().length() == 0) {
      throw new ArgumentException(
          "normalization: " + train.name() + " has no numbers", "fit it on training samples");
    }
    checkFloating(train.name(), train.inputRow());
    double count = (double) train.count() * train.inputRow().length() / parts;
    double[] means = new double[parts];
    add(train, means, new double[parts], 1);
    divide(means, count);
    double[] squares = new double[parts];
    add(train, squares, means, 2);
    divide(squares, count);
    return new Normalization(
        boxed(DoubleStream.of(means)),
        boxed(DoubleStream.of(squares).map(Math::sqrt).map(d -> d > 0 ? d : 1)));
  }

  private static void divide(double[] sums, double count) {
    for (int part = 0; part < sums.length; part++) {
      sums[part] /= count;
    }
  }

  /** Adds up how far elements are off a center, or its square, for each part. */
  private static void add(Dataset train, double[] sums, double[] centers, int power) {
    Dataset.Row row = train.inputRow();
    Storage inputs = Storage.allocate(row.dtype(), row.shape(1));
    Storage targets = Storage.allocate(train.targetRow().dtype(), train.targetRow().shape(1));
    int length = row.length() / sums.length;
    for (long place = 0; place < train.count(); place++) {
      train.read(place, inputs, targets, 0);
      for (int index = 0; index < row.length(); index++) {
        double value = inputs.get(index);
        if (!Double.isFinite(value)) {
          throw new ArgumentException(
              "normalization: element "
                  + index
                  + " of sample "
                  + place
                  + " of "
                  + train.name()
                  + " is "
                  + value,
              "fill in what is missing, or leave the sample out");
        }
        double off = value - centers[index / length];
        sums[index / length] += power == 1 ? off : off * off;
      }
    }
  }

  private static List<Double> boxed(DoubleStream values) {
    return values.boxed().toList();
  }

  private static void checkFloating(String what, Dataset.Row row) {
    if (!row.dtype().isFloating()) {
      throw new DtypeException(
          "normalization: inputs of " + what + " are " + row.dtype() + "; needs F32 or F64",
          "make them floating-point numbers first");
    }
  }

  /** Refuses inputs that it does not fit. */
  void check(String what, Dataset.Row row) {
    checkFloating(what, row);
    if (row.length() % means.size() != 0) {
      throw new ShapeException(
          "normalization: inputs of "
              + what
              + " have "
              + row.length()
              + " elements each; needs a multiple of "
              + means.size(),
          "use the one that was found on samples of the same form");
    }
  }

  /** Rewrites one input where it is. */
  void apply(Storage inputs, int from, int length) {
    int part = length / means.size();
    for (int index = 0; index < means.size(); index++) {
      double mean = means.get(index);
      double deviation = deviations.get(index);
      for (int at = from + index * part; at < from + (index + 1) * part; at++) {
        inputs.set(at, (inputs.get(at) - mean) / deviation);
      }
    }
  }

  /**
   * Inputs as a network takes them.
   *
   * @param inputs [n, ..], F32 or F64; fresh memory is given
   * @throws ShapeException if it does not fit them
   * @throws DtypeException if they are integers
   */
  public Tensor apply(Tensor inputs) {
    if (inputs.rank() < 1) {
      throw new ShapeException(
          "normalization: inputs are " + inputs.spec() + "; needs [n, ..], one row a sample");
    }
    Dataset.Row row = new Dataset.Row(inputs.dtype(), inputs.shape().without(0));
    check("this batch", row);
    Storage changed = inputs.toStorage();
    for (int sample = 0; sample < inputs.size(0); sample++) {
      apply(changed, sample * row.length(), row.length());
    }
    return Tensor.of(inputs.shape(), changed);
  }

  /** As an object of JSON, for model files; {@link #of(Json.JsonObject)} reads it. */
  public Json.JsonObject toJson() {
    return Json.object()
        .with("kind", KIND)
        .with("version", VERSION)
        .with("means", Json.array(means.stream().map(Json::of).toList()))
        .with("deviations", Json.array(deviations.stream().map(Json::of).toList()));
  }

  /**
   * Reads what {@link #toJson} writes, to the same bits.
   *
   * @throws FormatException if it is something else
   */
  public static Normalization of(Json.JsonObject json) {
    if (!json.text("kind").equals(KIND) || json.get("version").asWhole() != VERSION) {
      throw new FormatException(
          "normalization: kind \"" + json.text("kind") + "\"; needs \"" + KIND + "\", version 1");
    }
    try {
      return new Normalization(numbers(json, "means"), numbers(json, "deviations"));
    } catch (ArgumentException e) {
      throw new FormatException(e.fact());
    }
  }

  private static List<Double> numbers(Json.JsonObject json, String name) {
    return json.array(name).stream().map(Json::asNumber).toList();
  }
}
