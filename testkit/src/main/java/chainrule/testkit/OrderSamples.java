// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Ordering;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Samples of sorting and searching: ties, one element, none. */
final class OrderSamples {

  private static final Values TIED = Values.lattice(0.5, 0);

  private OrderSamples() {}

  /** An axis of a tensor. */
  private interface Along {
    Tensor apply(Tensor x, int axis);
  }

  static void add(Ordering operation, SampleList list) {
    switch (operation) {
      case Ordering.ArgSort _ -> {
        along(list, axis -> new Ordering.ArgSort(axis, false), Tensor::argsort);
        along(list, axis -> new Ordering.ArgSort(axis, true), (x, axis) -> x.argsort(axis, true));
        Input nothing = Input.of(TIED, 2, 0);
        list.rows(new Ordering.ArgSort(1, false), in -> in.get(0).argsort(1), nothing);
      }
      case Ordering.ArgMedian _ -> {
        along(list, axis -> new Ordering.ArgMedian(axis, false), Tensor::argmedian);
        along(
            list, axis -> new Ordering.ArgMedian(axis, true), (x, axis) -> x.argmedian(axis, true));
      }
      case Ordering.ArgMode _ -> {
        along(list, axis -> new Ordering.ArgMode(axis, false), Tensor::argmode);
        along(list, axis -> new Ordering.ArgMode(axis, true), (x, axis) -> x.argmode(axis, true));
      }
      case Ordering.CumulativeArgMax _ -> {
        along(list, Ordering.CumulativeArgMax::new, Tensor::cumArgmax);
        along(list, Ordering.CumulativeArgMax::new, Tensor::cumArgmax);
      }
      case Ordering.CumulativeArgMin _ -> {
        along(list, Ordering.CumulativeArgMin::new, Tensor::cumArgmin);
        along(list, Ordering.CumulativeArgMin::new, Tensor::cumArgmin);
      }
      case Ordering.SearchSorted _ -> searches(list);
    }
  }

  private static void along(SampleList list, Function<Integer, Ordering> op, Along method) {
    Function<List<Tensor>, Tensor> first = in -> method.apply(in.get(0), 0);
    Function<List<Tensor>, Tensor> last = in -> method.apply(in.get(0), -1);
    list.rows(op.apply(0), first, Input.of(TIED, 1));
    list.rows(op.apply(0), first, Input.of(TIED, 9));
    list.rows(op.apply(0), first, Input.of(TIED, 5, 2));
    list.rows(op.apply(0), first, Input.of(TIED, 2, 0));
    list.rows(op.apply(1), last, Input.of(TIED, 2, 7));
    list.rows(op.apply(2), last, Input.of(TIED, 2, 1, 6));
    list.large(op.apply(1), last, Input.of(TIED, 300, 170));
  }

  private static void searches(SampleList list) {
    Values ascending =
        (rng, count) -> {
          double[] values = TIED.draw(rng, count);
          Arrays.sort(values);
          return values;
        };
    for (boolean behind : new boolean[] {false, true}) {
      var op = new Ordering.SearchSorted(behind);
      Function<List<Tensor>, Tensor> call = in -> in.get(0).searchSorted(in.get(1), behind);
      list.rows(op, call, Input.of(ascending, 1), Input.of(TIED));
      list.rows(op, call, Input.of(ascending, 5), Input.of(TIED, 9));
      list.rows(op, call, Input.of(ascending, 6), Input.of(TIED, 2, 3));
      list.rows(op, call, Input.of(ascending, 0), Input.of(TIED, 3));
      list.rows(op, call, Input.of(ascending, 2, 4), Input.of(TIED, 2, 5));
      list.rows(op, call, Input.of(ascending, 2, 1, 3), Input.of(TIED, 2, 1, 2));
      list.rows(op, call, Input.of(ascending, 0, 2), Input.of(TIED, 0, 2));
      list.large(op, call, Input.of(ascending, 900), Input.of(TIED, 300, 170));
    }
  }
}
