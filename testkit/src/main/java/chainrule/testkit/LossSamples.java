// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.BinaryLoss;
import chainrule.tensor.ClassLoss;
import chainrule.tensor.Composite;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Samples of the losses; targets are not normalized. */
final class LossSamples {

  private static final Values ANY = Values.usual();

  private LossSamples() {}

  static void classes(ClassLoss loss, SampleList list) {
    switch (loss) {
      case ClassLoss.CrossEntropy op -> crossEntropies(op, list);
      case ClassLoss.SoftCrossEntropy op -> softCrossEntropies(op, list);
      case ClassLoss.Hinge _ -> {
        // Differences of two scores, and with them the kinks, are whole multiples of the step.
        hinges(list, 1, Values.lattice(0.37, 0));
        hinges(list, 1, Values.lattice((1 + Values.NEAR) / 2, 0));
        hinges(list, 0.5, Values.lattice(0.37, 0.1));
      }
      case ClassLoss.SquaredHinge _ -> {
        squaredHinges(list, 1, Values.lattice(0.37, 0));
        squaredHinges(list, 0.5, Values.lattice(0.37, 0.1));
      }
    }
  }

  private static void hinges(SampleList list, double margin, Values values) {
    var op = new ClassLoss.Hinge(margin);
    Function<List<Tensor>, Tensor> call =
        in -> margin == 1 ? in.get(0).hinge(in.get(1)) : in.get(0).hinge(in.get(1), margin);
    for (int rows : new int[] {0, 1, 2, 3}) {
      for (int classes : new int[] {2, 3, 4}) {
        list.rows(op, call, Input.of(values, rows, classes), Input.index(classes, rows));
      }
    }
    list.large(op, call, Input.of(values, 300, 170), Input.index(170, 300));
  }

  private static void squaredHinges(SampleList list, double margin, Values values) {
    var op = new ClassLoss.SquaredHinge(margin);
    Function<List<Tensor>, Tensor> call =
        in ->
            margin == 1
                ? in.get(0).squaredHinge(in.get(1))
                : in.get(0).squaredHinge(in.get(1), margin);
    for (int rows : new int[] {0, 1, 2, 3}) {
      for (int classes : new int[] {2, 3}) {
        list.rows(op, call, Input.of(values, rows, classes), Input.index(classes, rows));
      }
    }
    list.large(op, call, Input.of(values, 300, 170), Input.index(170, 300));
  }

  static void binary(BinaryLoss loss, SampleList list) {
    Values targets = Values.within(0, 1);
    switch (loss) {
      case BinaryLoss.OfProbabilities op -> {
        pairs(op, Tensor::bce, Values.within(0.05, 0.95), targets, list);
        pairs(op, Tensor::bce, Values.within(0.3, 0.7), Values.among(0, 1), list);
      }
      case BinaryLoss.OfLogits op -> {
        pairs(op, Tensor::bceWithLogits, ANY, targets, list);
        pairs(op, Tensor::bceWithLogits, Values.within(-9, 9), Values.among(0, 1), list);
      }
    }
  }

  static void squared(SquaredLoss loss, SampleList list) {
    switch (loss) {
      case SquaredLoss.SumOfSquares op -> pairs(op, Tensor::sumOfSquares, ANY, ANY, list);
      case SquaredLoss.QuadraticCost op -> pairs(op, Tensor::quadraticCost, ANY, ANY, list);
      case SquaredLoss.Mse op -> pairs(op, Tensor::mse, ANY, ANY, list);
      case SquaredLoss.HalfMse op -> pairs(op, Tensor::halfMse, ANY, ANY, list);
    }
  }

  private static void crossEntropies(ClassLoss.CrossEntropy op, SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> in.get(0).crossEntropy(in.get(1));
    for (int rows : new int[] {0, 1, 2, 3}) {
      for (int classes : new int[] {1, 2, 4}) {
        list.rows(op, call, Input.of(ANY, rows, classes), Input.index(classes, rows));
      }
    }
    list.large(op, call, Input.of(ANY, 300, 170), Input.index(170, 300));
  }

  private static void softCrossEntropies(ClassLoss.SoftCrossEntropy op, SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> in.get(0).softCrossEntropy(in.get(1));
    for (int rows : new int[] {0, 1, 2, 3}) {
      for (int classes : new int[] {1, 2, 4}) {
        list.rows(op, call, Input.of(ANY, rows, classes), Input.of(ANY, rows, classes));
      }
    }
    list.large(op, call, Input.of(ANY, 300, 170), Input.of(ANY, 300, 170));
  }

  private static void pairs(
      Composite op,
      BinaryOperator<Tensor> method,
      Values predictions,
      Values targets,
      SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> method.apply(in.get(0), in.get(1));
    for (long[] sizes :
        new long[][] {{}, {1}, {0}, {4}, {2, 3}, {3, 1}, {2, 0}, {2, 1, 2}, {1, 1}, {5}, {2, 2}}) {
      list.rows(op, call, Input.of(predictions, sizes), Input.of(targets, sizes));
    }
    list.large(op, call, Input.of(predictions, 300, 170), Input.of(targets, 300, 170));
  }
}
