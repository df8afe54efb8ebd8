// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.FormatException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The text of a header to {@link SafetensorsHeader}, with every rule of the format checked. */
final class SafetensorsParsing {
  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_RANK = 32;

  /** Types of the format that nothing here can hold yet. */
  private static final Set<String> NOT_YET =
      Set.of(
          "F4",
          "F6_E2M3",
          "F6_E3M2",
          "F8_E5M2",
          "F8_E4M3",
          "F8_E8M0",
          "F8_E4M3FNUZ",
          "F8_E5M2FNUZ",
          "I8",
          "I16",
          "U16",
          "F16",
          "BF16",
          "U32",
          "C64",
          "U64");

  private final String source;
  private final long dataBytes;

  /**
   * A parser of one header.
   *
   * @param source what errors begin with
   * @param dataBytes how many bytes follow the header
   */
  SafetensorsParsing(String source, long dataBytes) {
    this.source = source;
    this.dataBytes = dataBytes;
  }

  SafetensorsHeader parse(String text) {
    int last = text.lastIndexOf('}');
    if (text.charAt(0) != '{' || !isSpaces(text, last + 1)) {
      throw refused("the header must begin with { and end with }, padded with nothing but spaces");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    List<SafetensorsSlot> tensors = new ArrayList<>();
    try (JsonParser parser = JsonParsing.FACTORY.createParser(text)) {
      expect(parser, JsonToken.START_OBJECT, "the header", "an object");
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = wellFormed(parser.currentName());
        if (name.equals(SafetensorsEntry.METADATA)) {
          readMetadata(parser, metadata);
        } else {
          tensors.add(tensor(parser, name));
        }
        checkCount(tensors.size());
      }
      if (parser.nextToken() != null) {
        throw refused("something follows the header's object");
      }
    } catch (IOException e) {
      throw JsonParsing.refused(source + ": header", e);
    }
    checkLayout(tensors);
    return new SafetensorsHeader(metadata, tensors);
  }

  private static boolean isSpaces(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at == text.length();
  }

  private void readMetadata(JsonParser parser, Map<String, String> metadata) throws IOException {
    expect(parser, JsonToken.START_OBJECT, SafetensorsEntry.METADATA, "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      expect(parser, JsonToken.VALUE_STRING, "metadata " + Printable.quoted(name), "a string");
      metadata.put(name, wellFormed(parser.getText()));
      checkCount(metadata.size());
    }
  }

