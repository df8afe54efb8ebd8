// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How windows slide over the space axes of a tensor, for convolutions, pooling and unfolding.
 *
 * <pre>{@code
 * x.conv2d(weight, bias, Sliding.by(2).padding(1));
 * x.conv2d(weight, Sliding.same().dilation(2).groups(4));
 * x.maxPool(Shape.of(3, 3), Sliding.by(2).padding(1).ceil());
 * }</pre>
 *
 * <p>A list holds one number for all space axes or one for each; an operation that is given numbers
 * out of range, or what it has no use for, says so.
 *
 * @param stride from one window to the next, in elements: 1 or more
 * @param before zeros put before the first element: 0 or more
 * @param after zeros put after the last element: 0 or more
 * @param dilation from one element under a window to the next: 1 or more
 * @param outputPadding what a transposed convolution adds to its size at the end: 0 or more, less
 *     than the stride or the dilation
 * @param groups parts of the channels that a convolution keeps apart: 1 or more
 * @param isCeil whether a last window may reach over the end
 * @param isSame whether a convolution pads so much that its result has the size of its input
 */
public record Sliding(
    List<Long> stride,
    List<Long> before,
    List<Long> after,
    List<Long> dilation,
    List<Long> outputPadding,
    long groups,
    boolean isCeil,
    boolean isSame) {

  private static final List<Long> NONE = List.of(0L);
  private static final List<Long> ONE = List.of(1L);

  private static final long MOST = Steps.MOST;

  /** Keeps its own copies of the lists. */
  public Sliding {
    stride = List.copyOf(stride);
    before = List.copyOf(before);
    after = List.copyOf(after);
    dilation = List.copyOf(dilation);
    outputPadding = List.copyOf(outputPadding);
  }

  /** By a stride, without padding: one number for all space axes or one for each. */
  public static Sliding by(long... stride) {
    return new Sliding(list(stride), NONE, NONE, ONE, NONE, 1, false, false);
  }

  /** Element by element, without padding. */
  public static Sliding valid() {
    return by(1);
  }

  /**
   * Element by element, padded so that a convolution keeps the size; of an odd number of zeros the
   * one more is after the end.
   */
  public static Sliding same() {
    return new Sliding(ONE, NONE, NONE, ONE, NONE, 1, false, true);
  }

  /** The same with zeros put before and after. */
  public Sliding padding(long... zeros) {
    return padding(list(zeros), list(zeros));
  }

  /** The same with other numbers of zeros before than after, one for each space axis. */
  public Sliding padding(List<Long> zerosBefore, List<Long> zerosAfter) {
    return new Sliding(
        stride, zerosBefore, zerosAfter, dilation, outputPadding, groups, isCeil, false);
  }

  /** The same with gaps: from one element under a window to the next. */
  public Sliding dilation(long... steps) {
    return new Sliding(stride, before, after, list(steps), outputPadding, groups, isCeil, isSame);
  }

  /** The same with channels in parts that do not mix. */
  public Sliding groups(long parts) {
    return new Sliding(stride, before, after, dilation, outputPadding, parts, isCeil, isSame);
  }

  /** The same with more elements at the end of the result of a transposed convolution. */
  public Sliding outputPadding(long... elements) {
    return new Sliding(stride, before, after, dilation, list(elements), groups, isCeil, isSame);
  }

  /** The same with a last window that may reach over the end, as long as it begins before it. */
  public Sliding ceil() {
    return new Sliding(stride, before, after, dilation, outputPadding, groups, true, isSame);
  }

  private static List<Long> list(long... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** The steps over as many axes as the window has, all in range. */
  Steps steps(String name, Shape window) {
    int axes = window.rank();
    List<Long> strides = numbers(name, "stride", stride, axes, 1);
    List<Long> dilations = numbers(name, "dilation", dilation, axes, 1);
    if (!isSame) {
      List<Long> first = numbers(name, "padding", before, axes, 0);
      return new Steps(strides, first, numbers(name, "padding", after, axes, 0), dilations);
    }
    if (strides.stream().anyMatch(step -> step != 1)) {
      throw new ArgumentException(
          name + ": stride " + strides + " with padding that keeps the size; needs stride 1",
          "state the padding: Sliding.by(2).padding(1)");
    }
    List<Long> first = new ArrayList<>();
    List<Long> last = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      long total = dilations.get(axis) * Math.max(0, Math.min(MOST, window.size(axis)) - 1);
      first.add(total / 2);
      last.add(total - total / 2);
    }
    return new Steps(strides, List.copyOf(first), List.copyOf(last), dilations);
  }

  /** The steps of an operation without groups, without output padding, and perhaps never ceil. */
  Steps plain(String name, Shape window, boolean mayCeil) {
    refuse(name, groups != 1, "groups " + groups, "leave groups out");
    refuse(name, !outputPadding.equals(NONE), "output padding " + outputPadding, "leave it out");
    refuse(name, isSame, "padding that keeps the size", "state the padding");
    refuse(name, isCeil && !mayCeil, "ceil", "leave ceil out");
    return steps(name, window);
  }

  /** The steps of a convolution. */
  Steps convolution(String name, Shape window) {
    refuse(name, isCeil, "ceil", "leave ceil out");
    refuse(name, !outputPadding.equals(NONE), "output padding " + outputPadding, "leave it out");
    Correlation.checkGroups(name, groups);
    return steps(name, window);
  }

  /** The steps of a transposed convolution, with what is added at the end taken off the padding. */
  Steps transposed(String name, Shape window) {
    refuse(name, isCeil, "ceil", "leave ceil out");
    refuse(name, isSame, "padding that keeps the size", "state the padding");
    Correlation.checkGroups(name, groups);
    Steps steps = steps(name, window);
    List<Long> more = numbers(name, "output padding", outputPadding, window.rank(), 0);
    List<Long> last = new ArrayList<>();
    for (int axis = 0; axis < more.size(); axis++) {
      if (more.get(axis) >= Math.max(steps.stride().get(axis), steps.dilation().get(axis))) {
        throw new ArgumentException(
            name
                + ": output padding "
                + more
                + " with stride "
                + steps.stride()
                + " and dilation "
                + steps.dilation()
                + "; needs less than the stride or the dilation");
      }
      last.add(steps.after().get(axis) - more.get(axis));
    }
    return new Steps(steps.stride(), steps.before(), List.copyOf(last), steps.dilation());
  }

  private static void refuse(String name, boolean given, String what, String fix) {
    if (given) {
      throw new ArgumentException(name + ": " + what + " has no meaning here", fix);
    }
  }

  private static List<Long> numbers(
      String name, String what, List<Long> given, int axes, long least) {
    if (given.size() != 1 && given.size() != axes) {
      throw new ArgumentException(
          name
              + ": "
              + what
              + " "
              + given
              + " for "
              + axes
              + " space axes; needs one number or one"
              + " for each");
    }
    for (long number : given) {
      if (number < least || number > MOST) {
        throw new ArgumentException(
            name + ": " + what + " " + number + "; needs " + least + " to " + MOST);
      }
    }
    return given.size() == axes ? given : Collections.nCopies(axes, given.getFirst());
  }
}
