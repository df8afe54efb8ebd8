// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.DType;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@link SafetensorsFile} to bytes. */
final class SafetensorsWriting {
  private static final int ALIGNMENT = 8;

  /** The order of the reference library: by type, widest first, then by the name's UTF-8 bytes. */
  private static final Comparator<SafetensorsEntry> ORDER =
      Comparator.comparingInt((SafetensorsEntry entry) -> rank(entry.dtype()))
          .thenComparing(
              entry -> entry.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private SafetensorsWriting() {}

  private static int rank(DType dtype) {
    return switch (dtype) {
      case I64 -> 0;
      case F64 -> 1;
      case F32 -> 2;
      case I32 -> 3;
      case U8 -> 4;
      case BOOL -> 5;
    };
  }

  static void write(SafetensorsFile file, OutputStream out) throws IOException {
    List<SafetensorsEntry> entries = file.entries().stream().sorted(ORDER).toList();
    byte[] header = header(file.metadata(), entries);
    if (header.length > SafetensorsHeader.MAX_BYTES) {
      throw new ArgumentException(
          "safetensors: names and metadata make a header of "
              + header.length
              + " bytes; at most "
              + SafetensorsHeader.MAX_BYTES);
    }
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    StoredValues values = new StoredValues("safetensors");
    for (SafetensorsEntry entry : entries) {
      values.write(entry.values(), out);
    }
  }

  private static byte[] header(Map<String, String> metadata, List<SafetensorsEntry> entries)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonParsing.FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(SafetensorsEntry.METADATA);
        for (Map.Entry<String, String> text : metadata.entrySet()) {
          json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (SafetensorsEntry entry : entries) {
        begin = writeSlot(json, entry, begin);
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private static long writeSlot(JsonGenerator json, SafetensorsEntry entry, long begin)
      throws IOException {
    Storage values = entry.values();
    long end = begin + Math.multiplyExact(values.length(), (long) entry.dtype().bytes());
    long[] sizes = entry.shape().sizes();
    json.writeObjectFieldStart(entry.name());
    json.writeStringField("dtype", entry.dtype().name());
    json.writeFieldName("shape");
    json.writeArray(sizes, 0, sizes.length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, end}, 0, 2);
    json.writeEndObject();
    return end;
  }
}