  private SafetensorsSlot tensor(JsonParser parser, String name) throws IOException {
    String tensor = "tensor " + Printable.quoted(name);
    expect(parser, JsonToken.START_OBJECT, tensor, "an object");
    Optional<DType> dtype = Optional.empty();
    Optional<long[]> shape = Optional.empty();
    Optional<long[]> offsets = Optional.empty();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      switch (key) {
        case "dtype" -> {
          expect(parser, JsonToken.VALUE_STRING, tensor + ": dtype", "a string");
          dtype = Optional.of(dtype(tensor, parser.getText()));
        }
        case "shape" -> shape = Optional.of(sizes(parser, tensor + ": shape", MAX_RANK));
        case "data_offsets" -> offsets = Optional.of(sizes(parser, tensor + ": data_offsets", 2));
        default -> throw refused(tensor + ": unknown key " + Printable.quoted(key));
      }
    }
    return slot(
        name,
        dtype.orElseThrow(() -> refused(tensor + ": dtype is missing")),
        shape.orElseThrow(() -> refused(tensor + ": shape is missing")),
        offsets.orElseThrow(() -> refused(tensor + ": data_offsets are missing")));
  }

  private DType dtype(String tensor, String text) {
    if (NOT_YET.contains(text)) {
      throw new FormatException(
          source + ": " + tensor + " is " + text + ", which is not supported yet",
          "convert it to one of "
              + Arrays.toString(DType.values())
              + (text.endsWith("F16") ? "; in PyTorch, model.float() before saving" : ""));
    }
    for (DType dtype : DType.values()) {
      if (dtype.name().equals(text)) {
        return dtype;
      }
    }
    throw refused(
        tensor
            + ": unknown dtype "
            + Printable.quoted(text)
            + "; known are "
            + Arrays.toString(DType.values()));
  }

  private long[] sizes(JsonParser parser, String what, int most) throws IOException {
    expect(parser, JsonToken.START_ARRAY, what, "an array");
    long[] sizes = new long[most];
    int count = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (count == most) {
        throw refused(what + " has more than " + most + " numbers");
      }
      sizes[count++] = size(parser, token, what);
    }
    return Arrays.copyOf(sizes, count);
  }

  private long size(JsonParser parser, JsonToken token, String what) throws IOException {
    String text = token == JsonToken.VALUE_NUMBER_INT ? parser.getText() : "";
    try {
      if (text.startsWith("-")) {
        throw refused(what + " holds " + Printable.of(text) + "; 0 or more is needed");
      }
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw refused(
          what
              + " holds "
              + Printable.of(parser.getText())
              + "; a whole number below 2^63 is needed");
    }
  }

  private SafetensorsSlot slot(String name, DType dtype, long[] sizes, long[] offsets) {
    String tensor = "tensor " + Printable.quoted(name);
    if (offsets.length != 2) {
      throw refused(tensor + ": data_offsets has " + offsets.length + " numbers; 2 are needed");
    }
    long begin = offsets[0];
    long end = offsets[1];
    if (begin > end || end > dataBytes) {
      throw refused(
          tensor
              + ": data_offsets "
              + Arrays.toString(offsets)
              + " do not lie in order within the "
              + dataBytes
              + " bytes of data");
    }
    long needed = bytes(tensor, dtype, sizes);
    if (needed != end - begin) {
      throw refused(
          tensor
              + ": "
              + dtype
              + Arrays.toString(sizes)
              + " needs "
              + needed
              + " bytes; data_offsets give "
              + (end - begin));
    }
    return new SafetensorsSlot(name, dtype, Shape.of(sizes), begin, end);
  }

  private long bytes(String tensor, DType dtype, long[] sizes) {
    try {
      long bytes = dtype.bytes();
      for (long size : sizes) {
        bytes = Math.multiplyExact(bytes, size);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw refused(
          tensor + ": " + dtype + Arrays.toString(sizes) + " has more than 2^63 - 1 bytes");
    }
  }

  /** Sorts the tensors by their bytes and refuses holes, overlaps and a rest. */
  private void checkLayout(List<SafetensorsSlot> tensors) {
    tensors.sort(
        Comparator.comparingLong(SafetensorsSlot::begin).thenComparingLong(SafetensorsSlot::end));
    long reached = 0;
    for (SafetensorsSlot tensor : tensors) {
      if (tensor.begin() != reached) {
        throw refused(
            "tensor "
                + Printable.quoted(tensor.name())
                + " begins at "
                + tensor.begin()
                + (tensor.begin() < reached
                    ? ", inside the one before, which ends at "
                    : ", after a hole that begins at ")
                + reached);
      }
      reached = tensor.end();
    }
    if (reached != dataBytes) {
      throw refused(
          dataBytes - reached + " bytes follow the last tensor, which ends at " + reached);
    }
  }

  private void checkCount(int count) {
    if (count > MAX_ENTRIES) {
      throw refused("the header lists more than " + MAX_ENTRIES + " names");
    }
  }

  private String wellFormed(String text) {
    if (!JsonCheck.isWellFormed(text)) {
      throw refused(Printable.quoted(text) + " holds an unpaired surrogate");
    }
    return text;
  }

  private void expect(JsonParser parser, JsonToken token, String what, String needed)
      throws IOException {
    if (parser.nextToken() != token) {
      throw refused(what + " is not " + needed);
    }
  }

  private FormatException refused(String problem) {
    return new FormatException(source + ": " + problem);
  }
}
