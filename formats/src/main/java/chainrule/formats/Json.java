// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.ArgumentException;
import chainrule.error.FormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An immutable JSON value: what run records, events, network descriptions and {@code --json} lines
 * are made of.
 *
 * <p>Members keep their order and numbers keep their digits, so a value that was read is written as
 * the same text again (white space apart).
 *
 * <p>Limits when reading: {@value #MAX_LENGTH} characters, {@value #MAX_DEPTH} levels, {@value
 * #MAX_DIGITS} characters a number; duplicate keys, unpaired surrogates and anything after the
 * value are errors.
 *
 * <pre>{@code
 * Json event = Json.object().with("v", 1).with("event", "epoch").with("loss", 0.25);
 * event.toText();                                    // {"v":1,"event":"epoch","loss":0.25}
 * Json.parse(line).asObject().text("event");         // epoch
 * }</pre>
 *
 * <p>Source: RFC 8259 (2017).
 */
public sealed interface Json {
  /** The deepest nesting read or written: an array of numbers has depth 1. */
  int MAX_DEPTH = 64;

  /** The longest text read, in characters. */
  int MAX_LENGTH = 16_000_000;

  /** The longest number read, in characters. */
  int MAX_DIGITS = 1_000;

  /**
   * An object: names with values, in a fixed order.
   *
   * @param members the values by name, in the order in which they are written
   */
  record JsonObject(Map<String, Json> members) implements Json {
    /** Copies the members, in their order. */
    public JsonObject {
      members.keySet().forEach(JsonCheck::wellFormed);
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * This object with one member more, or with another value for it.
     *
     * @param name the member's name
     * @param value its value
     * @return a new object; a new name comes last, a known one keeps its place
     */
    public JsonObject with(String name, Json value) {
      Map<String, Json> copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new JsonObject(copy);
    }

    /** {@code with(name, Json.of(value))}. */
    public JsonObject with(String name, String value) {
      return with(name, Json.of(value));
    }

    /** {@code with(name, Json.of(value))}. */
    public JsonObject with(String name, long value) {
      return with(name, Json.of(value));
    }

    /** {@code with(name, Json.of(value))}. */
    public JsonObject with(String name, double value) {
      return with(name, Json.of(value));
    }

    /** {@code with(name, Json.of(value))}. */
    public JsonObject with(String name, boolean value) {
      return with(name, Json.of(value));
    }

    /** The member of this name, if there is one. */
    public Optional<Json> find(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /**
     * The member of this name.
     *
     * @throws FormatException if there is none
     */
    public Json get(String name) {
      return find(name)
          .orElseThrow(() ->
              new FormatException(
                  "json: member \""
                      + name
                      + "\" is missing; the object has "
                      + Printable.of(members.keySet().toString())));
    }

    /**
     * The string of this name.
     *
     * @throws FormatException if it is missing or no string
     */
    public String text(String name) {
      return JsonCheck.text(get(name), JsonCheck.member(name));
    }

    /**
     * The whole number of this name.
     *
     * @throws FormatException if it is missing or no whole number of 64 bits
     */
    public long whole(String name) {
      return JsonCheck.whole(get(name), JsonCheck.member(name));
    }

    /**
     * The number of this name.
     *
     * @throws FormatException if it is missing, no number, or beyond the range of F64
     */
    public double number(String name) {
      return JsonCheck.number(get(name), JsonCheck.member(name));
    }

    /**
     * The truth value of this name.
     *
     * @throws FormatException if it is missing or neither true nor false
     */
    public boolean flag(String name) {
      return JsonCheck.flag(get(name), JsonCheck.member(name));
    }

    /**
     * The object of this name.
     *
     * @throws FormatException if it is missing or no object
     */
    public JsonObject object(String name) {
      return JsonCheck.object(get(name), JsonCheck.member(name));
    }

    /**
     * The array of this name.
     *
     * @throws FormatException if it is missing or no array
     */
    public List<Json> array(String name) {
      return JsonCheck.array(get(name), JsonCheck.member(name));
    }
  }

  /**
   * An array.
   *
   * @param elements the values, in order
   */
  record JsonArray(List<Json> elements) implements Json {
    /** Copies the elements. */
    public JsonArray {
      elements = List.copyOf(elements);
    }
  }

  /**
   * A string.
   *
   * @param value its characters, without escapes
   */
  record JsonString(String value) implements Json {
    /**
     * Checks that the string can be written as UTF-8.
     *
     * @throws ArgumentException if it holds an unpaired surrogate
     */
    public JsonString {
      JsonCheck.wellFormed(value);
    }
  }

  /**
   * A number, as its digits.
   *
   * @param text the number as JSON writes it, such as {@code -1.5e3}
   */
  record JsonNumber(String text) implements Json {
    private static final Pattern GRAMMAR =
        Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /**
     * Checks the digits.
     *
     * @throws ArgumentException if the text is no JSON number or too long
     */
    public JsonNumber {
      if (text.length() > MAX_DIGITS || !GRAMMAR.matcher(text).matches()) {
        throw new ArgumentException(
            "json: "
                + Printable.of(text)
                + " is no JSON number; it must be finite, in decimal, of at most "
                + MAX_DIGITS
                + " characters");
      }
    }
  }

  /**
   * True or false.
   *
   * @param value which of the two
   */
  record JsonBoolean(boolean value) implements Json {}

  /** Null. */
  record JsonNull() implements Json {}

  /** The object without members. */
  static JsonObject object() {
    return new JsonObject(Map.of());
  }

  /** An array of these values. */
  static JsonArray array(List<? extends Json> elements) {
    return new JsonArray(new ArrayList<>(elements));
  }

  /** An array of these values. */
  static JsonArray array(Json... elements) {
    return new JsonArray(Arrays.asList(elements));
  }

  /**
   * A string.
   *
   * @throws ArgumentException if it holds an unpaired surrogate
   */
  static JsonString of(String value) {
    return new JsonString(value);
  }

  /** A whole number. */
  static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  /**
   * A number, with the fewest digits that give the same bits again.
   *
   * @throws ArgumentException if it is infinite or NaN, which JSON cannot write
   */
  static JsonNumber of(double value) {
    return new JsonNumber(Double.toString(value));
  }

  /** True or false. */
  static JsonBoolean of(boolean value) {
    return new JsonBoolean(value);
  }

  /**
   * Reads one value from text.
   *
   * @throws FormatException if the text is no JSON, holds a duplicate key, or is over a limit
   */
  static Json parse(String text) {
    return JsonParsing.parse(text, "json");
  }

  /**
   * Reads the one value in a UTF-8 file.
   *
   * @throws chainrule.error.FileException if the file cannot be read
   * @throws FormatException if it holds no JSON, a duplicate key, bytes that are no UTF-8, or is
   *     over a limit
   */
  static Json read(Path file) {
    return JsonParsing.read(file);
  }

  /**
   * This value on one line, without spaces.
   *
   * @throws ArgumentException if it is nested deeper than {@value #MAX_DEPTH}
   */
  default String toText() {
    return JsonWriting.write(this, false);
  }

  /**
   * This value over several lines, indented by two spaces, ending with a line feed: for files that
   * people read.
   *
   * @throws ArgumentException if it is nested deeper than {@value #MAX_DEPTH}
   */
  default String toLines() {
    return JsonWriting.write(this, true) + "\n";
  }

  /**
   * This value as an object.
   *
   * @throws FormatException if it is none
   */
  default JsonObject asObject() {
    return JsonCheck.object(this, "the value");
  }

  /**
   * The elements of this array.
   *
   * @throws FormatException if it is none
   */
  default List<Json> asArray() {
    return JsonCheck.array(this, "the value");
  }

  /**
   * This value as a string.
   *
   * @throws FormatException if it is none
   */
  default String asText() {
    return JsonCheck.text(this, "the value");
  }

  /**
   * This value as a whole number.
   *
   * @throws FormatException if it is none of 64 bits; {@code 1.0} and {@code 1e3} are none either
   */
  default long asWhole() {
    return JsonCheck.whole(this, "the value");
  }

  /**
   * This value as F64, rounded to the nearest.
   *
   * @throws FormatException if it is no number or beyond the range of F64
   */
  default double asNumber() {
    return JsonCheck.number(this, "the value");
  }

  /**
   * This value as true or false.
   *
   * @throws FormatException if it is neither
   */
  default boolean asFlag() {
    return JsonCheck.flag(this, "the value");
  }
}
