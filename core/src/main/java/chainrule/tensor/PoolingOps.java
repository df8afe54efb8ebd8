// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;

/**
 * The largest or the mean of each window over one to three space axes. The mean of all there is, as
 * before a last layer, is {@code x.mean(2, 3)}, the largest {@code x.max(-1).max(-1)}.
 */
public sealed interface PoolingOps extends Operations permits Tensor {

  /** The largest of windows of a size, one beside the other. Shapes: [n, c, length]. */
  default Tensor maxPool1d(long size) {
    return Named.method("maxPool1d", () -> maxPool(Shape.of(size), Sliding.by(size)));
  }

  /** The largest of square windows, one beside the other. Shapes: [n, c, rows, columns]. */
  default Tensor maxPool2d(long size) {
    return Named.method("maxPool2d", () -> maxPool(Shape.of(size, size), Sliding.by(size)));
  }

  /** The largest of cubes, one beside the other. Shapes: [n, c, planes, rows, columns]. */
  default Tensor maxPool3d(long size) {
    return Named.method("maxPool3d", () -> maxPool(Shape.of(size, size, size), Sliding.by(size)));
  }

  /**
   * The largest under each window.
   *
   * <p>Shapes: [n, c, space ..] gives [n, c, windows ..] with sizes floor((size + padding -
   * dilation * (window - 1) - 1) / stride) + 1, or ceil. NaN if one is there; the first of equals
   * takes the gradient; padding is never chosen.
   *
   * @throws chainrule.error.ShapeException if a window is larger than the padded input
   * @throws ArgumentException if the padding is over half of a window
   */
  default Tensor maxPool(Shape window, Sliding sliding) {
    Steps steps = sliding.plain("maxPool", window, true);
    return Engine.apply(
        new Pooling.Max(
            window,
            steps.stride(),
            steps.before(),
            steps.after(),
            steps.dilation(),
            sliding.isCeil()),
        this);
  }

  /**
   * Where {@link #maxPool} finds its elements: row-major places in the space axes of the channel,
   * I64.
   */
  default Tensor maxPoolIndices(Shape window, Sliding sliding) {
    Steps steps = sliding.plain("maxPoolIndices", window, true);
    return Engine.apply(
        new Pooling.MaxIndices(
            window,
            steps.stride(),
            steps.before(),
            steps.after(),
            steps.dilation(),
            sliding.isCeil()),
        this);
  }

  /**
   * The largest of windows that make as many places as asked for, from floor(i * size / places) to
   * ceil((i + 1) * size / places).
   *
   * <p>Shapes: [n, c, space ..] gives [n, c, places ..].
   */
  default Tensor adaptiveMaxPool(Shape places) {
    return Engine.apply(new Pooling.AdaptiveMax(places), this);
  }

  /** Where {@link #adaptiveMaxPool} finds its elements, as {@link #maxPoolIndices} counts. */
  default Tensor adaptiveMaxPoolIndices(Shape places) {
    return Engine.apply(new Pooling.AdaptiveMaxIndices(places), this);
  }

  /** The means of windows of a size, one beside the other. Shapes: [n, c, length]. */
  default Tensor averagePool1d(long size) {
    return Named.method("averagePool1d", () -> averagePool(Shape.of(size), Sliding.by(size)));
  }

  /** The means of square windows, one beside the other. Shapes: [n, c, rows, columns]. */
  default Tensor averagePool2d(long size) {
    return Named.method("averagePool2d", () -> averagePool(Shape.of(size, size), Sliding.by(size)));
  }

  /** The means of cubes, one beside the other. Shapes: [n, c, planes, rows, columns]. */
  default Tensor averagePool3d(long size) {
    return Named.method(
        "averagePool3d", () -> averagePool(Shape.of(size, size, size), Sliding.by(size)));
  }

  /** {@link #averagePool(Shape, Sliding, boolean)} with the padding counted. */
  default Tensor averagePool(Shape window, Sliding sliding) {
    return averagePool(window, sliding, true);
  }

  /**
   * The mean under each window; no gaps.
   *
   * <p>Shapes: as for {@link #maxPool}.
   *
   * @param countPadding whether zeros of the padding are counted; what lies beyond it never is
   * @throws chainrule.error.ShapeException if a window is larger than the padded input
   * @throws ArgumentException if the padding is over half of a window
   */
  default Tensor averagePool(Shape window, Sliding sliding, boolean countPadding) {
    return averagePool(window, sliding, countPadding, 0);
  }

  /** The sum under each window over a divisor, the same for all. */
  default Tensor averagePool(Shape window, Sliding sliding, long divisor) {
    if (divisor < 1) {
      throw new ArgumentException("averagePool: divisor " + divisor + "; needs 1 or more");
    }
    return averagePool(window, sliding, true, divisor);
  }

  private Tensor averagePool(Shape window, Sliding sliding, boolean countPadding, long divisor) {
    Steps steps = sliding.plain("averagePool", window, true);
    if (steps.dilation().stream().anyMatch(step -> step != 1)) {
      throw new ArgumentException(
          "averagePool: dilation " + steps.dilation() + " has no meaning here",
          "leave dilation out");
    }
    return Engine.apply(
        new Pooling.Average(
            window,
            steps.stride(),
            steps.before(),
            steps.after(),
            sliding.isCeil(),
            countPadding,
            divisor),
        this);
  }
}
