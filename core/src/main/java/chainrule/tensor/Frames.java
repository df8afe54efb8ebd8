// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import java.util.Arrays;
import java.util.List;

/** Frames made of the elements of the input themselves, axis by axis. */
final class Frames {

  /** For what takes any width. */
  private static final long ANY = -1;

  private Frames() {}

  /** What lies before and behind the elements along one axis. */
  private interface Ends {
    Tensor of(Tensor tensor, int axis, long width);
  }

  /** Widths before and after each axis, from widths that begin at the last. */
  static long[][] widths(String name, Tensor tensor, long[] widths) {
    int rank = tensor.rank();
    if (widths.length % 2 != 0 || widths.length / 2 > rank) {
      throw new ArgumentException(
          name
              + ": widths "
              + Arrays.toString(widths)
              + " for "
              + tensor.spec()
              + "; needs pairs, before and after, at most one an axis, the last axis first");
    }
    long[][] around = new long[2][rank];
    for (int each = 0; each < widths.length; each++) {
      around[each % 2][rank - 1 - each / 2] = widths[each];
    }
    return around;
  }

  static List<Long> list(long[][] around, int side) {
    return Arrays.stream(around[side]).boxed().toList();
  }

  static Tensor reflect(Tensor tensor, long[] widths) {
    return framed(
        "padReflect",
        tensor,
        widths,
        1,
        (x, axis, width) -> x.slice(axis, 1, 1 + width).flip(axis),
        (x, axis, width) -> {
          long last = x.size(axis) - 1;
          return x.slice(axis, last - width, last).flip(axis);
        });
  }

  static Tensor replicate(Tensor tensor, long[] widths) {
    return framed(
        "padReplicate",
        tensor,
        widths,
        ANY,
        (x, axis, width) -> stretched(x.slice(axis, 0, 1), axis, width),
        (x, axis, width) -> {
          long size = x.size(axis);
          return stretched(x.slice(axis, size - 1, size), axis, width);
        });
  }

  private static Tensor stretched(Tensor end, int axis, long width) {
    return end.expand(end.shape().with(axis, width));
  }

  static Tensor circular(Tensor tensor, long[] widths) {
    return framed(
        "padCircular",
        tensor,
        widths,
        0,
        (x, axis, width) -> x.slice(axis, x.size(axis) - width, x.size(axis)),
        (x, axis, width) -> x.slice(axis, 0, width));
  }

  /**
   * A frame around every axis that has a width.
   *
   * @param spare how far widths must stay below the size of their axis; {@link #ANY} if they need
   *     not
   */
  private static Tensor framed(
      String name, Tensor tensor, long[] widths, long spare, Ends before, Ends after) {
    long[][] around = widths(name, tensor, widths);
    Tensor result = tensor.reshape(tensor.shape());
    for (int axis = tensor.rank() - 1; axis >= 0; axis--) {
      long first = around[0][axis];
      long last = around[1][axis];
      check(name, tensor, axis, Math.min(first, last), Math.max(first, last), spare);
      Exact.plus(name, Exact.plus(name, result.size(axis), first), last);
      Tensor[] behind = last == 0 ? new Tensor[0] : new Tensor[] {after.of(result, axis, last)};
      if (first != 0) {
        Tensor start = before.of(result, axis, first);
        result = start.concat(axis, result).concat(axis, behind);
      } else if (last != 0) {
        result = result.concat(axis, behind);
      }
    }
    return result;
  }

  private static void check(
      String name, Tensor tensor, int axis, long least, long most, long spare) {
    String operands =
        name
            + ": width "
            + (least < 0 ? least : most)
            + " on axis "
            + axis
            + " of "
            + tensor.spec();
    if (least < 0) {
      throw new ArgumentException(operands + "; needs 0 or more", "crop with pad or slice");
    }
    long size = tensor.size(axis);
    if (most > 0 && (size == 0 || (spare != ANY && most > size - spare))) {
      throw new ShapeException(
          operands
              + (spare == ANY
                  ? "; there is no element to repeat"
                  : "; at most " + Math.max(0, size - spare)));
    }
  }
}
