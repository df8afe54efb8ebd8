// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import chainrule.explain.notation.Token.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Cuts a text into tokens; what is wrong becomes a token, too, for the parser to come upon. */
final class Lexer {

  private static final Map<Integer, Kind> SINGLE =
      Map.ofEntries(
          Map.entry((int) '+', Kind.PLUS),
          Map.entry((int) '-', Kind.MINUS),
          Map.entry((int) '*', Kind.TIMES),
          Map.entry((int) '/', Kind.OVER),
          Map.entry((int) '@', Kind.MATMUL),
          Map.entry((int) '^', Kind.POWER),
          Map.entry((int) '\'', Kind.TRANSPOSE),
          Map.entry((int) '<', Kind.LESS),
          Map.entry((int) '>', Kind.GREATER),
          Map.entry((int) '=', Kind.ASSIGN),
          Map.entry((int) ',', Kind.COMMA),
          Map.entry((int) '(', Kind.LEFT_PARENTHESIS),
          Map.entry((int) ')', Kind.RIGHT_PARENTHESIS),
          Map.entry((int) '[', Kind.LEFT_BRACKET),
          Map.entry((int) ']', Kind.RIGHT_BRACKET),
          Map.entry((int) ';', Kind.SEMICOLON),
          Map.entry(0x2264, Kind.LESS_EQUAL),
          Map.entry(0x2265, Kind.GREATER_EQUAL),
          Map.entry(0x2260, Kind.NOT_EQUAL));

  private static final Map<String, Kind> DOUBLE =
      Map.of(
          "<=", Kind.LESS_EQUAL,
          ">=", Kind.GREATER_EQUAL,
          "==", Kind.EQUAL,
          "!=", Kind.NOT_EQUAL);

  private final SourceText source;
  private final List<Token> tokens = new ArrayList<>();
  private int place;

  private Lexer(SourceText source) {
    this.source = source;
  }

  /** All tokens; the last is the end of the text, or the first that is wrong. */
  static List<Token> tokens(SourceText source) {
    Lexer lexer = new Lexer(source);
    while (lexer.place < source.text().length() && !lexer.isWrong()) {
      lexer.next();
    }
    if (!lexer.isWrong()) {
      lexer.add(Kind.TEXT_END, lexer.place);
    }
    return lexer.tokens;
  }

  private boolean isWrong() {
    return !tokens.isEmpty() && tokens.getLast().kind() == Kind.WRONG;
  }

  private void next() {
    int letter = letter(place);
    if (SourceText.endsLine(letter)) {
      add(Kind.LINE_END, place + (source.text().startsWith("\r\n", place) ? 2 : 1));
    } else if (Letters.isBlank(letter)) {
      place += width(place);
    } else if (letter == '#') {
      comment();
    } else if (Letters.isDigit(letter) || (letter == '.' && Letters.isDigit(after(place)))) {
      number();
    } else if (Letters.startsName(letter)) {
      name();
    } else {
      sign(letter);
    }
  }

  private void comment() {
    while (place < source.text().length() && !SourceText.endsLine(letter(place))) {
      place += width(place);
    }
  }

  private void number() {
    int end = Numerals.end(this::letter, place);
    String typed = source.text().substring(place, end);
    Numerals.Reading reading = Numerals.read(typed, letter(end));
    if (reading.problem().isPresent()) {
      wrong(reading.problem().get(), end, List.of());
    } else {
      tokens.add(Token.number(reading.value(), typed, new Span(place, end)));
      place = end;
    }
  }

  private void name() {
    StringBuilder name = new StringBuilder();
    int end = place;
    while (end < source.text().length() && Letters.continuesName(letter(end))) {
      name.appendCodePoint(letter(end));
      end += width(end);
    }
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    tokens.add(Token.of(Kind.NAME, composed, new Span(place, end)));
    place = end;
  }

  private void sign(int letter) {
    Kind pair = DOUBLE.get(Character.toString(letter) + Character.toString(after(place)));
    Kind single = SINGLE.get(letter);
    int known = pair != null ? 2 : single != null ? 1 : 0;
    Optional<Misuse> misuse =
        Misuse.at(this::letter, place).filter(found -> found.sign().length() > known);
    if (misuse.isPresent()) {
      int end = place + misuse.get().sign().length();
      wrong(misuse.get().problem(), end, misuse.get().arguments());
    } else if (pair != null) {
      add(pair, place + 2);
    } else if (single != null) {
      add(single, place + 1);
    } else {
      unknown(source.text().codePointAt(place));
    }
  }

  private void unknown(int letter) {
    int end = place + width(place);
    if (Character.isDigit(letter)) {
      wrong(Problem.FOREIGN_DIGIT, end, List.of());
    } else if (Letters.isSuperscript(letter)) {
      wrong(Problem.SUPERSCRIPT, end, List.of());
    } else if (!Excerpt.isVisible(letter)) {
      wrong(Problem.INVISIBLE, end, List.of(String.format(Locale.ROOT, "U+%04X", letter)));
    } else {
      wrong(Problem.UNKNOWN_CHARACTER, end, List.of());
    }
  }

  private void add(Kind kind, int end) {
    tokens.add(Token.of(kind, source.text().substring(place, end), new Span(place, end)));
    place = end;
  }

  private void wrong(Problem problem, int end, List<String> more) {
    Span span = new Span(place, end);
    String text = source.text().substring(place, end);
    List<String> arguments = new ArrayList<>(List.of(Problem.shown(text)));
    arguments.addAll(more);
    NotationException thrown = problem.at(source, span, arguments.toArray(String[]::new));
    tokens.add(Token.wrong(text, span, thrown));
  }

  /** The code point at a place, or the ASCII character it stands for; 0 at the end. */
  private int letter(int at) {
    return at < source.text().length() ? Letters.plain(source.text().codePointAt(at)) : 0;
  }

  private int after(int at) {
    return letter(at + width(at));
  }

  private int width(int at) {
    return at < source.text().length() ? Character.charCount(source.text().codePointAt(at)) : 0;
  }
}
