// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

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
import java.util.List;

/** What the outputs of a network say of rows. */
final class Answers {

  private final List<String> classes;
  private final Transformation transformation;
  private final boolean logits;

  Answers(Model model, Transformation transformation) {
    this.transformation = transformation;
    classes = model.info().classes();
    logits = !isActivated(model.network());
    if (transformation.task() == TableTask.CLASS && classes.size() < 2) {
      throw new FormatException(
          "predict: the model names " + classes.size() + " classes; needs 2 or more");
    }
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
  List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("prediction"));
    if (transformation.task() == TableTask.CLASS) {
      classes.forEach(name -> columns.add("p(" + name + ")"));
    }
    return List.copyOf(columns);
  }

  /**
   * The cells of each row that are added: the class and the probability of each, or the number.
   *
   * @throws ShapeException if the outputs are of another task
   */
  List<List<String>> of(Tensor output) {
    int rows = (int) output.size(0);
    long wanted = transformation.task() == TableTask.CLASS ? classes.size() : 1;
    boolean single = output.rank() == 2 && output.size(1) == 1;
    boolean fits = output.rank() == 2 && output.size(1) == wanted;
    if (!fits && !(single && wanted == 2)) {
      throw new ShapeException(
          "predict: outputs of the model are " + output.spec() + "; needs [n, " + wanted + "]");
    }
    if (transformation.task() == TableTask.REGRESSION) {
      return numbers(finite(output));
    }
    Tensor shares = !logits ? output : single ? output.sigmoid() : output.softmax(1);
    double[] values = finite(shares);
    List<List<String>> answers = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      double[] shown = new double[classes.size()];
      for (int i = 0; i < shown.length; i++) {
        shown[i] =
            !single ? values[row * shown.length + i] : i == 1 ? values[row] : 1 - values[row];
      }
      answers.add(classes(shown));
    }
    return answers;
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

  private List<List<String>> numbers(double[] values) {
    TargetScale scale = transformation.scale().orElseThrow();
    List<List<String>> answers = new ArrayList<>(values.length);
    for (double value : values) {
      answers.add(List.of(text(scale.original(0, value))));
    }
    return answers;
  }

  private List<String> classes(double[] shares) {
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
