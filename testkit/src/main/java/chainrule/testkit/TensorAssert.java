// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Tensor;
import java.util.function.IntPredicate;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on tensors. A failure names the first element that differs.
 *
 * <pre>{@code
 * TensorAssert.assertThat(x.grad()).hasShape(2, 3).isCloseTo(expected, 1e-6, 1e-8);
 * }</pre>
 */
public final class TensorAssert extends AbstractAssert<TensorAssert, Tensor> {

  private TensorAssert(@Nullable Tensor actual) {
    super(actual, TensorAssert.class);
  }

  /** Assertions on a tensor. */
  public static TensorAssert assertThat(@Nullable Tensor actual) {
    return new TensorAssert(actual);
  }

  /** The sizes are these. */
  public TensorAssert hasShape(long... sizes) {
    return hasShape(Shape.of(sizes));
  }

  /** The shape is this. */
  public TensorAssert hasShape(Shape shape) {
    isNotNull();
    if (!actual.shape().equals(shape)) {
      failWithMessage("Expecting shape %s but it is %s", shape, actual.spec());
    }
    return this;
  }

  /** The element type is this. */
  public TensorAssert hasType(DType dtype) {
    isNotNull();
    if (actual.dtype() != dtype) {
      failWithMessage("Expecting type %s but it is %s", dtype, actual.spec());
    }
    return this;
  }

  /** Type, sizes and every bit are those of another tensor; all NaNs are one value. */
  public TensorAssert hasBits(Tensor expected) {
    hasShape(expected.shape()).hasType(expected.dtype());
    return actual.dtype().isFloating()
        ? hasElements(expected.toDoubles())
        : hasElements(expected.toLongs());
  }

  /** The elements are these in row-major order, exactly; 0 and -0 differ, NaN equals NaN. */
  public TensorAssert hasElements(double... expected) {
    isNotNull();
    double[] elements = actual.toDoubles();
    checkCount(expected.length, elements.length);
    return none(
        expected.length,
        i -> Double.doubleToLongBits(elements[i]) == Double.doubleToLongBits(expected[i]),
        i -> elements[i] + " where " + expected[i] + " is expected");
  }

  /** The elements are these whole numbers in row-major order. */
  public TensorAssert hasElements(long... expected) {
    isNotNull();
    long[] elements = actual.toLongs();
    checkCount(expected.length, elements.length);
    return none(
        expected.length,
        i -> elements[i] == expected[i],
        i -> elements[i] + " where " + expected[i] + " is expected");
  }

  /**
   * Sizes are those of another tensor, and each element is as near as {@code absolute + relative *
   * |expected|}; NaN is near NaN and an infinity near itself.
   */
  public TensorAssert isCloseTo(Tensor expected, double relative, double absolute) {
    hasShape(expected.shape());
    double[] elements = actual.toDoubles();
    double[] wanted = expected.toDoubles();
    return none(
        wanted.length,
        i -> isClose(elements[i], wanted[i], relative, absolute),
        i ->
            elements[i]
                + " where "
                + wanted[i]
                + " is expected, within "
                + (absolute + relative * Math.abs(wanted[i])));
  }

  private static boolean isClose(double element, double wanted, double relative, double absolute) {
    return Double.compare(element, wanted) == 0
        || Math.abs(element - wanted) <= absolute + relative * Math.abs(wanted);
  }

  /** No element is infinite or NaN. */
  public TensorAssert isFinite() {
    isNotNull();
    double[] elements = actual.toDoubles();
    return none(
        elements.length,
        i -> Double.isFinite(elements[i]),
        i -> elements[i] + " where a finite number is expected");
  }

  /** A gradient can reach it. */
  public TensorAssert isWatched() {
    isNotNull();
    if (!actual.isWatched()) {
      failWithMessage("Expecting %s to be watched", actual.spec());
    }
    return this;
  }

  /** No gradient can reach it. */
  public TensorAssert isNotWatched() {
    isNotNull();
    if (actual.isWatched()) {
      failWithMessage("Expecting %s not to be watched, but it is: %s", actual.spec(), actual);
    }
    return this;
  }

  private void checkCount(int expected, int count) {
    if (expected != count) {
      failWithMessage("Expecting %s elements but it has %s: %s", expected, count, actual.spec());
    }
  }

  /** What is said of an element. */
  private interface Saying {
    String of(int element);
  }

  private TensorAssert none(int count, IntPredicate isRight, Saying saying) {
    int wrong = 0;
    int first = -1;
    for (int i = count - 1; i >= 0; i--) {
      if (!isRight.test(i)) {
        wrong++;
        first = i;
      }
    }
    if (wrong > 0) {
      failWithMessage(
          "%s of %s elements of %s are wrong; the first, at %s, is %s",
          wrong, count, actual.spec(), actual.shape().index(first), saying.of(first));
    }
    return this;
  }
}
