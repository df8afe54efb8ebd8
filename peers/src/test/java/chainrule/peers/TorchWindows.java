// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.array.Shape;
import chainrule.tensor.Pooling;
import chainrule.tensor.Resampling;
import chainrule.tensor.Resizing;
import chainrule.tensor.Unfolding;
import chainrule.tensor.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Windows over space and axes of other sizes, as libtorch has them; rows are flat images. */
final class TorchWindows {

  private TorchWindows() {}

  static Tensor apply(Window op, Tensor x) {
    return switch (op) {
      case Pooling pooling -> pooling(pooling, x);
      case Unfolding unfolding -> unfolding(unfolding, x);
      case Resizing resizing -> resizing(resizing, x);
    };
  }

  private static Tensor pooling(Pooling op, Tensor x) {
    return switch (op) {
      case Pooling.Max max -> narrow(x, largest(max, x).get0());
      case Pooling.MaxIndices(
              Shape window,
              List<Long> stride,
              List<Long> before,
              List<Long> after,
              List<Long> dilation,
              boolean ceil) ->
          narrow(
              x, largest(new Pooling.Max(window, stride, before, after, dilation, ceil), x).get1());
      case Pooling.AdaptiveMax(Shape places) -> narrow(x, largest(places, x).get0());
      case Pooling.AdaptiveMaxIndices(Shape places) -> narrow(x, largest(places, x).get1());
      case Pooling.Average average -> narrow(x, average(average, x));
    };
  }

  private static T_TensorTensor_T largest(Pooling.Max op, Tensor x) {
    checkEven(op.before(), op.after());
    long[] window = flat(op.window(), 1);
    long[] stride = flat(op.stride(), 1);
    long[] padding = flat(op.before(), 0);
    long[] dilation = flat(op.dilation(), 1);
    return x.dim() == 5
        ? torch.max_pool3d_with_indices(x, window, stride, padding, dilation, op.ceil())
        : torch.max_pool2d_with_indices(wide(x), window, stride, padding, dilation, op.ceil());
  }

  private static T_TensorTensor_T largest(Shape places, Tensor x) {
    return x.dim() == 5
        ? torch.adaptive_max_pool3d(x, places.sizes())
        : torch.adaptive_max_pool2d(wide(x), flat(places, 1));
  }

  private static Tensor average(Pooling.Average op, Tensor x) {
    checkEven(op.before(), op.after());
    long[] window = flat(op.window(), 1);
    long[] stride = flat(op.stride(), 1);
    long[] padding = flat(op.before(), 0);
    LongOptional divisor = op.divisor() == 0 ? new LongOptional() : new LongOptional(op.divisor());
    return x.dim() == 5
        ? torch.avg_pool3d(x, window, stride, padding, op.ceil(), op.countPadding(), divisor)
        : torch.avg_pool2d(wide(x), window, stride, padding, op.ceil(), op.countPadding(), divisor);
  }

  private static void checkEven(List<Long> before, List<Long> after) {
    if (!before.equals(after)) {
      throw new TorchRules.Absent("as much padding after as before alone there");
    }
  }

  private static Tensor unfolding(Unfolding op, Tensor x) {
    return switch (op) {
      case Unfolding.Unfold unfold -> unfolded(unfold, x);
      case Unfolding.Fold fold -> folded(fold, x);
    };
  }

  private static Tensor unfolded(Unfolding.Unfold op, Tensor x) {
    checkImage(op.window());
    Tensor image = wide(TorchMovements.padded(x, op.before(), op.after(), 0));
    return torch.im2col(
        image, flat(op.window(), 1), flat(op.dilation(), 1), new long[2], flat(op.stride(), 1));
  }

