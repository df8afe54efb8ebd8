// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Tensors side by side, copies of one, and parts that change places. */
public sealed interface JoiningOps extends Operations permits Tensor {

  /** This followed by others along an axis; all other sizes must agree. */
  default Tensor concat(int axis, Tensor... others) {
    int along = ((Tensor) this).shape().axis(axis, "concat");
    return Engine.apply(new Movement.Concat(along), this, others);
  }

  /**
   * This and others along a new axis; all sizes must agree. Shapes: n of [..] give [.., n, ..].
   *
   * @param axis where it goes; -1 is last
   */
  default Tensor stack(int axis, Tensor... others) {
    return Named.method(
        "stack",
        () -> {
          Tensor self = (Tensor) this;
          int place = Inferred.newAxis("stack", axis, self.shape());
          for (Tensor other : others) {
            if (!other.shape().equals(self.shape())) {
              throw new ShapeException(
                  "stack: tensors are "
                      + self.spec()
                      + " and "
                      + other.spec()
                      + "; shapes must be equal");
            }
          }
          Tensor[] rest =
              Arrays.stream(others).map(other -> other.unsqueeze(place)).toArray(Tensor[]::new);
          return self.unsqueeze(place).concat(place, rest);
        });
  }

  /**
   * The whole repeated along each axis; missing times or axes count as 1. Shapes: [n] with times
   * (2, 3) gives [2, 3 n].
   *
   * @throws ArgumentException if one is negative
   */
  default Tensor tile(long... times) {
    int rank = ((Tensor) this).shape().rank();
    long[] all = new long[Math.max(rank, times.length)];
    Arrays.fill(all, 1);
    System.arraycopy(times, 0, all, all.length - times.length, times.length);
    return Named.method("tile", () -> Parts.repeated("tile", (Tensor) this, all));
  }

  /**
   * The whole repeated along each axis, and along new leading axes if there are more times.
   *
   * @throws ArgumentException if one is negative or there are fewer than axes
   */
  default Tensor repeat(long... times) {
    Tensor self = (Tensor) this;
    if (times.length < self.rank()) {
      throw new ArgumentException(
          "repeat: times " + Arrays.toString(times) + " for " + self.spec() + "; needs one an axis",
          "use tile, which takes missing ones as 1");
    }
    return Named.method("repeat", () -> Parts.repeated("repeat", self, times));
  }

  /**
   * Each part along an axis repeated in its place: a a b b.
   *
   * @throws ArgumentException if the number is negative
   */
  default Tensor repeatInterleave(int axis, long times) {
    return Named.method(
        "repeatInterleave",
        () -> {
          Shape shape = ((Tensor) this).shape();
          int along = shape.axis(axis, "repeatInterleave");
          if (times < 0) {
            throw new ArgumentException("repeatInterleave: " + times + " times; needs 0 or more");
          }
          long longer = Exact.times("repeatInterleave", shape.size(along), times);
          Tensor apart = ((Tensor) this).unsqueeze(along + 1);
          return apart
              .expand(apart.shape().with(along + 1, times))
              .reshape(shape.with(along, longer));
        });
  }

  /**
   * Each part along an axis repeated in its place, as often as a row of counts says.
   *
   * @param counts I32 or I64 [n], for an axis of size n
   * @throws DtypeException if the counts are no integers
   * @throws ShapeException if there is not one for each part
   * @throws ArgumentException if one is negative
   */
  default Tensor repeatInterleave(int axis, Tensor counts) {
    return Named.method(
        "repeatInterleave",
        () -> {
          Tensor self = (Tensor) this;
          int along = self.shape().axis(axis, "repeatInterleave");
          long size = self.shape().size(along);
          UnaryOperator<Tensor> look = given -> Parts.interleaved(size, given);
          return self.indexSelect(along, Found.in(counts, "repeats", look));
        });
  }

  /** All elements shifted in row-major order; what falls out behind comes in in front. */
  default Tensor roll(long shift) {
    Tensor self = (Tensor) this;
    return Named.method("roll", () -> self.flatten().roll(0, shift).reshape(self.shape()));
  }

  /** The elements along an axis shifted; what falls out behind comes in in front. */
  default Tensor roll(int axis, long shift) {
    Tensor self = (Tensor) this;
    int along = self.shape().axis(axis, "roll");
    long size = self.size(along);
    long start = size == 0 ? 0 : size - Math.floorMod(shift, size);
    return Named.method(
        "roll", () -> self.slice(along, start, size).concat(along, self.slice(along, 0, start)));
  }

  /**
   * The elements shifted along each of some axes, one shift an axis.
   *
   * @throws ArgumentException if there are not as many shifts as axes
   */
  default Tensor roll(int[] axes, long[] shifts) {
    if (axes.length != shifts.length) {
      throw new ArgumentException(
          "roll: axes "
              + Arrays.toString(axes)
              + ", shifts "
              + Arrays.toString(shifts)
              + "; needs one shift an axis");
    }
    Tensor result = (Tensor) this;
    for (int each = 0; each < axes.length; each++) {
      result = result.roll(axes[each], shifts[each]);
    }
    return result;
  }

  /**
   * Turned by quarters in the plane of two axes, from the first towards the second; negative ones
   * turn back.
   *
   * @throws IndexException if both axes are the same
   */
  default Tensor rot90(int quarters, int first, int second) {
    Tensor self = (Tensor) this;
    int from = self.shape().axis(first, "rot90");
    int to = self.shape().axis(second, "rot90");
    if (from == to) {
      throw new IndexException(
          "rot90: axes " + first + " and " + second + " of " + self.spec() + " are one; needs two");
    }
    return switch (Math.floorMod(quarters, 4)) {
      case 1 -> self.flip(to).transpose(from, to);
      case 2 -> self.flip(from, to);
      case 3 -> self.flip(from).transpose(from, to);
      default -> self.reshape(self.shape());
    };
  }
}
