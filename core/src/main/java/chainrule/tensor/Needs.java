// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.IndexException;
import chainrule.error.LabelException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operations ask of their inputs; an error says what came instead. */
final class Needs {

  private Needs() {}

  /** A leaf that can collect a gradient. */
  static void gradient(Spec leaf) {
    if (!leaf.dtype().isFloating()) {
      throw new DtypeException(
          "requiresGrad: " + leaf + " has no gradient; needs F32 or F64",
          "convert it first with .to(DType.F32).detach()");
    }
  }

  /** What a user's function gave, which may be null. */
  static Tensor given(String name, @Nullable Tensor result) {
    if (result == null) {
      throw new GraphException(
          name + ": the function gave null; needs a tensor",
          "return the tensor that the function computes");
    }
    return result;
  }

  /** Numbers with a gradient. */
  static Spec floating(String name, Spec input) {
    if (!input.dtype().isFloating()) {
      throw new DtypeException(
          name + ": input is " + input + "; needs F32 or F64", "convert it with .to(DType.F32)");
    }
    return input;
  }

  /** A key to draw by. */
  static void key(String name, Spec key) {
    if (key.dtype() != DType.I64) {
      throw new DtypeException(name + ": key is " + key + "; needs I64[]", "use RandomKey.of(rng)");
    }
    if (key.shape().rank() != 0) {
      throw new ShapeException(name + ": key is " + key + "; needs I64[]", "use RandomKey.of(rng)");
    }
  }

  /** Deviations of distributions: none is below 0, in no run of what is traced. */
  static void deviations(Tensor given) {
    record Deviations() {}

    given.tell();
    Kernels.check(new Deviations(), given.operand(), Context.current(), Needs::deviations);
  }

  private static void deviations(Operand given) {
    for (long place = 0; place < given.shape().count(); place++) {
      double each = given.storage().get(given.view().position(place));
      if (each < 0) {
        throw new ArgumentException(
            "normal: deviation " + each + " at place " + place + "; needs 0 or more");
      }
    }
  }

  /** Numbers with a gradient, and axes of theirs from the front, ascending. */
  static Spec along(String name, Spec input, List<Integer> axes) {
    floating(name, input);
    int before = -1;
    for (int axis : axes) {
      if (axis <= before || axis >= input.shape().rank()) {
        throw new IndexException(
            name + ": axes " + axes + " of " + input + "; needs its own, ascending from 0");
      }
      before = axis;
    }
    return input;
  }

  /** A prediction and a target of equal shape and type; the result is one number. */
  static Spec targets(String name, List<Spec> inputs) {
    Spec prediction = inputs.get(0);
    Spec target = inputs.get(1);
    String operands = name + ": prediction is " + prediction + ", target is " + target;
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException(
          operands + "; shapes must be equal",
          prediction.shape().count() == target.shape().count()
              ? "reshape the target: target.reshape" + parentheses(prediction.shape())
              : "give one target value for each predicted value");
    }
    if (!prediction.dtype().isFloating() || prediction.dtype() != target.dtype()) {
      throw new DtypeException(
          operands + "; needs F32 or F64, both alike",
          "convert one with .to(DType." + prediction.dtype() + ")");
    }
    return new Spec(prediction.dtype(), Shape.SCALAR);
  }

  private static String parentheses(Shape shape) {
    String sizes = shape.toString();
    return "(" + sizes.substring(1, sizes.length() - 1) + ")";
  }

  /** Rows of scores and a class number for each row; the result is one number. */
  static Spec labels(String name, String scores, int fewest, List<Spec> inputs) {
    Spec z = floating(name, inputs.get(0));
    Spec labels = inputs.get(1);
    String operands = name + ": " + scores + " are " + z + ", labels are " + labels;
    if (z.shape().rank() != 2
        || z.shape().size(1) < fewest
        || !labels.shape().equals(Shape.of(z.shape().size(0)))) {
      throw new ShapeException(
          operands
              + "; needs "
              + scores
              + " [n, classes], "
              + (fewest == 1 ? "one class" : fewest + " classes")
              + " at least, and labels [n]");
    }
    if (labels.dtype() != DType.I32 && labels.dtype() != DType.I64) {
      throw new DtypeException(
          name + ": labels are " + labels + "; needs I32 or I64",
          "give the class of each row as a whole number from 0");
    }
    return new Spec(z.dtype(), Shape.SCALAR);
  }

  /** Numbers from 0 to 1; NaN passes, as it does everywhere. */
  static void probabilities(String name, Operand prediction, Context context) {
    if (prediction.shape().count() == 0) {
      return;
    }
    Tensor p = Tensor.plain(prediction);
    Context quiet = context.inside().withTracer(Tracer.NONE);
    double least = quiet.call(p::min).item();
    double most = quiet.call(p::max).item();
    if (least < 0 || most > 1) {
      throw new ArgumentException(
          name
              + ": prediction "
              + p.spec()
              + " holds numbers from "
              + least
              + " to "
              + most
              + "; needs probabilities, from 0 to 1",
          "apply sigmoid() first, or give logits to bceWithLogits");
    }
  }

  /** Labels, the second input, that name classes of the first. */
  static void classes(Op op, List<Operand> inputs, Context context) {
    long classes = inputs.get(0).shape().size(1);
    String name = op.name();
    Kernels.check(op, inputs.get(1), context, labels -> classes(name, labels, classes));
  }

  /** Labels, the second input, that name classes of the first, or one that is left out. */
  static void classes(Op op, List<Operand> inputs, long ignored, Context context) {
    long classes = inputs.get(0).shape().size(1);
    String name = op.name();
    Kernels.check(op, inputs.get(1), context, labels -> classes(name, labels, classes, ignored));
  }

  /** Labels that name classes. */
  private static void classes(String name, Operand labels, long classes) {
    for (long row = 0; row < labels.shape().count(); row++) {
      long label = at(labels, row);
      if (label < 0 || label >= classes) {
        throw wrongLabel(name, label, row, classes, "");
      }
    }
  }

  /** Labels that name classes, or one that is left out. */
  private static void classes(String name, Operand labels, long classes, long ignored) {
    for (long row = 0; row < labels.shape().count(); row++) {
      long label = at(labels, row);
      if ((label < 0 || label >= classes) && label != ignored) {
        throw wrongLabel(name, label, row, classes, ", and " + ignored + " is left out");
      }
    }
  }

  private static long at(Operand labels, long row) {
    return labels.storage().getLong(labels.view().position(row));
  }

  private static LabelException wrongLabel(
      String name, long label, long row, long classes, String rest) {
    return new LabelException(
        name
            + ": label "
            + label
            + " in row "
            + row
            + "; classes are 0 to "
            + (classes - 1)
            + rest);
  }

  /** Numbers with a gradient, all of one type. */
  static void alike(String name, List<Spec> inputs) {
    DType first = inputs.getFirst().dtype();
    if (!first.isFloating() || inputs.stream().anyMatch(input -> input.dtype() != first)) {
      throw new DtypeException(
          name + ": inputs are " + inputs + "; needs F32 or F64, all alike",
          "convert with .to(DType.F32)");
    }
  }
}
