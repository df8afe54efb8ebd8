// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.error.NotationException;
import chainrule.explain.text.TextWidth;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** What every error of the notation must have: a caret where it says, a remedy, both languages. */
final class Carets {

  private static final int COLUMNS = 78;

  private Carets() {}

  /** The error that a text gives, checked; nothing if it has none. Any other exception fails. */
  static Optional<NotationException> errorOf(String text, Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (NotationException e) {
      check(text, e);
      return Optional.of(e);
    } catch (RuntimeException | StackOverflowError e) {
      return Assertions.fail("for: " + text, e);
    }
  }

  static NotationException error(String text) {
    return errorOf(text, () -> Notation.parse(text))
        .orElseThrow(() -> new AssertionError("read without an error: " + text));
  }

  private static void check(String text, NotationException e) {
    String place = "line " + e.line() + ", column " + e.column();
    assertThat(e.fact()).as(text).startsWith("notation: ").contains(place);
    assertThat(e.fix().orElse("")).as(text).isNotBlank();
    assertThat(e.chinese().fact())
        .as(text)
        .startsWith("表达式：")
        .contains("第 " + e.line() + " 行第 " + e.column() + " 列");
    assertThat(e.chinese().fix()).as(text).isNotBlank();
    for (String said :
        List.of(e.fact(), e.fix().orElse(""), e.chinese().fact(), e.chinese().fix())) {
      assertThat(said)
          .as(text)
          .doesNotContainPattern("\\{\\d}|\\{at}|\\p{Cntrl}|Exception|\\bjava\\.");
    }
    String[] lines = text.split("\r\n|\r|\n", -1);
    assertThat(e.line()).as(text).isBetween(1, lines.length);
    assertThat(e.sourceLine()).as(text).isEqualTo(lines[e.line() - 1]);
    checkCaret(text, e);
  }

  private static void checkCaret(String text, NotationException e) {
    String line = e.sourceLine();
    int column = e.column() - 1;
    assertThat(column).as(text).isBetween(0, line.codePointCount(0, line.length()));
    List<String> excerpt = e.excerpt();
    assertThat(excerpt).as(text).hasSize(2);
    assertThat(excerpt.get(1)).as(text).matches(" *\\^");
    assertThat(excerpt).as(text).allMatch(shown -> TextWidth.of(shown) <= COLUMNS);
    assertThat(e.getMessage())
        .as(text)
        .contains("\n  " + excerpt.get(0) + "\n  " + excerpt.get(1) + "\n  fix: ");
    int place = line.offsetByCodePoints(0, column);
    if (place < line.length()) {
      String cell = Excerpt.cell(line.codePointAt(place));
      assertThat(above(excerpt))
          .as("%s%n%s", text, e.getMessage())
          .startsWith(cell.stripTrailing());
    }
  }

  /** What stands above the caret, to the end of the line. */
  private static String above(List<String> excerpt) {
    String shown = excerpt.get(0);
    int width = excerpt.get(1).length() - 1;
    int place = 0;
    while (place < shown.length() && TextWidth.of(shown.substring(0, place)) < width) {
      place += Character.charCount(shown.codePointAt(place));
    }
    return shown.substring(place);
  }
}
