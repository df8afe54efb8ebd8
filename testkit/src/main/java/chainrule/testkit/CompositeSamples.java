// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.ClassLoss;
import chainrule.tensor.Composite;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Samples of softmax and its kin; {@link LossSamples} has those of the losses. */
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
      case ClassLoss loss -> LossSamples.classes(loss, list);
      case SquaredLoss loss -> LossSamples.squared(loss, list);
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
}
