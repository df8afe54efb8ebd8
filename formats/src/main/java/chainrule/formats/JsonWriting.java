// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.ArgumentException;
import chainrule.formats.Json.JsonArray;
import chainrule.formats.Json.JsonBoolean;
import chainrule.formats.Json.JsonNull;
import chainrule.formats.Json.JsonNumber;
import chainrule.formats.Json.JsonObject;
import chainrule.formats.Json.JsonString;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** {@link Json} to text: the same value always gives the same characters. */
final class JsonWriting {
  private JsonWriting() {}

  static String write(Json json, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonParsing.FACTORY.createGenerator(text)) {
      if (indented) {
        generator.setPrettyPrinter(printer());
      }
      write(generator, json, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer does not fail", e);
    }
    return text.toString();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
  }

  private static void write(JsonGenerator generator, Json json, int depth) throws IOException {
    boolean nests = json instanceof JsonObject || json instanceof JsonArray;
    if (nests && depth == Json.MAX_DEPTH) {
      throw new ArgumentException(
          "json: the value is nested deeper than " + depth + " levels; it could not be read again");
    }
    switch (json) {
      case JsonObject object -> {
        generator.writeStartObject();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          generator.writeFieldName(member.getKey());
          write(generator, member.getValue(), depth + 1);
        }
        generator.writeEndObject();
      }
      case JsonArray array -> {
        generator.writeStartArray();
        for (Json element : array.elements()) {
          write(generator, element, depth + 1);
        }
        generator.writeEndArray();
      }
      case JsonString string -> generator.writeString(string.value());
      case JsonNumber number -> generator.writeNumber(number.text());
      case JsonBoolean truth -> generator.writeBoolean(truth.value());
      case JsonNull _ -> generator.writeNull();
    }
  }
}
