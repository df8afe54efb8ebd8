// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.Storage;
import chainrule.tensor.Tracer;

/** Where the memory of a slot comes from. */
sealed interface Origin {

  /** Passed at each run, as the argument of a number. */
  record Given(int argument) implements Origin {}

  /** The memory of a leaf, which lives on between runs. */
  record Kept(Tracer.Cell cell) implements Origin {}

  /** Filled with numbers that are the same in every run. */
  record Constant(Storage values) implements Origin {}

  /** One number, read anew before each run. */
  record Scalar(double[] numbers, int index) implements Origin {}

  /** A tensor made before, which never changes. */
  record Outer(Storage values) implements Origin {}

  /** Written by work of the plan. */
  record Made() implements Origin {}

  /** Whether it is the same in every run. */
  default boolean isFixed() {
    return this instanceof Constant || this instanceof Outer;
  }
}
