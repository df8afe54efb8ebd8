// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * An elementwise operation: its value, one partial an input, and what is said of it.
 *
 * @param meaning name, symbol, role, kink and sentences
 * @param value a number, or a condition for results of type BOOL
 * @param partials one for each input
 */
public record Definition(Meaning meaning, Expr value, List<Partial> partials) {

  /** Keeps its own copy of the partials. */
  public Definition {
    partials = List.copyOf(partials);
  }

  /** A definition that still lacks its partials. */
  public static Definition of(Meaning meaning, Expr value) {
    return new Definition(meaning, value, List.of());
  }

  /** The same with the gradient for the next input. */
  public Definition partial(Expr gradient) {
    return with(Partial.of(gradient));
  }

  /** The same with a next input that gets no gradient. */
  public Definition none(Partial.None none) {
    return with(none);
  }

  private Definition with(Partial next) {
    List<Partial> longer = new ArrayList<>(partials);
    longer.add(next);
    return new Definition(meaning, value, longer);
  }
}
