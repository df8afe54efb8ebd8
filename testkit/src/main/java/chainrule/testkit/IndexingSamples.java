// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.tensor.Indexing;
import chainrule.tensor.Ordering;
import chainrule.tensor.Scattering;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Samples of indexing: indices met twice, never and not at all. */
final class IndexingSamples {

  private static final Values ANY = Values.usual();

  private IndexingSamples() {}

  static void add(Indexing operation, SampleList list) {
    switch (operation) {
      case Ordering op -> OrderSamples.add(op, list);
      case Indexing.IndexSelect _ -> selections(list);
      case Indexing.TakeAlong _ -> gathers(list);
      case Scattering scattering -> ScatteringSamples.add(scattering, list);
      case Indexing.OneHot _ -> classes(list);
      case Indexing.ArgMax _ -> {
        extremes(list, axis -> new Indexing.ArgMax(axis, false), (x, axis) -> x.argmax(axis));
        extremes(list, axis -> new Indexing.ArgMax(axis, true), (x, axis) -> x.argmax(axis, true));
      }
      case Indexing.ArgMin _ -> {
        extremes(list, axis -> new Indexing.ArgMin(axis, false), (x, axis) -> x.argmin(axis));
        extremes(list, axis -> new Indexing.ArgMin(axis, true), (x, axis) -> x.argmin(axis, true));
      }
    }
  }

  private static void selections(SampleList list) {
    select(list, 0, Input.of(ANY, 1), Input.index(1, 1));
    select(list, 0, Input.of(ANY, 4), Input.index(4, 6));
    select(list, 0, Input.of(ANY, 4), Input.index(4, 0));
    select(list, 0, Input.of(ANY, 3, 2), Input.index(3, 4));
    select(list, 1, Input.of(ANY, 2, 3), Input.index(3, 2));
    select(list, 1, Input.of(ANY, 2, 3, 2), Input.index(3, 4));
    select(list, 2, Input.of(ANY, 2, 1, 3), Input.index(3, 1));
    select(list, 0, Input.of(ANY, 2, 0), Input.index(2, 3));
    list.large(
        new Indexing.IndexSelect(0),
        in -> in.get(0).indexSelect(0, in.get(1)),
        Input.of(ANY, 90, 170),
        Input.index(90, 300));
  }

  private static void select(SampleList list, int axis, Input values, Input index) {
    list.rows(
        new Indexing.IndexSelect(axis),
        in -> in.get(0).indexSelect(axis, in.get(1)),
        values,
        index);
  }

  private static void gathers(SampleList list) {
    gather(list, 0, Input.of(ANY, 1), Input.index(1, 1));
    gather(list, 0, Input.of(ANY, 4), Input.index(4, 6));
    gather(list, 0, Input.of(ANY, 4), Input.index(4, 0));
    gather(list, 0, Input.of(ANY, 3, 2), Input.index(3, 2, 2));
    gather(list, 1, Input.of(ANY, 2, 3), Input.index(3, 2, 4));
    gather(list, 1, Input.of(ANY, 2, 3, 2), Input.index(3, 2, 1, 2));
    gather(list, 2, Input.of(ANY, 2, 1, 3), Input.index(3, 2, 1, 3));
    gather(list, 1, Input.of(ANY, 0, 3), Input.index(3, 0, 2));
    list.large(
        new Indexing.TakeAlong(1),
        in -> in.get(0).takeAlong(1, in.get(1)),
        Input.of(ANY, 300, 170),
        Input.index(170, 300, 90));
  }

  private static void gather(SampleList list, int axis, Input values, Input index) {
    list.rows(
        new Indexing.TakeAlong(axis), in -> in.get(0).takeAlong(axis, in.get(1)), values, index);
  }

  private static void classes(SampleList list) {
    DType dtype = list.dtype();
    for (int count : new int[] {1, 2, 5}) {
      var op = new Indexing.OneHot(count, dtype);
      for (long[] sizes : new long[][] {{}, {1}, {4}, {0}, {2, 3}}) {
        list.rows(op, in -> in.get(0).oneHot(count, dtype), Input.index(count, sizes));
      }
    }
    list.large(
        new Indexing.OneHot(170, dtype), in -> in.get(0).oneHot(170, dtype), Input.index(170, 300));
  }

  /** An axis of a tensor. */
  private interface Along {
    Tensor apply(Tensor x, int axis);
  }

  private static void extremes(SampleList list, Function<Integer, Indexing> op, Along method) {
    Values tied = Values.lattice(0.5, 0);
    Function<List<Tensor>, Tensor> first = in -> method.apply(in.get(0), 0);
    Function<List<Tensor>, Tensor> last = in -> method.apply(in.get(0), -1);
    list.rows(op.apply(0), first, Input.of(tied, 1));
    list.rows(op.apply(0), first, Input.of(tied, 9));
    list.rows(op.apply(0), first, Input.of(tied, 3, 2));
    list.rows(op.apply(0), first, Input.of(tied, 2, 0));
    list.rows(op.apply(1), last, Input.of(tied, 2, 4));
    list.rows(op.apply(2), last, Input.of(tied, 2, 1, 3));
    list.large(op.apply(1), last, Input.of(tied, 300, 170));
  }
}
