// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The root of every error that chainrule throws: a fact, the place it happened and a remedy.
 *
 * <p>The message has one line for the fact, then the excerpt of a text with a caret below it if the
 * error is about one, then {@code in:} with the path of layers it passed through, then {@code fix:}
 * with what to do. All are unchecked: shape and type mistakes are errors of the program.
 */
public abstract sealed class ChainruleException extends RuntimeException
    permits ArgumentException,
        DtypeException,
        FileException,
        FormatException,
        GraphException,
        IndexException,
        LabelException,
        LimitException,
        ModifiedException,
        NonFiniteException,
        NotationException,
        ShapeException,
        StateException {

  private static final long serialVersionUID = 1L;

  private final String fact;
  private final String fix;
  private final transient List<String> path = Collections.synchronizedList(new ArrayList<>());

  ChainruleException(String fact, String fix) {
    super(fact);
    this.fact = fact;
    this.fix = fix;
  }

  /** What happened, with the operands and what was needed. */
  public final String fact() {
    return fact;
  }

  /** What to do about it, if there is one remedy to name. */
  public final Optional<String> fix() {
    return fix.isEmpty() ? Optional.empty() : Optional.of(fix);
  }

  /** The piece of text that the error is about, and a line with a caret; mostly empty. */
  public List<String> excerpt() {
    return List.of();
  }

  /** The layers the error passed through, outermost first, each with its own separator. */
  public final List<String> path() {
    return List.copyOf(path.reversed());
  }

  /**
   * Notes that the error passed through a layer; called from the innermost outwards.
   *
   * @param place the layer as its owner knows it, such as {@code [2].Linear(784 -> 10)}
   */
  public final void passedThrough(String place) {
    path.add(place);
  }

  @Override
  public final String getMessage() {
    StringBuilder text = new StringBuilder(fact);
    excerpt().forEach(line -> text.append("\n  ").append(line));
    List<String> places = path();
    if (!places.isEmpty()) {
      text.append("\n  in:  ").append(String.join("", places));
    }
    if (!fix.isEmpty()) {
      text.append("\n  fix: ").append(fix);
    }
    return text.toString();
  }
}
