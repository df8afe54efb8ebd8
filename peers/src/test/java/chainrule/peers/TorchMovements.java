// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Diagonals;
import chainrule.tensor.Filling;
import chainrule.tensor.Movement;
import chainrule.tensor.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Elements moved, copied and left out, as libtorch has it. */
final class TorchMovements {

  private TorchMovements() {}

  static Tensor apply(Movement op, List<Tensor> in) {
    Tensor x = in.getFirst();
    return switch (op) {
      case Movement.Reshape(Shape shape) -> torch.reshape(x, shape.sizes());
      case Movement.Permute(List<Integer> axes) -> torch.permute(x, TorchRules.array(axes));
      case Movement.Expand(Shape shape) -> torch.broadcast_to(x, shape.sizes());
      case Movement.Concat(int axis) ->
          torch.cat(new TensorVector(in.toArray(Tensor[]::new)), axis);
      case Movement.Cast(DType dtype) -> x.to(TorchRules.type(dtype));
      case Section.Slice(int axis, long start, long count, long step) ->
          slice(x, axis, start, count, step);
      case Section.Place(int axis, long size, long start, long step) ->
          place(x, axis, size, start, step);
      case Section.Unfold(int axis, long size, long step) -> torch.unfold_copy(x, axis, size, step);
      case Section.OverlapAdd(int axis, long length, long step) ->
          overlapAdd(x, axis, length, step);
      case Diagonals.DiagEmbed(long offset, int first, int second, long rows, long columns)
          when rows == columns ->
          torch.diag_embed(x, offset, first, second);
      case Diagonals.Diagonal(long offset, int first, int second) ->
          torch.diagonal(x, offset, first, second);
      case Filling.Triu(long diagonal) -> torch.triu(x, diagonal);
      case Filling.Tril(long diagonal) -> torch.tril(x, diagonal);
      case Filling.MaskedFill(double value) -> torch.masked_fill(x, in.get(1), new Scalar(value));
      case Filling.Pad(List<Long> before, List<Long> after, double value) ->
          padded(x, before, after, value);
      default -> throw new TorchRules.Absent("diagonals of square matrices alone there");
    };
  }

  private static Tensor slice(Tensor x, int axis, long start, long count, long step) {
    if (step > 0) {
      long end = start + Math.max(0, (count - 1) * step + 1);
      return torch.slice(x, axis, new LongOptional(start), new LongOptional(end), step);
    }
    long low = start + (count - 1) * step;
    LongOptional end = new LongOptional(start + 1);
    return torch.flip(torch.slice(x, axis, new LongOptional(low), end, -step), axis);
  }

  private static Tensor place(Tensor x, int axis, long size, long start, long step) {
    long count = x.size(axis);
    long low = step > 0 ? start : start + (count - 1) * step;
    Tensor source = step > 0 ? x : torch.flip(x, axis);
    long gap = Math.max(1, Math.abs(step));
    return torch.slice_scatter(
        zeros(x, axis, size),
        source,
        axis,
        new LongOptional(low),
        new LongOptional(low + (count - 1) * gap + 1),
        gap);
  }

  private static Tensor overlapAdd(Tensor x, int axis, long length, long step) {
    long[] sizes = Arrays.copyOf(x.shape(), (int) x.dim() - 1);
    sizes[axis] = length;
    return torch.unfold_backward(x, sizes, axis, x.size(-1), step);
  }

  /** A constant around the last axes; fewer than none takes elements off. */
  static Tensor padded(Tensor x, List<Long> before, List<Long> after, double value) {
    List<Long> pairs = new ArrayList<>();
    for (int axis = before.size() - 1; axis >= 0; axis--) {
      pairs.add(before.get(axis));
      pairs.add(after.get(axis));
    }
    return torch.constant_pad_nd(x, TorchRules.array(pairs), new Scalar(value));
  }

  /** Zeros with one size changed. */
  static Tensor zeros(Tensor x, int axis, long size) {
    long[] sizes = x.shape();
    sizes[axis] = size;
    return torch.zeros(sizes, x.options());
  }
}
