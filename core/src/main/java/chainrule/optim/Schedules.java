// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Schedules as text:
 *
 * <pre>
 * constant
 * cosine            cosine:FLOOR
 * step:SPAN:GAMMA   every so many epochs, as in step:10:0.5
 * exponential:GAMMA
 * warmup:SPAN       so many steps, as in warmup:500
 * onecycle:RISE     onecycle:RISE:START:END
 * plateau:FACTOR:PATIENCE   plateau:FACTOR:PATIENCE:THRESHOLD:FLOOR
 * </pre>
 *
 * <p>A span is a number, or one with its unit: {@code 500steps}, {@code 2epochs}. {@code A*B} is
 * the product of two schedules. {@code warmup:500+B} goes on with B after the warm-up, {@code
 * A@2epochs+B} after two epochs of A; the product binds closer, B may be such a sequence itself,
 * and parentheses bind closest.
 */
public final class Schedules {

  private static final String WHAT = "schedule";
  private static final int LONGEST = 1000;
  private static final int DEEPEST = 16;
  private static final Pattern EXPONENT = Pattern.compile("[0-9.][eE]$");
  private static final List<String> NAMES =
      List.of("constant", "cosine", "step", "exponential", "warmup", "onecycle", "plateau");

  private Schedules() {}

  /** The names that a text may begin with. */
  public static List<String> names() {
    return NAMES;
  }

  /** The text of a schedule. */
  public static String text(Schedule schedule) {
    return schedule.name();
  }

  /**
   * The schedule of a text.
   *
   * @throws ArgumentException if it is none, a range is left, or there are too many parts
   */
  public static Schedule parse(String text) {
    int depth = 0;
    int deepest = 0;
    for (int at = 0; at < text.length() && depth >= 0; at++) {
      depth += step(text.charAt(at));
      deepest = Math.max(deepest, depth);
    }
    if (depth != 0 || deepest > DEEPEST || text.length() > LONGEST) {
      throw new ArgumentException(
          WHAT
              + ": a text of "
              + text.length()
              + " letters; needs "
              + LONGEST
              + " at most, and parentheses that are closed, "
              + DEEPEST
              + " deep at most");
    }
    return sequence(text);
  }

  /** One deeper in parentheses after a letter, or one less. */
  private static int step(char letter) {
    return letter == '(' ? 1 : letter == ')' ? -1 : 0;
  }

  private static Schedule sequence(String text) {
    List<String> parts = split(text, '+');
    Schedule whole = product(parts.getLast());
    for (String part : parts.reversed().subList(1, parts.size())) {
      whole = chain(part, whole);
    }
    return whole;
  }

  /** The name of a part that must not fall apart in its surroundings. */
  static String whole(Schedule part) {
    boolean several = part instanceof Schedule.Chain || part instanceof Schedule.Product;
    return several ? "(" + part.name() + ")" : part.name();
  }

  private static Schedule chain(String text, Schedule next) {
    List<String> parts = split(text, '@');
    Schedule first = product(parts.getFirst());
    if (parts.size() == 2) {
      Words words = Words.of(WHAT, parts.getLast());
      Interval length = span(words, Interval.Unit.STEPS);
      words.end();
      return first.until(length, next);
    }
    if (parts.size() == 1 && first instanceof Schedule.WarmUp warmUp) {
      return warmUp.then(next);
    }
    throw new ArgumentException(
        WHAT + ": \"" + text + "\" goes on with another, but not when; needs a length",
        "write " + parts.getFirst() + "@500steps+... or " + parts.getFirst() + "@2epochs+...");
  }

  private static Schedule product(String text) {
    List<Schedule> factors = split(text, '*').stream().map(Schedules::single).toList();
    return factors.size() == 1 ? factors.getFirst() : new Schedule.Product(factors);
  }

  /**
   * The parts between signs outside of parentheses; a sign that belongs to a number, as in 1e+3,
   * separates nothing.
   */
  private static List<String> split(String text, char sign) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int depth = 0;
    for (int at = 0; at < text.length(); at++) {
      char now = text.charAt(at);
      depth += step(now);
      if (now == sign && depth == 0 && !EXPONENT.matcher(text.substring(from, at)).find()) {
        parts.add(text.substring(from, at));
        from = at + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static Schedule single(String given) {
    String text = given.strip();
    if (text.startsWith("(") && text.endsWith(")")) {
      return sequence(text.substring(1, text.length() - 1));
    }
    Words words = Words.of(WHAT, text);
    Schedule schedule =
        switch (words.choice(NAMES)) {
          case "constant" -> new Schedule.Constant();
          case "cosine" -> new Schedule.Cosine(words.number("a floor", 0));
          case "step" ->
              new Schedule.Steps(span(words, Interval.Unit.EPOCHS), words.number("a factor"));
          case "exponential" -> new Schedule.Exponential(words.number("a factor"));
          case "warmup" -> new Schedule.WarmUp(span(words, Interval.Unit.STEPS));
          case "onecycle" -> oneCycle(words);
          default -> plateau(words);
        };
    words.end();
    return schedule;
  }

  private static Schedule oneCycle(Words words) {
    double rise = words.number("the share of the run that goes up", 0.3);
    return words.hasMore()
        ? new Schedule.OneCycle(
            rise, words.number("what it starts below by"), words.number("what it ends below by"))
        : new Schedule.OneCycle(rise);
  }

  private static Schedule plateau(Words words) {
    double factor = words.number("a factor");
    long patience = words.whole("the epochs of patience");
    int epochs = Math.clamp(patience, -1, Integer.MAX_VALUE);
    return words.hasMore()
        ? new Schedule.Plateau(
            factor, epochs, words.number("a threshold"), words.number("a floor", 0))
        : new Schedule.Plateau(factor, epochs);
  }

  private static Interval span(Words words, Interval.Unit usual) {
    String needed = "a number of steps or epochs, such as 500steps or 2epochs";
    String word = words.word(needed);
    for (Interval.Unit unit : Interval.Unit.values()) {
      String name = unit.name().toLowerCase(Locale.ROOT);
      if (word.endsWith(name)) {
        return new Interval(
            words.whole(word.substring(0, word.length() - name.length()), needed), unit);
      }
    }
    return new Interval(words.whole(word, needed), usual);
  }
}
