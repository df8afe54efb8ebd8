// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Deviation;
import chainrule.tensor.Reduction;
import chainrule.tensor.Tally;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/** Samples of variances and of counts. */
final class DeviationSamples {

  private static final Values APART = Values.distinct(0.11);

  private DeviationSamples() {}

  /** A method with a correction and axes. */
  private interface Method {
    Tensor apply(Tensor x, double correction, boolean keep, int... axes);
  }

  /** A constructor with a correction and axes. */
  private interface Maker {
    Reduction apply(double correction, List<Integer> axes, boolean keep);
  }

  /** A method with axes. */
  private interface Along {
    Tensor apply(Tensor x, int... axes);
  }

  static void add(Deviation operation, SampleList list) {
    switch (operation) {
      case Deviation.Variance _ -> {
        deviations(list, Deviation.Variance::new, Tensor::variance);
        for (long[] one : new long[][] {{}, {1}}) {
          var op = new Deviation.Variance(0, ReductionSamples.all(one.length), false);
          list.rows(op, in -> in.get(0).variance(0, false), Input.of(APART, one));
        }
        Input matrix = Input.of(Values.usual(), 3, 4);
        list.rows(
            new Deviation.Variance(1, List.of(1), false), in -> in.get(0).variance(1), matrix);
      }
      case Deviation.Standard _ -> {
        deviations(list, Deviation.Standard::new, Tensor::std);
        Input matrix = Input.of(Values.usual(), 3, 4);
        list.rows(new Deviation.Standard(1, List.of(1), false), in -> in.get(0).std(1), matrix);
      }
    }
  }

  private static void deviations(SampleList list, Maker op, Method method) {
    for (long[] sizes : new long[][] {{5}, {2, 3}, {3, 1}, {2, 1, 2}, {0}, {4, 3}}) {
      for (double correction : new double[] {0, 1, 0.5}) {
        list.rows(
            op.apply(correction, ReductionSamples.all(sizes.length), false),
            in -> method.apply(in.get(0), correction, false),
            Input.of(APART, sizes));
      }
    }
    Input block = Input.of(APART, 2, 3, 2);
    list.rows(
        op.apply(1, List.of(0, 2), false), in -> method.apply(in.get(0), 1, false, -1, 0), block);
    list.rows(op.apply(0, List.of(1), true), in -> method.apply(in.get(0), 0, true, 1), block);
    Input nothing = Input.of(APART, 2, 0);
    list.rows(op.apply(1, List.of(1), false), in -> method.apply(in.get(0), 1, false, 1), nothing);
    list.rows(op.apply(1, List.of(0), false), in -> method.apply(in.get(0), 1, false, 0), nothing);
    Input large = Input.of(Values.usual(), 300, 170);
    list.large(
        op.apply(1, ReductionSamples.all(2), false),
        in -> method.apply(in.get(0), 1, false),
        large);
    list.large(op.apply(1, List.of(0), false), in -> method.apply(in.get(0), 1, false, 0), large);
    list.large(op.apply(0, List.of(1), true), in -> method.apply(in.get(0), 0, true, 1), large);
  }

  static void add(Tally operation, SampleList list) {
    switch (operation) {
      case Tally.Any _ -> tallies(list, Tally.Any::new, Tensor::any, Tensor::anyKeep);
      case Tally.All _ -> tallies(list, Tally.All::new, Tensor::all, Tensor::allKeep);
      case Tally.Nonzero _ ->
          tallies(list, Tally.Nonzero::new, Tensor::countNonzero, Tensor::countNonzeroKeep);
    }
  }

  private static void tallies(
      SampleList list, BiFunction<List<Integer>, Boolean, Tally> op, Along dropped, Along kept) {
    Values few = Values.among(0, 0, 1, -2);
    for (long[] sizes : new long[][] {{}, {1}, {5}, {2, 3}, {0}, {2, 1, 2}, {2, 0}}) {
      List<Integer> axes = ReductionSamples.all(sizes.length);
      list.rows(op.apply(axes, false), in -> dropped.apply(in.get(0)), Input.of(few, sizes));
    }
    Input block = Input.of(few, 2, 3, 2);
    list.rows(op.apply(List.of(0, 2), false), in -> dropped.apply(in.get(0), 2, 0), block);
    list.rows(op.apply(List.of(1), true), in -> kept.apply(in.get(0), 1), block);
    Input nothing = Input.of(few, 2, 0);
    list.rows(op.apply(List.of(1), false), in -> dropped.apply(in.get(0), 1), nothing);
    Input large = Input.of(few, 300, 170);
    list.large(op.apply(List.of(1), false), in -> dropped.apply(in.get(0), 1), large);
  }
}