  /** Over the padding, too, which is taken off after. */
  private static Tensor folded(Unfolding.Fold op, Tensor x) {
    checkImage(op.window());
    long[] size = flat(op.size(), 1);
    int rank = op.size().rank();
    for (int axis = 0; axis < rank; axis++) {
      size[2 - rank + axis] += op.before().get(axis) + op.after().get(axis);
    }
    long[] dilation = flat(op.dilation(), 1);
    Tensor image =
        torch.col2im(x, size, flat(op.window(), 1), dilation, new long[2], flat(op.stride(), 1));
    Tensor space = rank == 1 ? torch.squeeze(image, 2) : image;
    return TorchMovements.padded(space, negated(op.before()), negated(op.after()), 0);
  }

  private static void checkImage(Shape window) {
    if (window.rank() > 2) {
      throw new TorchRules.Absent("one or two space axes alone there");
    }
  }

  private static List<Long> negated(List<Long> numbers) {
    return numbers.stream().map(each -> -each).toList();
  }

  /** Resizes an axis as the last one of many rows. */
  private static Tensor resizing(Resizing op, Tensor x) {
    int axis =
        switch (op) {
          case Resizing.Resize resize -> resize.axis();
          case Resizing.TransposedResize resize -> resize.axis();
        };
    Tensor last = torch.movedim(x, axis, -1);
    Tensor rows = torch.reshape(last, -1, 1, x.size(axis));
    Tensor made =
        switch (op) {
          case Resizing.Resize(_, long size, Resampling rule, double scale) ->
              resized(rows, size, rule, factor(scale));
          case Resizing.TransposedResize(_, long size, Resampling rule, double scale) ->
              transposed(rows, size, rule, factor(scale));
        };
    long[] sizes = last.shape();
    sizes[sizes.length - 1] = made.size(2);
    return torch.movedim(torch.reshape(made, sizes), -1, axis);
  }

  private static DoubleOptional factor(double scale) {
    return scale == 0 ? new DoubleOptional() : new DoubleOptional(scale);
  }

  private static Tensor resized(Tensor rows, long size, Resampling rule, DoubleOptional scale) {
    long[] places = {size};
    return switch (rule) {
      case NEAREST -> torch.upsample_nearest1d(rows, places, scale);
      case LINEAR -> torch.upsample_linear1d(rows, places, false, scale);
      case LINEAR_CORNERS -> torch.upsample_linear1d(rows, places, true, scale);
      case AREA -> torch.adaptive_avg_pool1d(rows, places);
      case NEAREST_EXACT -> throw new TorchRules.Absent("nearest-exact is not in JavaCPP");
    };
  }

  private static Tensor transposed(Tensor rows, long size, Resampling rule, DoubleOptional scale) {
    long[] from = {rows.size(2)};
    long[] into = {rows.size(0), 1, size};
    return switch (rule) {
      case NEAREST -> torch.upsample_nearest1d_backward(rows, from, into, scale);
      case LINEAR -> torch.upsample_linear1d_backward(rows, from, into, false, scale);
      case LINEAR_CORNERS -> torch.upsample_linear1d_backward(rows, from, into, true, scale);
      case AREA, NEAREST_EXACT ->
          throw new TorchRules.Absent("no gradient of that rule in JavaCPP");
    };
  }

  /** One row as an image of height 1. */
  private static Tensor wide(Tensor x) {
    return x.dim() == 3 ? torch.unsqueeze(x, 2) : x;
  }

  /** An image of height 1 as one row, where the input was one. */
  private static Tensor narrow(Tensor x, Tensor result) {
    return x.dim() == 3 ? torch.squeeze(result, 2) : result;
  }

  private static long[] flat(Shape shape, long first) {
    return flat(Arrays.stream(shape.sizes()).boxed().toList(), first);
  }

  /** One number for each axis, with one for the height that a row does not have. */
  private static long[] flat(List<Long> numbers, long first) {
    int missing = Math.max(0, 2 - numbers.size());
    return TorchRules.array(
        Stream.concat(Collections.nCopies(missing, first).stream(), numbers.stream()).toList());
  }
}
