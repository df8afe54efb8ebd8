// SPDX-License-Identifier: Apache-2.0
package chainrule.train.text;

import chainrule.error.FormatException;
import chainrule.error.NonFiniteException;
import chainrule.error.ShapeException;
import chainrule.formats.Model;
import chainrule.nn.Layer;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Sequential;
import chainrule.tensor.Tensor;
import chainrule.train.data.TargetScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the outputs of a network say of rows. */
public final class Answers {

  private final List<String> classes;
  private final TargetScale scale;
  private final boolean logits;

  private Answers(Model model, List<String> classes, TargetScale scale) {
    this.classes = classes;
    this.scale = scale;
    logits = !isActivated(model.network());
  }

  /**
   * Those of a model of classes.
   *
   * @throws FormatException if it names fewer than two
   */
  public static Answers classes(Model model) {
    List<String> classes = model.info().classes();
    if (classes.size() < 2) {
      throw new FormatException(
          "predict: the model names " + classes.size() + " classes; needs 2 or more");
    }
    return new Answers(model, classes, new TargetScale(List.of(), List.of()));
  }

  /**
   * Those of a model of numbers.
   *
   * @param scale how its outputs become the numbers of the source
   */
  public static Answers numbers(Model model, TargetScale scale) {
    return new Answers(model, List.of(), scale);
  }

  /** Whether the last layer is an activation. */
  private static boolean isActivated(Layer layer) {
    return switch (layer) {
      case Model model -> isActivated(model.network());
      case Mlp mlp -> mlp.output().isPresent();
      case Sequential chain -> !chain.layers().isEmpty() && isActivated(chain.layers().getLast());
      case Nonlinearity _ -> true;
      default -> false;
    };
  }

  /** The names of the columns that are added. */
  public List<String> columns() {
    int numbers = scale.factors().size();
    if (numbers > 1) {
      return IntStream.range(0, numbers).mapToObj(i -> "prediction_" + i).toList();
    }
    List<String> columns = new ArrayList<>(List.of("prediction"));
    classes.forEach(name -> columns.add("p(" + name + ")"));
    return List.copyOf(columns);
  }

  /**
   * The cells of each row that are added: the class and the probability of each, or the numbers.
   *
   * @throws ShapeException if the outputs are of another task
   */
  public List<List<String>> of(Tensor output) {
    double[] values = values(output);
    int width = width();
    List<List<String>> answers = new ArrayList<>();
    for (int from = 0; from < values.length; from += width) {
      double[] row = Arrays.copyOfRange(values, from, from + width);
      answers.add(classes.isEmpty() ? numbers(row) : classes(row));
    }
    return answers;
  }

  /** How many numbers {@link #values} has of a row. */
  public int width() {
    return classes.isEmpty() ? scale.factors().size() : classes.size();
  }

  /**
   * The probability of each class for each row, or the numbers, row by row.
   *
   * @throws ShapeException if the outputs are of another task
   * @throws NonFiniteException if one is no finite number
   */
  public double[] values(Tensor output) {
    boolean single = output.rank() == 2 && output.size(1) == 1 && classes.size() == 2;
    if (!single && (output.rank() != 2 || output.size(1) != width())) {
      throw new ShapeException(
          "predict: outputs of the model are " + output.spec() + "; needs [n, " + width() + "]");
    }
    if (classes.isEmpty()) {
      double[] values = finite(output);
      for (int i = 0; i < values.length; i++) {
        values[i] = scale.original(i % width(), values[i]);
      }
      return values;
    }
    Tensor shares = !logits ? output : single ? output.sigmoid() : output.softmax(1);
    double[] values = finite(shares);
    return single ? both(values) : values;
  }

  /** The probabilities of both classes, of those of the second. */
  private static double[] both(double[] second) {
    double[] both = new double[2 * second.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = i % 2 == 1 ? second[i / 2] : 1 - second[i / 2];
    }
    return both;
  }

  private static double[] finite(Tensor answers) {
    double[] values = answers.toDoubles();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new NonFiniteException(
            "predict: the model answers " + value, "its weights are damaged; train it again");
      }
    }
    return values;
  }

  private static List<String> numbers(double... values) {
    return Arrays.stream(values).mapToObj(Answers::text).toList();
  }

  private List<String> classes(double... shares) {
    int best = 0;
    for (int i = 1; i < shares.length; i++) {
      best = shares[i] > shares[best] ? i : best;
    }
    List<String> cells = new ArrayList<>();
    cells.add(classes.get(best));
    for (double share : shares) {
      cells.add(text(share));
    }
    return cells;
  }

  /** The fewest digits that give the same F32 again. */
  private static String text(double value) {
    return Float.toString((float) value);
  }
}
