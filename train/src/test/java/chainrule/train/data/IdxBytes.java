// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** IDX files made in memory, honest or not. */
final class IdxBytes {
  private IdxBytes() {}

  static byte[] of(int type, int[] sizes, byte[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + values.length);
    bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) sizes.length);
    for (int size : sizes) {
      bytes.putInt(size);
    }
    return bytes.put(values).array();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** A set in the form of MNIST with few digits; image i is filled with i. */
  static void mnist(Path folder, int train, int test, boolean packed) throws IOException {
    Files.createDirectories(folder);
    part(folder, "train", train, packed);
    part(folder, "t10k", test, packed);
  }

  private static void part(Path folder, String name, int count, boolean packed) throws IOException {
    byte[] pixels = new byte[count * 784];
    byte[] labels = new byte[count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 784);
    }
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
    }
    write(folder, name + "-images-idx3-ubyte", of(8, new int[] {count, 28, 28}, pixels), packed);
    write(folder, name + "-labels-idx1-ubyte", of(8, new int[] {count}, labels), packed);
  }

  private static void write(Path folder, String name, byte[] bytes, boolean packed)
      throws IOException {
    Files.write(folder.resolve(packed ? name + ".gz" : name), packed ? gzip(bytes) : bytes);
  }
}
