// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is written, read and written again has the same bytes. */
class RandomSafetensorsTest {
  @Test
  void five_hundred_random_files_come_back_as_they_were() throws IOException {
    roundTrips(500);
  }

  @Test
  @Tag("long")
  void ten_thousand_random_files_come_back_as_they_were() throws IOException {
    roundTrips(10_000);
  }

  private static void roundTrips(int count) throws IOException {
    for (int seed = 0; seed < count; seed++) {
      SafetensorsFile file = random(new Random(seed));
      byte[] bytes = bytes(file);
      SafetensorsFile read = SafetensorsFile.of(bytes);
      assertThat(read.metadata()).as("seed %d", seed).isEqualTo(file.metadata());
      assertThat(read.entries()).as("seed %d", seed).hasSameSizeAs(file.entries());
      assertThat(bytes(read)).as("seed %d", seed).isEqualTo(bytes);
      for (SafetensorsEntry entry : file.entries()) {
        assertThat(read.get(entry.name()).shape()).as("seed %d", seed).isEqualTo(entry.shape());
        for (int i = 0; i < entry.values().length(); i++) {
          assertThat(read.get(entry.name()).values().getLong(i))
              .as("seed %d, %s[%d]", seed, entry.name(), i)
              .isEqualTo(entry.values().getLong(i));
        }
      }
    }
  }

  private static SafetensorsFile random(Random random) {
    Map<String, String> metadata = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      metadata.put(text(random), text(random));
    }
    Map<String, SafetensorsEntry> entries = new HashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String name = text(random);
      entries.put(name, entry(name, random));
    }
    List<SafetensorsEntry> order = new ArrayList<>(entries.values());
    Collections.shuffle(order, random);
    return SafetensorsFile.of(metadata, order);
  }

  private static SafetensorsEntry entry(String name, Random random) {
    long[] sizes = new long[random.nextInt(4)];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = random.nextInt(5);
    }
    Shape shape = Shape.of(sizes);
    DType dtype = DType.values()[random.nextInt(DType.values().length)];
    Storage values = Storage.allocate(dtype, shape);
    for (int i = 0; i < values.length(); i++) {
      if (dtype.isFloating()) {
        values.set(i, Double.longBitsToDouble(random.nextLong()));
      } else {
        values.setLong(i, random.nextLong() >> random.nextInt(64));
      }
    }
    return new SafetensorsEntry(name, shape, values);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 0x4e2d : point);
    }
    return text.toString();
  }

  private static byte[] bytes(SafetensorsFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    return out.toByteArray();
  }
}
