// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest of all leaves of a network: SHA-256 over, in name order, the name in UTF-8, a zero
 * byte, type (F32 0, F64 1, I32 2, I64 3, U8 4, BOOL 5), rank and sizes as little-endian longs, and
 * the values, little-endian. NaNs are canonical. Equal digests mean equal bits.
 */
final class Digest {

  private static final int BLOCK = 8192;

  private final MessageDigest sha256;
  private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);

  private Digest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new AssertionError("every JDK has SHA-256", missing);
    }
  }

  static String of(Map<String, Tensor> leaves) {
    Digest digest = new Digest();
    new TreeMap<>(leaves).forEach(digest::add);
    return HexFormat.of().formatHex(digest.sha256.digest());
  }

  private void add(String name, Tensor tensor) {
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    buffer.putLong(number(tensor.dtype())).putLong(tensor.rank());
    for (long size : tensor.shape().sizes()) {
      room().putLong(size);
    }
    values(tensor);
    flush();
  }

  private static long number(DType dtype) {
    return switch (dtype) {
      case F32 -> 0;
      case F64 -> 1;
      case I32 -> 2;
      case I64 -> 3;
      case U8 -> 4;
      case BOOL -> 5;
    };
  }

  private void values(Tensor tensor) {
    switch (tensor.dtype()) {
      case F32 -> {
        for (float value : tensor.toFloats()) {
          room().putInt(Float.floatToIntBits(value));
        }
      }
      case F64 -> {
        for (double value : tensor.toDoubles()) {
          room().putLong(Double.doubleToLongBits(value));
        }
      }
      case I32, I64, U8, BOOL -> {
        for (long value : tensor.toLongs()) {
          whole(tensor.dtype(), value);
        }
      }
    }
  }

  private void whole(DType dtype, long value) {
    switch (dtype.bytes()) {
      case 1 -> room().put((byte) value);
      case 4 -> room().putInt((int) value);
      default -> room().putLong(value);
    }
  }

  /** The buffer with room for one more value. */
  private ByteBuffer room() {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    return buffer;
  }

  private void flush() {
    buffer.flip();
    sha256.update(buffer);
    buffer.clear();
  }
}
