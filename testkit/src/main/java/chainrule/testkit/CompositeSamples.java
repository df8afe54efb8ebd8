// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Composite;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Samples of softmax and its kin, and of the losses; targets are not normalized. */
final class CompositeSamples {

  private static final Values ANY = Values.usual();

  private CompositeSamples() {}

  static void add(Composite operation, SampleList list) {
    switch (operation) {
      case Composite.Softmax _ ->
          along(list, axis -> new Composite.Softmax(axis), (x, axis) -> x.softmax(axis));
      case Composite.LogSoftmax _ ->
          along(list, axis -> new Composite.LogSoftmax(axis), (x, axis) -> x.logSoftmax(axis));
      case Composite.LogSumExp _ ->
          along(list, axis -> new Composite.LogSumExp(axis, false), (x, axis) -> x.logSumExp(axis));
      case Composite.CrossEntropy op -> crossEntropies(op, list);
      case Composite.SoftCrossEntropy op -> softCrossEntropies(op, list);
      case SquaredLoss loss -> squared(loss, list);
    }
  }

  private static void squared(SquaredLoss loss, SampleList list) {
    switch (loss) {
      case SquaredLoss.SumOfSquares op -> pairs(op, Tensor::sumOfSquares, list);
      case SquaredLoss.QuadraticCost op -> pairs(op, Tensor::quadraticCost, list);
      case SquaredLoss.Mse op -> pairs(op, Tensor::mse, list);
      case SquaredLoss.HalfMse op -> pairs(op, Tensor::halfMse, list);
    }
  }

  /** An axis of a tensor. */
  private interface Along {
    Tensor apply(Tensor x, int axis);
  }

  private static void along(SampleList list, Function<Integer, Composite> op, Along method) {
    Function<List<Tensor>, Tensor> first = in -> method.apply(in.get(0), 0);
    Function<List<Tensor>, Tensor> last = in -> method.apply(in.get(0), -1);
    list.rows(op.apply(0), first, Input.of(ANY, 1));
    list.rows(op.apply(0), first, Input.of(ANY, 5));
    list.rows(op.apply(0), first, Input.of(ANY, 0));
    list.rows(op.apply(0), first, Input.of(ANY, 3, 2));
    list.rows(op.apply(1), last, Input.of(Values.within(-30, 30), 2, 4));
    list.rows(op.apply(1), last, Input.of(ANY, 2, 0));
    list.rows(op.apply(1), last, Input.of(ANY, 0, 2));
    list.rows(op.apply(2), last, Input.of(ANY, 2, 1, 3));
    list.rows(op.apply(0), first, Input.of(Values.within(-9, 9), 2, 2));
    list.rows(op.apply(1), last, Input.of(ANY, 3, 1));
    list.large(op.apply(1), last, Input.of(ANY, 300, 170));
    list.large(op.apply(0), first, Input.of(ANY, 300, 170));
  }

  private static void crossEntropies(Composite.CrossEntropy op, SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> in.get(0).crossEntropy(in.get(1));
    for (int rows : new int[] {0, 1, 2, 3}) {
      for (int classes : new int[] {1, 2, 4}) {
        list.rows(op, call, Input.of(ANY, rows, classes), Input.index(classes, rows));
      }
    }
    list.large(op, call, Input.of(ANY, 300, 170), Input.index(170, 300));
  }

  private static void softCrossEntropies(Composite.SoftCrossEntropy op, SampleList list) {
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
