// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * An elementwise operation: its value, one partial an input, and what is said of it.
 *
 * @param meaning name, symbol, role, kink and sentences
 * @param value a number, or a condition for results of type BOOL
 * @param partials one for each input
 * @param numbers the types that its number inputs may have, all alike
 * @param whole the value of whole numbers; not looked at where there are none
 */
public record Definition(
    Meaning meaning, Expr value, List<Partial> partials, Numbers numbers, Expr whole) {

  /** Types of numbers. */
  public enum Numbers {
    /** F32 and F64. */
    FLOATING,
    /** F32, F64, I32, I64 and U8. */
    WHOLE_TOO,
    /** All types; BOOL as 0 and 1. */
    ALL;

    /** Whether these hold a type. */
    public boolean contains(DType dtype) {
      return switch (dtype) {
        case F32, F64 -> true;
        case I32, I64, U8 -> this != FLOATING;
        case BOOL -> this == ALL;
      };
    }

    /** The types as an error names them. */
    String text() {
      return switch (this) {
        case FLOATING -> "F32 or F64";
        case WHOLE_TOO -> "F32, F64, I32, I64 or U8";
        case ALL -> "any type";
      };
    }
  }

  /** Keeps its own copy of the partials. */
  public Definition {
    partials = List.copyOf(partials);
  }

  /** A definition for F32 and F64 that still lacks its partials. */
  public static Definition of(Meaning meaning, Expr value) {
    return new Definition(meaning, value, List.of(), Numbers.FLOATING, value);
  }

  /** The same with the gradient for the next input. */
  public Definition partial(Expr gradient) {
    return with(Partial.of(gradient));
  }

  /** The same with a next input that gets no gradient. */
  public Definition none(Partial.None none) {
    return with(none);
  }

  /** The same for whole numbers too, of which the value is computed step by step in 64 bits. */
  public Definition wholeToo() {
    return wholeToo(value);
  }

  /** The same for whole numbers too, by a program of their own. */
  public Definition wholeToo(Expr program) {
    return new Definition(meaning, value, partials, Numbers.WHOLE_TOO, program);
  }

  /** The same for all types. */
  public Definition ofAll() {
    return new Definition(meaning, value, partials, Numbers.ALL, value);
  }

  private Definition with(Partial next) {
    List<Partial> longer = new ArrayList<>(partials);
    longer.add(next);
    return new Definition(meaning, value, longer, numbers, whole);
  }
}
