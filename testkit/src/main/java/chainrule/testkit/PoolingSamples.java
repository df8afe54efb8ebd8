// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.Shape;
import chainrule.tensor.Op;
import chainrule.tensor.Pooling;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Samples of pooling: overlapping windows and gaps between them, padding, windows over the end,
 * adaptive windows, single elements and empty batches.
 */
final class PoolingSamples {

  /** No two equal, none so near another that a difference could change the choice. */
  private static final Values APART = Values.distinct(0.3);

  /** Pairs that are almost equal. */
  private static final Values CLOSE = Values.exactly(0.7, 0.7004, -0.3, -0.3004);

  private static final Values TIED = Values.lattice(0.5, 0);
  private static final Values ANY = Values.usual();

  private PoolingSamples() {}

  static void add(Pooling operation, SampleList list) {
    switch (operation) {
      case Pooling.Max _ -> {
        slides(
            list,
            APART,
            (window, sliding) -> max(window, sliding),
            (x, window, sliding) -> x.maxPool(window, sliding));
        list.rows(
            max(Shape.of(2), Sliding.by(2)),
            in -> in.get(0).maxPool1d(2),
            Input.of(CLOSE, 1, 1, 4));
      }
      case Pooling.MaxIndices _ ->
          slides(
              list,
              TIED,
              (window, sliding) -> places(window, sliding),
              (x, window, sliding) -> x.maxPoolIndices(window, sliding));
      case Pooling.AdaptiveMax _ -> {
        adapts(list, APART, Pooling.AdaptiveMax::new, Tensor::adaptiveMaxPool);
        adapt(list, CLOSE, Pooling.AdaptiveMax::new, Tensor::adaptiveMaxPool, Shape.of(2), 1, 1, 4);
      }
      case Pooling.AdaptiveMaxIndices _ ->
          adapts(list, TIED, Pooling.AdaptiveMaxIndices::new, Tensor::adaptiveMaxPoolIndices);
      case Pooling.Average _ -> averages(list);
    }
  }

  /** A method with a window and a way to slide. */
  private interface Slid {
    Tensor apply(Tensor x, Shape window, Sliding sliding);
  }

  private static void slides(
      SampleList list, Values values, BiFunction<Shape, Sliding, Op> op, Slid method) {
    slide(list, values, op, method, Shape.of(1), Sliding.by(1), 1, 1, 1);
    slide(list, values, op, method, Shape.of(2), Sliding.by(1), 2, 1, 4);
    slide(list, values, op, method, Shape.of(3), Sliding.by(2).padding(1).ceil(), 1, 2, 6);
    slide(list, values, op, method, Shape.of(2), Sliding.by(1).dilation(2), 1, 1, 5);
    slide(list, values, op, method, Shape.of(2), Sliding.by(2), 0, 1, 4);
    slide(list, values, op, method, Shape.of(2, 2), Sliding.by(2).ceil(), 1, 2, 3, 3);
    slide(list, values, op, method, Shape.of(3, 2), Sliding.by(1, 2).padding(1, 0), 2, 1, 3, 4);
    slide(list, values, op, method, Shape.of(2, 2, 1), Sliding.by(1), 1, 1, 2, 2, 2);
    Shape window = Shape.of(3, 3);
    Sliding sliding = Sliding.by(2).padding(1);
    list.large(
        op.apply(window, sliding),
        in -> method.apply(in.get(0), window, sliding),
        Input.of(APART, 4, 5, 40, 50));
  }

  private static void slide(
      SampleList list,
      Values values,
      BiFunction<Shape, Sliding, Op> op,
      Slid method,
      Shape window,
      Sliding sliding,
      long... sizes) {
    list.rows(
        op.apply(window, sliding),
        in -> method.apply(in.get(0), window, sliding),
        Input.of(values, sizes));
  }

  private static Op max(Shape window, Sliding sliding) {
    int axes = window.rank();
    return new Pooling.Max(
        window,
        WindowSamples.over(axes, sliding.stride()),
        WindowSamples.over(axes, sliding.before()),
        WindowSamples.over(axes, sliding.after()),
        WindowSamples.over(axes, sliding.dilation()),
        sliding.isCeil());
  }

