// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Norm;
import chainrule.tensor.Reduction;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Samples of reductions: over everything, along each axis, kept or not, of nothing. */
final class ReductionSamples {

  private static final Values APART = Values.distinct(0.11);
  private static final Input LARGE = Input.of(Values.nonZero(), 300, 170);
  private static final Values NEARLY_TIED = Values.distinct(Values.NEAR);

  private ReductionSamples() {}

  static void add(Reduction operation, SampleList list) {
    switch (operation) {
      case Reduction.Sum _ -> sums(list);
      case Reduction.Mean _ -> means(list);
      case Reduction.Max _ -> {
        along(list, axis -> new Reduction.Max(axis, false), (x, axis) -> x.max(axis));
        along(list, axis -> new Reduction.Max(axis, true), (x, axis) -> x.maxKeep(axis));
      }
      case Reduction.Min _ -> {
        along(list, axis -> new Reduction.Min(axis, false), (x, axis) -> x.min(axis));
        along(list, axis -> new Reduction.Min(axis, true), (x, axis) -> x.minKeep(axis));
      }
      case Reduction.MaxOfAll _ ->
          overall(list, axes -> new Reduction.MaxOfAll(axes, false), Tensor::max);
      case Reduction.MinOfAll _ ->
          overall(list, axes -> new Reduction.MinOfAll(axes, false), Tensor::min);
      case Norm op -> norm(op, list);
    }
  }

  private static void norm(Norm operation, SampleList list) {
    switch (operation) {
      case Norm.Euclidean _ -> {
        norms(list, axes -> new Norm.Euclidean(axes, false), Tensor::norm);
        Input block = Input.of(Values.nonZero(), 2, 3, 2);
        list.rows(new Norm.Euclidean(List.of(0, 2), false), in -> in.get(0).norm(-1, 0), block);
        list.rows(new Norm.Euclidean(List.of(1), true), in -> in.get(0).normKeep(1), block);
        list.large(new Norm.Euclidean(List.of(0), false), in -> in.get(0).norm(0), LARGE);
        list.large(new Norm.Euclidean(List.of(1), true), in -> in.get(0).normKeep(1), LARGE);
      }
      case Norm.Absolute _ -> {
        norms(list, axes -> new Norm.Absolute(axes, false), Tensor::norm1);
        Input block = Input.of(Values.around(0), 2, 3, 2);
        list.rows(new Norm.Absolute(List.of(0, 2), false), in -> in.get(0).norm1(-1, 0), block);
        list.rows(new Norm.Absolute(List.of(1), true), in -> in.get(0).norm1Keep(1), block);
        list.large(new Norm.Absolute(List.of(0), false), in -> in.get(0).norm1(0), LARGE);
        list.large(new Norm.Absolute(List.of(1), true), in -> in.get(0).norm1Keep(1), LARGE);
      }
    }
  }

  private static void norms(
      SampleList list, Function<List<Integer>, Reduction> op, UnaryOperator<Tensor> method) {
    for (long[] sizes :
        new long[][] {{}, {1}, {5}, {2, 3}, {3, 1}, {2, 1, 2}, {1, 1}, {0}, {2, 0}, {4, 3}}) {
      list.rows(
          op.apply(all(sizes.length)),
          in -> method.apply(in.get(0)),
          Input.of(Values.nonZero(), sizes));
    }
    list.large(op.apply(all(2)), in -> method.apply(in.get(0)), LARGE);
  }

  private static void sums(SampleList list) {
    for (long[] sizes : new long[][] {{}, {1}, {5}, {2, 3}, {0}, {2, 0}}) {
      list.rows(
          new Reduction.Sum(all(sizes.length), false),
          inputs -> inputs.get(0).sum(),
          Input.of(Values.usual(), sizes));
    }
    Input block = Input.of(Values.usual(), 2, 3, 2);
    list.rows(new Reduction.Sum(List.of(0, 2), false), in -> in.get(0).sum(-1, 0), block);
    list.rows(new Reduction.Sum(List.of(1), false), in -> in.get(0).sum(1), block);
    list.rows(new Reduction.Sum(List.of(1), true), in -> in.get(0).sumKeep(1), block);
    Input nothing = Input.of(Values.usual(), 2, 0);
    list.rows(new Reduction.Sum(List.of(1), false), in -> in.get(0).sum(1), nothing);
    list.rows(new Reduction.Sum(List.of(0), true), in -> in.get(0).sumKeep(0), nothing);
    Input large = Input.of(Values.usual(), 300, 170);
    list.large(new Reduction.Sum(all(2), false), in -> in.get(0).sum(), large);
    list.large(new Reduction.Sum(List.of(0), false), in -> in.get(0).sum(0), large);
    list.large(new Reduction.Sum(List.of(1), true), in -> in.get(0).sumKeep(1), large);
  }

  private static void means(SampleList list) {
    for (long[] sizes : new long[][] {{}, {1}, {5}, {2, 3}, {0}}) {
      list.rows(
          new Reduction.Mean(all(sizes.length), false),
          inputs -> inputs.get(0).mean(),
          Input.of(Values.usual(), sizes));
    }
    Input block = Input.of(Values.usual(), 2, 3, 2);
    list.rows(new Reduction.Mean(List.of(0, 2), false), in -> in.get(0).mean(0, 2), block);
    list.rows(new Reduction.Mean(List.of(1), false), in -> in.get(0).mean(1), block);
    list.rows(new Reduction.Mean(List.of(2), true), in -> in.get(0).meanKeep(-1), block);
    Input nothing = Input.of(Values.usual(), 2, 0);
    list.rows(new Reduction.Mean(List.of(0), false), in -> in.get(0).mean(0), nothing);
    Input large = Input.of(Values.usual(), 300, 170);
    list.large(new Reduction.Mean(all(2), false), in -> in.get(0).mean(), large);
    list.large(new Reduction.Mean(List.of(0), true), in -> in.get(0).meanKeep(0), large);
  }

  /** An axis of a tensor. */
  private interface Along {
    Tensor apply(Tensor x, int axis);
  }

  private static void along(SampleList list, Function<Integer, Reduction> op, Along method) {
    Function<List<Tensor>, Tensor> first = in -> method.apply(in.get(0), 0);
    Function<List<Tensor>, Tensor> last = in -> method.apply(in.get(0), -1);
    list.rows(op.apply(0), first, Input.of(APART, 1));
    list.rows(op.apply(0), first, Input.of(NEARLY_TIED, 5));
    list.rows(op.apply(0), first, Input.of(APART, 3, 2));
    list.rows(op.apply(0), first, Input.of(APART, 2, 0));
    list.rows(op.apply(1), last, Input.of(NEARLY_TIED, 2, 4));
    list.rows(op.apply(2), last, Input.of(APART, 2, 1, 3));
    list.large(op.apply(0), first, Input.of(APART, 300, 170));
    list.large(op.apply(1), last, Input.of(APART, 300, 170));
  }

  private static void overall(
      SampleList list, Function<List<Integer>, Reduction> op, Function<Tensor, Tensor> method) {
    for (long[] sizes : new long[][] {{}, {1}, {5}, {2, 3}, {3, 1}, {2, 1, 2}, {4, 2}, {1, 1}}) {
      for (Values values : List.of(APART, NEARLY_TIED)) {
        list.rows(
            op.apply(all(sizes.length)), in -> method.apply(in.get(0)), Input.of(values, sizes));
      }
    }
    list.large(op.apply(all(2)), in -> method.apply(in.get(0)), Input.of(APART, 300, 170));
  }

  private static List<Integer> all(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }
}
