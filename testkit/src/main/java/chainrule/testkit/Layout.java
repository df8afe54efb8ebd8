// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/** How the elements of a tensor lie in memory; what lies between them is never to be read. */
public enum Layout {
  /** Row by row, nothing between. */
  DENSE,
  /** The first axis runs fastest. */
  TRANSPOSED,
  /** Every second element of a longer row, from the second. */
  STRIDED,
  /** The first axis runs backwards. */
  FLIPPED;

  /** A leaf with the values of a tensor, laid out in this way. */
  public Tensor of(Tensor values) {
    return switch (this) {
      case DENSE -> copy(values);
      case TRANSPOSED -> {
        int[] back = IntStream.range(0, values.rank()).map(i -> values.rank() - 1 - i).toArray();
        yield copy(values.permute(back)).permute(back).detach();
      }
      case STRIDED -> strided(values);
      case FLIPPED -> values.rank() == 0 ? copy(values) : copy(values.flip(0)).flip(0).detach();
    };
  }

  /** A leaf with the elements in the opposite order. */
  static Tensor turned(Tensor values) {
    int[] axes = IntStream.range(0, values.rank()).toArray();
    return copy(values.flip(axes));
  }

  private static Tensor copy(Tensor values) {
    return Tensor.of(values.dtype(), values.shape(), values.toDoubles());
  }

  private static Tensor strided(Tensor values) {
    Shape shape = values.rank() == 0 ? Shape.of(1) : values.shape();
    long line = shape.size(-1);
    Shape longer = shape.with(-1, 2 * line + 1);
    double[] elements = new double[(int) longer.count()];
    Arrays.fill(elements, junk(values.dtype()));
    double[] wanted = values.toDoubles();
    for (int i = 0; i < wanted.length; i++) {
      elements[(int) (i / line * (2 * line + 1) + 2 * (i % line) + 1)] = wanted[i];
    }
    Tensor view = Tensor.of(values.dtype(), longer, elements).slice(-1, 1, 2 * line + 1, 2);
    return (values.rank() == 0 ? view.reshape() : view).detach();
  }

  /** What shows if it is read: NaN, or no index. */
  private static double junk(DType dtype) {
    return switch (dtype) {
      case F32, F64 -> Double.NaN;
      case I32, I64 -> -77;
      case U8 -> 77;
      case BOOL -> 0;
    };
  }
}
