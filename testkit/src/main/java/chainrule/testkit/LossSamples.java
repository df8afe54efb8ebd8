// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.ClassLoss;
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
    }
  }

  static void squared(SquaredLoss loss, SampleList list) {
    switch (loss) {
      case SquaredLoss.SumOfSquares op -> pairs(op, Tensor::sumOfSquares, list);
      case SquaredLoss.QuadraticCost op -> pairs(op, Tensor::quadraticCost, list);
      case SquaredLoss.Mse op -> pairs(op, Tensor::mse, list);
      case SquaredLoss.HalfMse op -> pairs(op, Tensor::halfMse, list);
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

  private static void pairs(SquaredLoss op, BinaryOperator<Tensor> method, SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> method.apply(in.get(0), in.get(1));
    for (long[] sizes :
        new long[][] {{}, {1}, {0}, {4}, {2, 3}, {3, 1}, {2, 0}, {2, 1, 2}, {1, 1}, {5}, {2, 2}}) {
      list.rows(op, call, Input.of(ANY, sizes), Input.of(ANY, sizes));
    }
    list.large(op, call, Input.of(ANY, 300, 170), Input.of(ANY, 300, 170));
  }
}
