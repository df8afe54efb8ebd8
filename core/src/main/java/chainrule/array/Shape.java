// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The sizes of a tensor, outermost axis first; immutable, compared by value. */
public final class Shape {

  /** The shape of a single number: no axes. */
  public static final Shape SCALAR = new Shape(new long[0], 1);

  private static final int MAX_RANK = 32;

  private final long[] sizes;
  private final long count;

  private Shape(long[] sizes, long count) {
    this.sizes = sizes;
    this.count = count;
  }

  /**
   * The shape with the given sizes.
   *
   * @throws ShapeException if a size is negative or there are more than 32 axes
   * @throws LimitException if the number of elements does not fit a long
   */
  public static Shape of(long... sizes) {
    if (sizes.length == 0) {
      return SCALAR;
    }
    if (sizes.length > MAX_RANK) {
      throw new ShapeException("shape: " + sizes.length + " axes; at most " + MAX_RANK);
    }
    long[] copy = sizes.clone();
    for (long size : copy) {
      if (size < 0) {
        throw new ShapeException(
            "shape: size " + size + " in " + Arrays.toString(copy) + "; sizes are 0 or more");
      }
    }
    return new Shape(copy, multiply(copy));
  }

  private static long multiply(long[] sizes) {
    for (long size : sizes) {
      if (size == 0) {
        return 0;
      }
    }
    long product = 1;
    for (long size : sizes) {
      if (product > Long.MAX_VALUE / size) {
        throw new LimitException(
            "shape: " + Arrays.toString(sizes) + " has more than 2^63 - 1 elements");
      }
      product *= size;
    }
    return product;
  }

  /** The number of axes. */
  public int rank() {
    return sizes.length;
  }

  /** The number of elements: 1 for no axes, 0 if any size is 0. */
  public long count() {
    return count;
  }

  /**
   * The size along an axis.
   *
   * @param axis 0 for the first, -1 for the last
   * @throws IndexException if there is no such axis
   */
  public long size(int axis) {
    return sizes[axis(axis)];
  }

  /** The sizes, a fresh array. */
  public long[] sizes() {
    return sizes.clone();
  }

  /**
   * An axis counted from the front.
   *
   * @param axis from {@code -rank} to {@code rank - 1}
   * @throws IndexException if there is no such axis
   */
  public int axis(int axis) {
    return axis(axis, "shape");
  }

  /**
   * An axis counted from the front.
   *
   * @param axis from {@code -rank} to {@code rank - 1}
   * @param operation the name the error begins with
   * @throws IndexException if there is no such axis
   */
  public int axis(int axis, String operation) {
    if (axis < -sizes.length || axis >= sizes.length) {
      throw new IndexException(
          operation + ": axis " + axis + " of shape " + this + "; it has " + sizes.length + " axes",
          sizes.length == 0
              ? "a tensor without axes is a single number; leave the axis out"
              : "use an axis from " + -sizes.length + " to " + (sizes.length - 1));
    }
    return axis < 0 ? axis + sizes.length : axis;
  }

  /** This shape with one size replaced. */
  public Shape with(int axis, long size) {
    long[] changed = sizes.clone();
    changed[axis(axis)] = size;
    return of(changed);
  }

  /** This shape with one axis taken away. */
  public Shape without(int axis) {
    int gone = axis(axis);
    long[] left = new long[sizes.length - 1];
    System.arraycopy(sizes, 0, left, 0, gone);
    System.arraycopy(sizes, gone + 1, left, gone, left.length - gone);
    return of(left);
  }

  /**
   * This shape with an axis put in front of a position.
   *
   * @param position 0 to rank
   * @throws IndexException if it is another
   */
  public Shape inserted(int position, long size) {
    checkPart(position, sizes.length);
    long[] longer = new long[sizes.length + 1];
    System.arraycopy(sizes, 0, longer, 0, position);
    longer[position] = size;
    System.arraycopy(sizes, position, longer, position + 1, sizes.length - position);
    return of(longer);
  }

  /**
   * The axes from {@code from} up to but without {@code to}.
   *
   * @throws IndexException if the bounds are not 0 &lt;= from &lt;= to &lt;= rank
   */
  public Shape part(int from, int to) {
    checkPart(from, to);
    return of(Arrays.copyOfRange(sizes, from, to));
  }

  private void checkPart(int from, int to) {
    if (from < 0 || to < from || to > sizes.length) {
      throw new IndexException(
          "shape: axes "
              + from
              + " to "
              + to
              + " of "
              + this
              + "; needs 0 <= from <= to <= "
              + sizes.length);
    }
  }

  /** The axes of this shape followed by those of another. */
  public Shape concat(Shape other) {
    long[] joined = Arrays.copyOf(sizes, sizes.length + other.sizes.length);
    System.arraycopy(other.sizes, 0, joined, sizes.length, other.sizes.length);
    return of(joined);
  }

  /**
   * The shape both broadcast to: aligned at the last axis, sizes equal or 1.
   *
   * @param operation the name the error begins with
   * @throws ShapeException if the shapes do not fit
   */
  public Shape broadcast(Shape other, String operation) {
    if (equals(other)) {
      return this;
    }
    long[] result = new long[Math.max(rank(), other.rank())];
    for (int back = 1; back <= result.length; back++) {
      long mine = back <= rank() ? sizes[rank() - back] : 1;
      long theirs = back <= other.rank() ? other.sizes[other.rank() - back] : 1;
      if (mine != theirs && mine != 1 && theirs != 1) {
        throw new ShapeException(
            operation
                + ": shapes "
                + this
                + " and "
                + other
                + " do not broadcast: axis -"
                + back
                + " is "
                + mine
                + " and "
                + theirs,
            "sizes must be equal or 1, counted from the last axis; reshape or transpose one");
      }
      result[result.length - back] = mine == 1 ? theirs : mine;
    }
    return of(result);
  }

  /** The index of the element at a row-major place, one number an axis. */
  public List<Long> index(long place) {
    List<Long> index = new ArrayList<>();
    long left = place;
    for (long stride : strides()) {
      index.add(left / stride);
      left %= stride;
    }
    return List.copyOf(index);
  }

  /** The row-major strides, in elements. */
  public long[] strides() {
    long[] strides = new long[sizes.length];
    long step = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= Math.max(1, sizes[axis]);
    }
    return strides;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Shape shape && Arrays.equals(sizes, shape.sizes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** The sizes as {@code [32, 784]}. */
  @Override
  public String toString() {
    return Arrays.stream(sizes)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
