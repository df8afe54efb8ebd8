// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FormatException;
import chainrule.formats.Json.JsonArray;
import chainrule.formats.Json.JsonBoolean;
import chainrule.formats.Json.JsonNull;
import chainrule.formats.Json.JsonNumber;
import chainrule.formats.Json.JsonObject;
import chainrule.formats.Json.JsonString;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Text to {@link Json}, by Jackson's tokens. */
final class JsonParsing {
  /** The factory of every parser of the module, with all limits and strictness. */
  static final JsonFactory FACTORY = factory();

  private static final int BLOCK_CHARACTERS = 8192;

  /** What Jackson adds to its complaints: names of its settings, and a place it does not know. */
  private static final Pattern SETTINGS =
      Pattern.compile(",? from `[^`]*`|\\(`[^`]*`\\)| \\(for \\w+ starting at .*");

  private final JsonParser parser;
  private final String source;

  private JsonParsing(JsonParser parser, String source) {
    this.parser = parser;
    this.source = source;
  }

  private static JsonFactory factory() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(Json.MAX_DEPTH)
            .maxNumberLength(Json.MAX_DIGITS)
            .maxStringLength(Json.MAX_LENGTH)
            .maxNameLength(50_000)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(limits)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(JsonReadFeature.ALLOW_TRAILING_COMMA)
        .build();
  }

  static Json read(Path file) {
    byte[] bytes = InputFiles.readAll(file, "json", Json.MAX_LENGTH);
    return parse(decode(bytes, "json: " + file), "json: " + file);
  }

  /**
   * Bytes as strict UTF-8: checked a block at a time first, since a decoder wants twice the room.
   */
  static String decode(byte[] bytes, String source) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer block = CharBuffer.allocate(BLOCK_CHARACTERS);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      result = decoder.decode(in, block.clear(), true);
    }
    if (result.isError()) {
      throw new FormatException(source + ": byte " + in.position() + " is not UTF-8");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static Json parse(String text, String source) {
    if (text.length() > Json.MAX_LENGTH) {
      throw new FormatException(
          source + ": " + text.length() + " characters; at most " + Json.MAX_LENGTH + " are read");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonParsing parsing = new JsonParsing(parser, source);
      Json json = parsing.value(parsing.next());
      if (parser.nextToken() != null) {
        throw parsing.refused("something follows the value");
      }
      return json;
    } catch (IOException e) {
      throw refused(source, e);
    }
  }

  private Json value(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> string();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> new JsonNull();
      default -> throw refused("found " + token + " where a value must stand");
    };
  }

  private JsonObject object() throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (next() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      members.put(name, value(next()));
    }
    return new JsonObject(members);
  }

  private JsonArray array() throws IOException {
    List<Json> elements = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      elements.add(value(token));
    }
    return new JsonArray(elements);
  }

  private JsonString string() throws IOException {
    return new JsonString(wellFormed(parser.getText()));
  }

  private String wellFormed(String text) {
    if (!JsonCheck.isWellFormed(text)) {
      throw refused("the string \"" + Printable.of(text) + "\" holds an unpaired surrogate");
    }
    return text;
  }

  private JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw refused("the text ends before the value does");
    }
    return token;
  }

  private FormatException refused(String problem) {
    return new FormatException(
        source + ": character " + parser.currentLocation().getCharOffset() + ": " + problem);
  }

  /** Jackson's complaint in our form: where, what, without the names of its settings. */
  static FormatException refused(String source, IOException e) {
    String message = e.getMessage();
    if (!(e instanceof JsonProcessingException problem)) {
      return new FormatException(source + ": " + (message == null ? e.getClass() : message));
    }
    String place =
        problem.getLocation() == null
            ? ""
            : "character " + problem.getLocation().getCharOffset() + ": ";
    String said = SETTINGS.matcher(problem.getOriginalMessage()).replaceAll("");
    return new FormatException(source + ": " + place + Printable.of(said));
  }
}
