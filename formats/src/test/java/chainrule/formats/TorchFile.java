// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A state dict byte by byte as safetensors.torch.save_file lays it out. */
final class TorchFile {

  private final List<String> header = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  TorchFile() {
    header.add("\"__metadata__\":{\"format\":\"pt\"}");
  }

  TorchFile f32(String name, List<Integer> shape, double... values) {
    ByteBuffer bytes = buffer(4 * values.length);
    Arrays.stream(values).forEach(value -> bytes.putFloat((float) value));
    return entry(name, "F32", shape, bytes);
  }

  TorchFile f64(String name, List<Integer> shape, double... values) {
    ByteBuffer bytes = buffer(8 * values.length);
    Arrays.stream(values).forEach(bytes::putDouble);
    return entry(name, "F64", shape, bytes);
  }

  TorchFile i64(String name, List<Integer> shape, long... values) {
    ByteBuffer bytes = buffer(8 * values.length);
    Arrays.stream(values).forEach(bytes::putLong);
    return entry(name, "I64", shape, bytes);
  }

  /** An entry of 16-bit numbers, all 0. */
  TorchFile half(String name, String dtype, int count) {
    return entry(name, dtype, List.of(count), buffer(2 * count));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private TorchFile entry(String name, String dtype, List<Integer> shape, ByteBuffer bytes) {
    int begin = data.size();
    data.writeBytes(bytes.array());
    String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(","));
    header.add(
        String.format(
            Locale.ROOT,
            "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}",
            name,
            dtype,
            sizes,
            begin,
            data.size()));
    return this;
  }

  Path write(Path file) {
    StringBuilder text = new StringBuilder("{" + String.join(",", header) + "}");
    text.repeat(' ', (8 - text.length() % 8) % 8);
    byte[] json = text.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer length = buffer(8).putLong(json.length);
    AtomicFile.replacing(file)
        .write(out -> {
          out.write(length.array());
          out.write(json);
          data.writeTo(out);
        });
    return file;
  }
}
