// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.ArgumentException;
import chainrule.error.FormatException;
import chainrule.formats.Json.JsonArray;
import chainrule.formats.Json.JsonBoolean;
import chainrule.formats.Json.JsonNull;
import chainrule.formats.Json.JsonNumber;
import chainrule.formats.Json.JsonObject;
import chainrule.formats.Json.JsonString;
import java.util.List;

/** What a JSON value must be where it stands, and what is said when it is something else. */
final class JsonCheck {
  private JsonCheck() {}

  static JsonObject object(Json json, String where) {
    return expect(json, JsonObject.class, where, "an object");
  }

  static List<Json> array(Json json, String where) {
    return expect(json, JsonArray.class, where, "an array").elements();
  }

  static String text(Json json, String where) {
    return expect(json, JsonString.class, where, "a string").value();
  }

  static boolean flag(Json json, String where) {
    return expect(json, JsonBoolean.class, where, "true or false").value();
  }

  static long whole(Json json, String where) {
    String needed = "a whole number of 64 bits";
    try {
      return Long.parseLong(expect(json, JsonNumber.class, where, needed).text());
    } catch (NumberFormatException e) {
      throw wrong(json, where, needed);
    }
  }

  static double number(Json json, String where) {
    String needed = "a number within the range of F64";
    double value = Double.parseDouble(expect(json, JsonNumber.class, where, needed).text());
    if (Double.isInfinite(value)) {
      throw wrong(json, where, needed);
    }
    return value;
  }

  static String member(String name) {
    return "member \"" + Printable.of(name) + "\"";
  }

  /** Refuses text that has no UTF-8 form, since it could be built but never be written. */
  static void wellFormed(String text) {
    if (!isWellFormed(text)) {
      throw new ArgumentException(
          "json: the string \"" + Printable.of(text) + "\" holds an unpaired surrogate");
    }
  }

  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static <T extends Json> T expect(Json json, Class<T> type, String where, String needed) {
    if (type.isInstance(json)) {
      return type.cast(json);
    }
    throw wrong(json, where, needed);
  }

  private static FormatException wrong(Json json, String where, String needed) {
    return new FormatException(
        "json: " + where + " is " + described(json) + "; it must be " + needed);
  }

  private static String described(Json json) {
    return switch (json) {
      case JsonObject object -> "an object with " + object.members().size() + " members";
      case JsonArray array -> "an array of " + array.elements().size();
      case JsonString string -> "the string \"" + Printable.of(string.value()) + "\"";
      case JsonNumber number -> "the number " + Printable.of(number.text());
      case JsonBoolean truth -> String.valueOf(truth.value());
      case JsonNull _ -> "null";
    };
  }
}
