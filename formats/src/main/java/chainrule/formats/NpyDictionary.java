// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FormatException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The dictionary in the header of a .npy file, the text of a Python literal: three keys, once each,
 * in any order. It is taken apart character by character; nothing is evaluated.
 */
final class NpyDictionary {
  private static final int MAX_RANK = 32;
  private static final String SPACES = " \t\n\r\f";
  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  private final String text;
  private final String source;
  private int at;

  /**
   * A reader of one header.
   *
   * @param text the header, with what it is padded with
   * @param source what errors begin with
   */
  NpyDictionary(String text, String source) {
    this.text = text;
    this.source = source;
  }

  NpyHeader parse() {
    Optional<String> descr = Optional.empty();
    Optional<Boolean> columns = Optional.empty();
    Optional<long[]> shape = Optional.empty();
    Set<String> met = new HashSet<>();
    expect('{', "the dictionary");
    while (!taken('}')) {
      String key = key(met);
      switch (key) {
        case "descr" -> descr = Optional.of(descr());
        case "fortran_order" -> columns = Optional.of(truth());
        default -> shape = Optional.of(sizes());
      }
      if (!taken(',')) {
        expect('}', "a comma or the end of the dictionary");
        break;
      }
    }
    if (next() != '\0' || at < text.length()) {
      throw unexpected("nothing but spaces after the dictionary");
    }
    return header(
        descr.orElseThrow(() -> missing("descr")),
        columns.orElseThrow(() -> missing("fortran_order")),
        shape.orElseThrow(() -> missing("shape")));
  }

  private String key(Set<String> met) {
    String key = string("a key");
    if (!KEYS.contains(key)) {
      throw refused("unknown key " + Printable.quoted(key));
    }
    if (!met.add(key)) {
      throw refused("the key " + Printable.quoted(key) + " stands there twice");
    }
    expect(':', "a colon");
    return key;
  }

  private String descr() {
    char first = next();
    if (first == '[' || first == '(') {
      throw refused(
          "descr is a structured type; plain arrays are read",
          "save each field as an array of its own");
    }
    return string("descr, a string");
  }

  private boolean truth() {
    next();
    for (boolean value : new boolean[] {true, false}) {
      String word = value ? "True" : "False";
      if (text.startsWith(word, at)) {
        at += word.length();
        return value;
      }
    }
    throw unexpected("True or False");
  }

  private long[] sizes() {
    expect('(', "shape, a tuple");
    long[] sizes = new long[MAX_RANK];
    int count = 0;
    boolean comma = true;
    while (!taken(')')) {
      if (!comma) {
        throw unexpected("a comma or the end of the shape");
      }
      if (count == MAX_RANK) {
        throw refused("shape has more than " + MAX_RANK + " sizes");
      }
      sizes[count++] = size();
      comma = taken(',');
    }
    if (count == 1 && !comma) {
      throw refused("shape is a number, not a tuple; a tuple of one ends with a comma");
    }
    return Arrays.copyOf(sizes, count);
  }

  /** A size; Python 2 wrote some with an L behind them. */
  private long size() {
    if (next() == '-') {
      throw refused("shape holds a negative size");
    }
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw unexpected("a size, 0 or more");
    }
    String digits = text.substring(start, at);
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw refused("shape holds " + Printable.of(digits) + "; sizes below 2^63 are needed");
    }
  }

  private String string(String what) {
    char quote = next();
    if (quote != '\'' && quote != '"') {
      throw unexpected(what);
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw refused("the string at character " + at + " does not end");
    }
    String string = text.substring(at + 1, end);
    if (string.indexOf('\\') >= 0) {
      throw refused("the string at character " + at + " holds a backslash");
    }
    at = end + 1;
    return string;
  }

  private NpyHeader header(String descr, boolean columns, long[] sizes) {
    int prefix = descr.isEmpty() || "<>=|".indexOf(descr.charAt(0)) < 0 ? 0 : 1;
    String code = descr.substring(prefix);
    NpyType type = NpyType.of(code).orElseThrow(() -> unreadable(descr, code));
    if (type.bytes() > 1 && !descr.startsWith("<") && !descr.startsWith(">")) {
      throw refused(
          "descr " + Printable.quoted(descr) + " does not tell the byte order; < or > is needed");
    }
    ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(type, order, columns, sizes);
  }

  private FormatException unreadable(String descr, String code) {
    return refused(
        "descr " + Printable.quoted(descr) + " stands for " + NpyType.unreadable(code),
        "save it as one of "
            + Arrays.stream(NpyType.values()).map(NpyType::code).collect(Collectors.joining(", ")));
  }

  /** The next character that is no space, which stays to be taken; NUL at the end. */
  private char next() {
    while (at < text.length() && SPACES.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean taken(char wanted) {
    boolean found = next() == wanted && at < text.length();
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char wanted, String what) {
    if (!taken(wanted)) {
      throw unexpected(what);
    }
  }

  private FormatException unexpected(String needed) {
    String found =
        at < text.length() ? "is " + Printable.quoted(text.substring(at)) : "is the header's end";
    return refused("character " + at + " " + found + "; needs " + needed);
  }

  private FormatException missing(String key) {
    return refused("the key " + Printable.quoted(key) + " is missing");
  }

  private FormatException refused(String problem) {
    return refused(problem, "");
  }

  private FormatException refused(String problem, String fix) {
    return new FormatException(source + ": header: " + problem, fix);
  }
}
