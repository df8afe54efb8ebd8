// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import java.util.Arrays;

/** Space axes with other sizes. */
public sealed interface ResizingOps extends Operations permits Tensor {

  /**
   * The space axes with other sizes, one axis after the other, the last first, each rounded to the
   * type.
   *
   * <p>Shapes: [n, c, space ..] gives [n, c, sizes ..]; the other axes may be any.
   *
   * @param sizes of the last axes: two for an image, for a signal one
   * @throws ShapeException if there are more sizes than axes, or an axis is empty
   */
  default Tensor resize(Resampling rule, long... sizes) {
    return resized((Tensor) this, rule, sizes, new double[sizes.length]);
  }

  /**
   * The space axes so many times longer, down to a whole size; places are taken to be as far apart
   * as the scales say, as in PyTorch.
   *
   * @param scales of the last axes
   * @throws ArgumentException if a scale is not positive, or leaves no element
   */
  default Tensor resizeBy(Resampling rule, double... scales) {
    return Named.method(
        "resizeBy",
        () -> {
          Tensor self = (Tensor) this;
          checkCount(self, scales.length);
          long[] sizes = new long[scales.length];
          for (int i = 0; i < sizes.length; i++) {
            long size = self.size(i - sizes.length);
            sizes[i] = (long) Math.floor(size * scales[i]);
            if (!(scales[i] > 0) || sizes[i] < 1 || sizes[i] > Steps.MOST) {
              throw new ArgumentException(
                  "resize: scales "
                      + Arrays.toString(scales)
                      + " of "
                      + self.spec()
                      + "; needs positive numbers that leave 1 to "
                      + Steps.MOST
                      + " elements");
            }
          }
          boolean bySize = rule == Resampling.AREA || rule == Resampling.LINEAR_CORNERS;
          return resized(self, rule, sizes, bySize ? new double[sizes.length] : scales);
        });
  }

  /**
   * Each element along an axis added, with its weight, to those it would be made of: the adjoint of
   * {@link #resize} for one axis.
   *
   * @param size the size from which a resize would make this
   */
  default Tensor transposedResize(Resampling rule, int axis, long size) {
    int along = ((Tensor) this).shape().axis(axis, "transposedResize");
    return Engine.apply(new Resizing.TransposedResize(along, size, rule, 0), this);
  }

  /**
   * The means of windows that make as many places as asked for, from floor(i * size / places) to
   * ceil((i + 1) * size / places): along the last axis first, rounded to the type after each.
   *
   * <p>Shapes: [n, c, space ..] gives [n, c, places ..].
   */
  default Tensor adaptiveAveragePool(Shape places) {
    return Named.method(
        "adaptiveAveragePool",
        () -> {
          Pools.adaptive("adaptiveAveragePool", ((Tensor) this).spec(), places);
          return resize(Resampling.AREA, places.sizes());
        });
  }

  private static Tensor resized(Tensor x, Resampling rule, long[] sizes, double[] scales) {
    checkCount(x, sizes.length);
    Tensor result = x;
    for (int i = sizes.length - 1; i >= 0; i--) {
      int axis = x.rank() - sizes.length + i;
      Op op = new Resizing.Resize(axis, sizes[i], rule, scales[i]);
      result = Engine.apply(op, result);
    }
    return result;
  }

  private static void checkCount(Tensor x, int count) {
    if (count < 1 || count > x.rank()) {
      throw new ShapeException(
          "resize: " + count + " sizes for " + x.spec() + "; needs 1 to as many as it has axes");
    }
  }
}
