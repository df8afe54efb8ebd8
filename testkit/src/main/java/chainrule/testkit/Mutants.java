// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Damages bytes for those who read them: flips and new values, ends cut off, pieces taken out,
 * doubled and put in.
 *
 * @param splices what may be put in
 */
public record Mutants(String... splices) {
  /** Keeps its own copy. */
  public Mutants {
    splices = splices.clone();
  }

  /** One damage; the bytes themselves may be changed. */
  public byte[] damaged(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 3 -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
        return joined(bytes, at, new byte[0], end);
      }
      case 4 -> {
        String splice = splices[random.nextInt(splices.length)];
        return joined(bytes, at, splice.getBytes(StandardCharsets.UTF_8), at);
      }
      default -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(60));
        return joined(bytes, end, Arrays.copyOfRange(bytes, at, end), end);
      }
    }
    return bytes;
  }

  /** One to four damages to a copy. */
  public byte[] of(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = damaged(bytes, random);
    }
    return bytes;
  }

  /** The bytes before {@code at}, the middle, and the bytes from {@code from} on. */
  private static byte[] joined(byte[] bytes, int at, byte[] middle, int from) {
    byte[] joined = Arrays.copyOf(bytes, at + middle.length + bytes.length - from);
    System.arraycopy(middle, 0, joined, at, middle.length);
    System.arraycopy(bytes, from, joined, at + middle.length, bytes.length - from);
    return joined;
  }
}
