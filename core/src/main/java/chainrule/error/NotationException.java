// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

import java.util.List;

/**
 * An expression that cannot be read or computed: where, why, and how to mend it, in English and
 * Chinese.
 *
 * <pre>
 * notation: unexpected "*" at line 1, column 3; needs a number, a name or "("
 *   x+*y
 *     ^
 *   fix: remove one of the two operators
 * </pre>
 */
public final class NotationException extends ChainruleException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Place place;
  private final transient Wording chinese;

  /**
   * A place in a text.
   *
   * @param line from 1
   * @param column from 1, in code points
   * @param sourceLine the whole line
   * @param excerpt what of the line fits a terminal, and a line with a caret below the column
   */
  public record Place(int line, int column, String sourceLine, List<String> excerpt) {
    /** Copies the excerpt. */
    public Place {
      excerpt = List.copyOf(excerpt);
    }
  }

  /**
   * What is said in one language.
   *
   * @param fact what happened, on one line
   * @param fix what to do, on one line
   */
  public record Wording(String fact, String fix) {}

  /** An error at a place, of a kind that a code names. */
  public NotationException(String code, Place place, Wording english, Wording chinese) {
    super(english.fact(), english.fix());
    this.code = code;
    this.place = place;
    this.chinese = chinese;
  }

  /** The kind of error, such as {@code too-deep}; it stays the same when wordings change. */
  public String code() {
    return code;
  }

  /** The line, from 1. */
  public int line() {
    return place.line();
  }

  /** The column, from 1, in code points. */
  public int column() {
    return place.column();
  }

  /** The whole line of the text. */
  public String sourceLine() {
    return place.sourceLine();
  }

  @Override
  public List<String> excerpt() {
    return place.excerpt();
  }

  /** Fact and remedy in Chinese. */
  public Wording chinese() {
    return chinese;
  }
}
