// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.Shape;
import chainrule.explain.formula.Formula;
import chainrule.tensor.Meaning;
import chainrule.tensor.Partial;
import java.util.List;
import java.util.Optional;

/** What is said beside a step. */
public sealed interface Remark {

  /**
   * How the gradient passes through the operation, in its own sentence.
   *
   * @param meaning of the operation
   */
  record Reason(Meaning meaning) implements Remark {}

  /**
   * How the gradient passes through a gate one operand of which is a number.
   *
   * @param form the kind of the gate
   * @param number the number
   */
  record NumberReason(Form form, double number) implements Remark {

    /** Gates with a number. */
    public enum Form {
      /** c + x, x - c. */
      SHIFT,
      /** c - x. */
      REFLECTION,
      /** c x. */
      SCALING,
      /** x / c. */
      DIVISION,
      /** c / x. */
      INVERSE,
      /** x to the power c. */
      POWER,
      /** c to the power x. */
      EXPONENTIAL
    }
  }

  /**
   * The value sits where the derivative jumps.
   *
   * @param meaning of the operation, with its rule there
   * @param places how many elements do
   * @param count how many elements there are
   */
  record AtKink(Meaning meaning, long places, long count) implements Remark {}

  /**
   * Two inputs of a maximum or minimum are equal: the course's formula gives 1 to both.
   *
   * @param upstream the gradient that is shared, a single number
   * @param twice what would arrive in all by that formula
   */
  record CountedTwice(double upstream, double twice) implements Remark {}

  /** The local gradient is 0 everywhere: nothing passes, and nothing before the gate can learn. */
  record Nothing() implements Remark {}

  /**
   * An input gets no gradient at all.
   *
   * @param to the name of the input
   * @param none why
   */
  record Blocked(String to, Partial.None none) implements Remark {}

  /**
   * The Jacobian of an elementwise gate is diagonal.
   *
   * @param size the number of elements
   */
  record Diagonal(long size) implements Remark {}

  /**
   * An input was stretched to the shape of the output, so its contribution is summed.
   *
   * @param name the input
   * @param from its shape
   * @param to the shape of the output
   * @param axes of the output, which are summed over
   */
  record Stretched(String name, Shape from, Shape to, List<Integer> axes) implements Remark {}

  /**
   * The shapes alone decide which matrix product a gradient is.
   *
   * @param gate the gate
   * @param input the input whose gradient is looked for
   * @param other the other factor
   * @param upstream the shape of the upstream gradient
   * @param factor the shape of the other factor
   * @param needed the shape of the input
   * @param right the product that fits
   * @param wrong the product the other way round
   * @param outcome the shape of the wrong one; nothing if it cannot be formed
   */
  record Dimensions(
      String gate,
      String input,
      String other,
      Shape upstream,
      Shape factor,
      Shape needed,
      Formula right,
      Formula wrong,
      Optional<Shape> outcome)
      implements Remark {}

  /**
   * A tensor with too many elements to be written out; it stands behind its equation.
   *
   * @param shape its sizes
   * @param min the least element
   * @param max the greatest
   * @param norm the square root of the sum of squares
   * @param first a few elements from its start
   */
  record Portrait(Shape shape, double min, double max, double norm, List<Double> first)
      implements Remark {}

  /**
   * A value or a gradient is not finite here, and is before.
   *
   * @param name what it is
   * @param value the first that is not finite
   * @param isGiven whether it was so from the start, as a leaf
   */
  record NonFinite(Formula name, double value, boolean isGiven) implements Remark {}

  /**
   * What a leaf's gradient means: the sign says the direction, the size the importance.
   *
   * @param leaf the leaf, a single number
   * @param target what is differentiated
   * @param gradient its gradient
   */
  record Effect(String leaf, String target, double gradient) implements Remark {}
}
