// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.spi.Operand;
import java.util.List;

/** The largest or the mean of each window. */
public sealed interface Pooling extends Window {

  /**
   * The largest under each window: NaN if one is there, the first of equals takes the gradient,
   * padding is never chosen.
   *
   * <p>Shapes: [n, c, space ..] gives [n, c, windows ..].
   */
  record Max(
      Shape window,
      List<Long> stride,
      List<Long> before,
      List<Long> after,
      List<Long> dilation,
      boolean ceil)
      implements Pooling {
    @Override
    public Meaning meaning() {
      return Chosen.meaning("maxPool")
          .withCard(
              "out[n, c, l] = max over k of a[n, c, l * stride + k * dilation - padding]",
              "[n, c, space ..] -> [n, c, windows ..]",
              "torch.nn.functional.max_pool2d");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec x = Needs.floating(name(), inputs.getFirst());
      return new Spec(x.dtype(), Pools.shape(x, grid(x)));
    }

    private Grid grid(Spec x) {
      return Pools.grid(name(), x, window, new Steps(stride, before, after, dilation), ceil);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand x = inputs.getFirst();
      return Chosen.value(this, x, output, () -> grid(Pools.spec(x)).spans(), context);
    }

    @Override
    public Partial partial(int input) {
      Op places = new MaxIndices(window, stride, before, after, dilation, ceil);
      return Chosen.partial(places);
    }
  }

  /** Where the largest under each window lies, I64, row-major in the space axes of its channel. */
  record MaxIndices(
      Shape window,
      List<Long> stride,
      List<Long> before,
      List<Long> after,
      List<Long> dilation,
      boolean ceil)
      implements Pooling {
    @Override
    public Meaning meaning() {
      return Chosen.placeMeaning("maxPoolIndices")
          .withCard(
              "out[n, c, l] = the place of the first largest of its window in the channel",
              "[n, c, space ..] -> [n, c, windows ..]",
              "torch.nn.functional.max_pool2d(return_indices=True)[1]");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec x = Needs.floating(name(), inputs.getFirst());
      return new Spec(DType.I64, Pools.shape(x, grid(x)));
    }

    private Grid grid(Spec x) {
      return Pools.grid(name(), x, window, new Steps(stride, before, after, dilation), ceil);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand x = inputs.getFirst();
      return Chosen.value(this, x, output, () -> grid(Pools.spec(x)).spans(), context);
    }

    @Override
    public Partial partial(int input) {
      return Indexing.PLACE;
    }
  }

  /**
   * The largest of each of as many windows as the result has places, from floor(i * size / places)
   * to ceil((i + 1) * size / places).
   *
   * <p>Shapes: [n, c, space ..] gives [n, c, places ..].
   */
  record AdaptiveMax(Shape places) implements Pooling {
    @Override
    public Meaning meaning() {
      return Chosen.meaning("adaptiveMaxPool")
          .withCard(
              "out[n, c, l] = max of a[n, c, i] for i from floor(l * size / places) to below"
                  + " ceil((l + 1) * size / places)",
              "[n, c, space ..] -> [n, c, places ..]",
              "torch.nn.functional.adaptive_max_pool2d");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec x = Needs.floating(name(), inputs.getFirst());
      return new Spec(x.dtype(), Pools.adaptive(name(), x, places));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand x = inputs.getFirst();
      return Chosen.value(this, x, output, () -> Pools.adaptiveSpans(x.shape(), places), context);
    }

    @Override
    public Partial partial(int input) {
      return Chosen.partial(new AdaptiveMaxIndices(places));
    }
  }

  /** Where the largest of each adaptive window lies, I64, row-major in its channel. */
  record AdaptiveMaxIndices(Shape places) implements Pooling {
    @Override
    public Meaning meaning() {
      return Chosen.placeMeaning("adaptiveMaxPoolIndices")
          .withCard(
              "out[n, c, l] = the place of the first largest of its window in the channel",
              "[n, c, space ..] -> [n, c, places ..]",
              "torch.nn.functional.adaptive_max_pool2d(return_indices=True)[1]");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec x = Needs.floating(name(), inputs.getFirst());
      return new Spec(DType.I64, Pools.adaptive(name(), x, places));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand x = inputs.getFirst();
      return Chosen.value(this, x, output, () -> Pools.adaptiveSpans(x.shape(), places), context);
    }

    @Override
    public Partial partial(int input) {
      return Indexing.PLACE;
    }
  }

  /**
   * The mean under each window: the sum by the fixed tree, zeros of the padding among its elements,
   * divided by the number of elements in F64 and rounded once.
   *
   * <p>Shapes: [n, c, space ..] gives [n, c, windows ..].
   *
   * @param ceil whether a last window may reach over the end; what lies there is not counted
   * @param countPadding whether the zeros are counted as elements
   * @param divisor what sums are divided by instead of a count; 0 for the count
   */
  record Average(
      Shape window,
      List<Long> stride,
      List<Long> before,
      List<Long> after,
      boolean ceil,
      boolean countPadding,
      long divisor)
      implements Pooling {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "averagePool",
              "avg pool",
              Role.DISTRIBUTOR,
              "An average-pool gate is a gradient distributor: elements share the upstream of their"
                  + " windows evenly.",
              "平均池化门是梯度分配器：窗口中每个元素都得到回传梯度除以元素个数。")
          .withCard(
              "out[n, c, l] = sum over k of a[n, c, l * stride + k - padding] / count",
              "[n, c, space ..] -> [n, c, windows ..]",
              "torch.nn.functional.avg_pool2d");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec x = Needs.floating(name(), inputs.getFirst());
      if (divisor < 0) {
        throw new ArgumentException(name() + ": divisor " + divisor + "; needs 1 or more");
      }
      return new Spec(x.dtype(), Pools.shape(x, grid(x)));
    }

    private Grid grid(Spec x) {
      return Pools.grid(name(), x, window, steps(), ceil);
    }

    private Steps steps() {
      return new Steps(stride, before, after, stride.stream().map(_ -> 1L).toList());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand x = inputs.getFirst();
      return Averages.value(this, x, output, grid(Pools.spec(x)), this::counts, context);
    }

    /** What the sum of each window is divided by. */
    private double[] counts(Grid grid) {
      return Averages.counts(grid, after, countPadding, divisor);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "foldWindows(g / count)",
          passage -> {
            Spec x = passage.spec(0);
            Grid grid = grid(x);
            Tensor share = Averages.shares(passage.upstream(), grid, counts(grid));
            Op fold = Unfolding.Fold.of(grid.space(), window, steps().exact(grid));
            return Engine.apply(fold, List.of(share));
          });
    }
  }
}
