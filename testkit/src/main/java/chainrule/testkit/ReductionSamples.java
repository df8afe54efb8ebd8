// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Deviation;
import chainrule.tensor.Norm;
import chainrule.tensor.Reduction;
import chainrule.tensor.Tally;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Samples of reductions: over everything, along each axis, kept or not, of nothing. */
final class ReductionSamples {

  private static final Values APART = Values.distinct(0.11);
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
      case Reduction.MaxOfAll _ -> {
        overall(list, axes -> new Reduction.MaxOfAll(axes, false), Tensor::max);
        severalExtremes(list, Reduction.MaxOfAll::new, Tensor::amax, Tensor::amaxKeep);
      }
      case Reduction.MinOfAll _ -> {
        overall(list, axes -> new Reduction.MinOfAll(axes, false), Tensor::min);
        severalExtremes(list, Reduction.MinOfAll::new, Tensor::amin, Tensor::aminKeep);
      }
      case Reduction.Product _ -> products(list);
      case Deviation op -> DeviationSamples.add(op, list);
      case Tally op -> DeviationSamples.add(op, list);
      case Norm op -> NormSamples.add(op, list);
    }
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
    list.rows(new Reduction.Sum(List.of(0, 1), true), in -> in.get(0).sumKeep(1, 0), block);
    list.rows(new Reduction.Sum(all(3), true), in -> in.get(0).sumKeep(), block);
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
    list.rows(new Reduction.Mean(List.of(0, 2), true), in -> in.get(0).meanKeep(2, 0), block);
    list.rows(new Reduction.Mean(all(3), true), in -> in.get(0).meanKeep(), block);
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

  /** Some axes of a tensor. */
  private interface Several {
    Tensor apply(Tensor x, int... axes);
  }

  private static void severalExtremes(
      SampleList list,
      BiFunction<List<Integer>, Boolean, Reduction> op,
      Several dropped,
      Several kept) {
    Input block = Input.of(NEARLY_TIED, 2, 3, 2);
    list.rows(op.apply(List.of(0, 2), false), in -> dropped.apply(in.get(0), -1, 0), block);
    list.rows(op.apply(List.of(0, 1), true), in -> kept.apply(in.get(0), 0, 1), block);
    list.rows(op.apply(all(3), true), in -> kept.apply(in.get(0)), block);
    list.rows(
        op.apply(List.of(1), false), in -> dropped.apply(in.get(0), 1), Input.of(APART, 0, 2));
    Input rows = Input.of(APART, 300, 170);
    list.large(op.apply(List.of(1), true), in -> kept.apply(in.get(0), 1), rows);
  }

  private static void products(SampleList list) {
    Values zeros = Values.lattice(0.5, 0);
    for (long[] sizes : new long[][] {{}, {1}, {5}, {2, 3}, {0}, {2, 0}}) {
      for (Values values : List.of(zeros, Values.nonZero())) {
        list.rows(
            new Reduction.Product(all(sizes.length), false),
            in -> in.get(0).prod(),
            Input.of(values, sizes));
      }
    }
    Input block = Input.of(zeros, 2, 3, 2);
    list.rows(new Reduction.Product(List.of(0, 2), false), in -> in.get(0).prod(-1, 0), block);
    list.rows(new Reduction.Product(List.of(1), true), in -> in.get(0).prodKeep(1), block);
    list.rows(new Reduction.Product(all(3), true), in -> in.get(0).prodKeep(), block);
    Input nothing = Input.of(zeros, 2, 0);
    list.rows(new Reduction.Product(List.of(1), false), in -> in.get(0).prod(1), nothing);
    Input large = Input.of(Values.within(0.9, 1.1), 300, 170);
    list.large(new Reduction.Product(all(2), false), in -> in.get(0).prod(), large);
    list.large(new Reduction.Product(List.of(0), false), in -> in.get(0).prod(0), large);
    list.large(new Reduction.Product(List.of(1), true), in -> in.get(0).prodKeep(1), large);
  }

  /** Every axis. */
  static List<Integer> all(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }
}
