// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

/**
 * A stretch of a text, in {@code char}s as {@link String#substring} counts them.
 *
 * @param start the first
 * @param end one past the last
 */
public record Span(int start, int end) {

  /** From the start of this to the end of another. */
  Span to(Span last) {
    return new Span(start, last.end);
  }

  /** The first {@code char} alone. */
  static Span at(int place) {
    return new Span(place, place);
  }
}
