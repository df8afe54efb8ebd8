// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Scan;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Samples of scans: along each axis, of one element, of none, with zeros. */
final class ScanSamples {

  private static final Values ANY = Values.usual();
  private static final Values ZEROS = Values.lattice(0.5, 0);

  private ScanSamples() {}

  /** An axis of a tensor. */
  private interface Along {
    Tensor apply(Tensor x, int axis);
  }

  static void add(Scan operation, SampleList list) {
    switch (operation) {
      case Scan.CumulativeSum _ ->
          along(list, Scan.CumulativeSum::new, Tensor::cumsum, ANY, Values.within(-30, 30));
      case Scan.CumulativeProduct _ ->
          along(list, Scan.CumulativeProduct::new, Tensor::cumprod, ZEROS, Values.within(0.9, 1.1));
      case Scan.CumulativeMax _ ->
          along(list, Scan.CumulativeMax::new, Tensor::cummax, Values.distinct(0.11), NEAR);
      case Scan.CumulativeMin _ ->
          along(list, Scan.CumulativeMin::new, Tensor::cummin, Values.distinct(0.11), NEAR);
      case Scan.LogCumulativeSumExp _ ->
          along(
              list, Scan.LogCumulativeSumExp::new, Tensor::logCumSumExp, ANY, Values.within(-9, 9));
      case Scan.Recurrence _ -> recurrences(list);
    }
  }

  private static final Values NEAR = Values.distinct(Values.NEAR);

  private static void along(
      SampleList list, Function<Integer, Scan> op, Along method, Values few, Values many) {
    Function<List<Tensor>, Tensor> first = in -> method.apply(in.get(0), 0);
    Function<List<Tensor>, Tensor> last = in -> method.apply(in.get(0), -1);
    for (Values values : List.of(few, many)) {
      list.rows(op.apply(0), first, Input.of(values, 1));
      list.rows(op.apply(0), first, Input.of(values, 5));
      list.rows(op.apply(0), first, Input.of(values, 3, 2));
      list.rows(op.apply(1), last, Input.of(values, 2, 4));
    }
    list.rows(op.apply(0), first, Input.of(few, 0));
    list.rows(op.apply(1), last, Input.of(few, 2, 0));
    list.rows(op.apply(1), in -> method.apply(in.get(0), 1), Input.of(few, 2, 3, 2));
    list.rows(op.apply(2), last, Input.of(few, 2, 1, 3));
    list.large(op.apply(0), first, Input.of(many, 300, 170));
    list.large(op.apply(1), last, Input.of(many, 300, 170));
  }

  private static void recurrences(SampleList list) {
    for (Values factors : List.of(ZEROS, Values.within(0.5, 1.2))) {
      recurrence(list, 0, factors, 1);
      recurrence(list, 0, factors, 5);
      recurrence(list, 0, factors, 0);
      recurrence(list, 0, factors, 3, 2);
      recurrence(list, 1, factors, 2, 4);
      recurrence(list, 1, factors, 2, 3, 2);
    }
    list.large(
        new Scan.Recurrence(1),
        in -> in.get(0).recurrence(1, in.get(1)),
        Input.of(ANY, 300, 170),
        Input.of(Values.within(0.5, 1), 300, 170));
  }

  private static void recurrence(SampleList list, int axis, Values factors, long... sizes) {
    list.rows(
        new Scan.Recurrence(axis),
        in -> in.get(0).recurrence(axis, in.get(1)),
        Input.of(ANY, sizes),
        Input.of(factors, sizes));
  }
}
