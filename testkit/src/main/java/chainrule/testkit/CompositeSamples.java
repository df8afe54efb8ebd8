// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.BinaryLoss;
import chainrule.tensor.ClassLoss;
import chainrule.tensor.Composite;
import chainrule.tensor.Convolution;
import chainrule.tensor.DistanceLoss;
import chainrule.tensor.LabelLoss;
import chainrule.tensor.PairLoss;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import chainrule.tensor.TensorProduct;
import chainrule.tensor.VectorProduct;
import java.util.List;
import java.util.function.Function;

/**
 * Samples of softmax and its kin and maxout; {@link ProductSamples} and {@link LossSamples} have
 * those of products and losses.
 */
final class CompositeSamples {

  private static final Values ANY = Values.usual();

  private CompositeSamples() {}

  static void add(Composite operation, SampleList list) {
    switch (operation) {
      case Composite.Softmax _ ->
          along(list, axis -> new Composite.Softmax(axis), (x, axis) -> x.softmax(axis));
      case Composite.LogSoftmax _ ->
          along(list, axis -> new Composite.LogSoftmax(axis), (x, axis) -> x.logSoftmax(axis));
      case Composite.LogSumExp _ -> {
        along(
            list,
            axis -> new Composite.LogSumExp(List.of(axis), false),
            (x, axis) -> x.logSumExp(axis));
        Input block = Input.of(ANY, 2, 3, 2);
        var some = new Composite.LogSumExp(List.of(0, 2), false);
        list.rows(some, in -> in.get(0).logSumExp(-1, 0), block);
        var kept = new Composite.LogSumExp(List.of(0, 1), true);
        list.rows(kept, in -> in.get(0).logSumExpKeep(0, 1), block);
        var all = new Composite.LogSumExp(List.of(0, 1, 2), false);
        list.rows(all, in -> in.get(0).logSumExp(), block);
        var number = new Composite.LogSumExp(List.of(), false);
        list.rows(number, in -> in.get(0).logSumExp(), Input.of(ANY));
      }
      case Composite.Maxout _ -> maxouts(list);
      case Composite.Glu _ -> glus(list);
      case Convolution convolution -> ConvolutionSamples.add(convolution, list);
      case VectorProduct product -> ProductSamples.vectors(product, list);
      case TensorProduct product -> ProductSamples.tensors(product, list);
      case ClassLoss loss -> LossSamples.classes(loss, list);
      case BinaryLoss loss -> LossSamples.binary(loss, list);
      case SquaredLoss loss -> LossSamples.squared(loss, list);
      case PairLoss loss -> PairLossSamples.add(loss, list);
      case LabelLoss loss -> LabelLossSamples.add(loss, list);
      case DistanceLoss loss -> DistanceLossSamples.add(loss, list);
    }
  }

  private static void maxouts(SampleList list) {
    Values apart = Values.distinct(0.11);
    Values nearlyTied = Values.distinct(Values.NEAR);
    for (long[] sizes : new long[][] {{2}, {6}, {0}, {3, 4}, {2, 2}, {2, 1, 2}, {0, 2}}) {
      Function<List<Tensor>, Tensor> call = in -> in.get(0).maxout(2);
      list.rows(new Composite.Maxout(2), call, Input.of(apart, sizes));
      list.rows(new Composite.Maxout(2), call, Input.of(nearlyTied, sizes));
    }
    list.rows(new Composite.Maxout(1), in -> in.get(0).maxout(1), Input.of(apart, 2, 3));
    list.rows(new Composite.Maxout(3), in -> in.get(0).maxout(3), Input.of(nearlyTied, 2, 6));
    list.large(new Composite.Maxout(5), in -> in.get(0).maxout(5), Input.of(apart, 300, 170));
  }

  private static void glus(SampleList list) {
    Function<List<Tensor>, Tensor> first = in -> in.get(0).glu(0);
    Function<List<Tensor>, Tensor> last = in -> in.get(0).glu(-1);
    for (long[] sizes : new long[][] {{2}, {6}, {0}, {4, 2}, {2, 3}, {2, 0}}) {
      list.rows(new Composite.Glu(0), first, Input.of(ANY, sizes));
    }
    list.rows(new Composite.Glu(1), last, Input.of(ANY, 3, 4));
    list.rows(new Composite.Glu(2), last, Input.of(ANY, 2, 1, 2));
    list.rows(new Composite.Glu(1), in -> in.get(0).glu(1), Input.of(ANY, 2, 4, 2));
    list.rows(new Composite.Glu(1), last, Input.of(Values.within(-9, 9), 2, 2));
    list.large(new Composite.Glu(1), last, Input.of(ANY, 300, 170));
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
