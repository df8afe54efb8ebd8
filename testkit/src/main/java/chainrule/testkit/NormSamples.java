// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Norm;
import chainrule.tensor.Reduction;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Samples of norms: over everything, along each axis, kept or not, of nothing. */
final class NormSamples {

  private static final Input LARGE = Input.of(Values.nonZero(), 300, 170);

  private NormSamples() {}

  static void add(Norm operation, SampleList list) {
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
      case Norm.Power _ -> powers(list);
      case Norm.Largest _ -> extremes(list, Norm.Largest::new, Double.POSITIVE_INFINITY);
      case Norm.Smallest _ -> extremes(list, Norm.Smallest::new, Double.NEGATIVE_INFINITY);
    }
  }

  private static void powers(SampleList list) {
    for (double p : new double[] {3, 1.5, 0.5}) {
      norms(list, axes -> new Norm.Power(p, axes, false), x -> x.pNorm(p));
      Input block = Input.of(Values.nonZero(), 2, 3, 2);
      list.rows(new Norm.Power(p, List.of(0, 2), false), in -> in.get(0).pNorm(p, 2, 0), block);
      list.rows(new Norm.Power(p, List.of(1), true), in -> in.get(0).pNormKeep(p, 1), block);
      list.large(new Norm.Power(p, List.of(1), true), in -> in.get(0).pNormKeep(p, 1), LARGE);
    }
  }

  private static void extremes(
      SampleList list, BiFunction<List<Integer>, Boolean, Norm> op, double p) {
    Values apart =
        (rng, count) ->
            Arrays.stream(Values.distinct(0.11).draw(rng, count)).map(x -> x + 0.03).toArray();
    for (long[] sizes : new long[][] {{}, {1}, {5}, {2, 3}, {3, 1}, {2, 1, 2}, {1, 1}, {4, 3}}) {
      List<Integer> axes = ReductionSamples.all(sizes.length);
      list.rows(op.apply(axes, false), in -> in.get(0).pNorm(p), Input.of(apart, sizes));
    }
    Input close = Input.of(Values.exactly(2, 2.0006), 2);
    list.rows(op.apply(List.of(0), false), in -> in.get(0).pNorm(p), close);
    Input block = Input.of(apart, 2, 3, 2);
    list.rows(op.apply(List.of(0, 2), false), in -> in.get(0).pNorm(p, 2, 0), block);
    list.rows(op.apply(List.of(1), true), in -> in.get(0).pNormKeep(p, 1), block);
    list.rows(op.apply(List.of(1), false), in -> in.get(0).pNorm(p, 1), Input.of(apart, 0, 2));
    list.large(op.apply(List.of(1), true), in -> in.get(0).pNormKeep(p, 1), LARGE);
  }

  private static void norms(
      SampleList list, Function<List<Integer>, Reduction> op, UnaryOperator<Tensor> method) {
    for (long[] sizes :
        new long[][] {{}, {1}, {5}, {2, 3}, {3, 1}, {2, 1, 2}, {1, 1}, {0}, {2, 0}, {4, 3}}) {
      list.rows(
          op.apply(ReductionSamples.all(sizes.length)),
          in -> method.apply(in.get(0)),
          Input.of(Values.nonZero(), sizes));
    }
    list.large(op.apply(ReductionSamples.all(2)), in -> method.apply(in.get(0)), LARGE);
  }
}