  private static Op places(Shape window, Sliding sliding) {
    int axes = window.rank();
    return new Pooling.MaxIndices(
        window,
        WindowSamples.over(axes, sliding.stride()),
        WindowSamples.over(axes, sliding.before()),
        WindowSamples.over(axes, sliding.after()),
        WindowSamples.over(axes, sliding.dilation()),
        sliding.isCeil());
  }

  private static void adapts(
      SampleList list,
      Values values,
      Function<Shape, Op> op,
      BiFunction<Tensor, Shape, Tensor> method) {
    adapt(list, values, op, method, Shape.of(1), 1, 1, 1);
    adapt(list, values, op, method, Shape.of(1), 2, 1, 3);
    adapt(list, values, op, method, Shape.of(3), 1, 2, 5);
    adapt(list, values, op, method, Shape.of(4), 1, 1, 3);
    adapt(list, values, op, method, Shape.of(2), 0, 2, 3);
    adapt(list, values, op, method, Shape.of(2, 2), 1, 2, 3, 3);
    adapt(list, values, op, method, Shape.of(1, 3), 2, 1, 2, 4);
    adapt(list, values, op, method, Shape.of(2, 1, 2), 1, 1, 2, 2, 3);
    list.large(
        op.apply(Shape.of(7, 9)),
        in -> method.apply(in.get(0), Shape.of(7, 9)),
        Input.of(values, 4, 5, 40, 50));
  }

  private static void adapt(
      SampleList list,
      Values values,
      Function<Shape, Op> op,
      BiFunction<Tensor, Shape, Tensor> method,
      Shape places,
      long... sizes) {
    list.rows(op.apply(places), in -> method.apply(in.get(0), places), Input.of(values, sizes));
  }

  private static void averages(SampleList list) {
    average(list, Sliding.by(1), Shape.of(1), true, 0, 1, 1, 1);
    average(list, Sliding.by(1), Shape.of(3), true, 0, 2, 1, 4);
    average(list, Sliding.by(2).padding(1).ceil(), Shape.of(3), true, 0, 1, 2, 6);
    average(list, Sliding.by(2).padding(1).ceil(), Shape.of(2), false, 0, 1, 1, 4);
    average(list, Sliding.by(2), Shape.of(2), false, 0, 0, 2, 4);
    average(list, Sliding.by(2).ceil(), Shape.of(2, 2), true, 0, 1, 2, 3, 3);
    average(list, Sliding.by(1, 2).padding(1, 0), Shape.of(2, 3), false, 0, 2, 1, 2, 4);
    average(list, Sliding.by(1).padding(1), Shape.of(2, 2), true, 3, 1, 1, 2, 2);
    average(list, Sliding.by(2).padding(1, 1, 0), Shape.of(2, 2, 1), false, 0, 1, 1, 2, 2, 2);
    Shape window = Shape.of(3, 3);
    Sliding sliding = Sliding.by(2).padding(1);
    list.large(
        average(sliding, window, false, 0),
        in -> in.get(0).averagePool(window, sliding, false),
        Input.of(ANY, 4, 5, 40, 50));
  }

  private static void average(
      SampleList list, Sliding sliding, Shape window, boolean counted, long divisor, long... x) {
    Function<List<Tensor>, Tensor> call =
        divisor == 0
            ? in -> in.get(0).averagePool(window, sliding, counted)
            : in -> in.get(0).averagePool(window, sliding, divisor);
    list.rows(average(sliding, window, counted, divisor), call, Input.of(ANY, x));
  }

  private static Op average(Sliding sliding, Shape window, boolean counted, long divisor) {
    int axes = window.rank();
    return new Pooling.Average(
        window,
        WindowSamples.over(axes, sliding.stride()),
        WindowSamples.over(axes, sliding.before()),
        WindowSamples.over(axes, sliding.after()),
        sliding.isCeil(),
        counted,
        divisor);
  }
}
