// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Samples that are in two datasets, which then tell nothing of how well a network generalizes. */
public final class Duplicates {

  private Duplicates() {}

  /**
   * How many samples of one dataset are in another, too: the same bits of input and target.
   *
   * <p>Samples are told apart by 64 bits of their SHA-256, so that two of some millions of
   * different ones pass for the same with a probability below one in a million.
   *
   * @param train what is looked in
   * @param test what is counted
   */
  public static long count(Dataset train, Dataset test) {
    if (!train.inputRow().equals(test.inputRow()) || !train.targetRow().equals(test.targetRow())) {
      return 0;
    }
    long[] known = digests(train);
    Arrays.sort(known);
    return Arrays.stream(digests(test)).filter(row -> Arrays.binarySearch(known, row) >= 0).count();
  }

  private static long[] digests(Dataset data) {
    Storage input = Storage.allocate(data.inputRow().dtype(), data.inputRow().shape(1));
    Storage target = Storage.allocate(data.targetRow().dtype(), data.targetRow().shape(1));
    ByteBuffer bytes =
        ByteBuffer.allocate(
            Math.toIntExact(Long.BYTES * Math.addExact(input.length(), target.length())));
    MessageDigest sha = sha256();
    long[] digests = new long[Math.toIntExact(data.count())];
    for (int place = 0; place < digests.length; place++) {
      data.read(place, input, target, 0);
      bytes.clear();
      put(input, bytes);
      put(target, bytes);
      sha.update(bytes.flip());
      digests[place] = ByteBuffer.wrap(sha.digest()).getLong();
    }
    return digests;
  }

  private static void put(Storage row, ByteBuffer bytes) {
    switch (row) {
      case Storage.F32(float[] values) -> {
        for (float value : values) {
          bytes.putInt(Float.floatToIntBits(value));
        }
      }
      case Storage.F64(double[] values) -> {
        for (double value : values) {
          bytes.putLong(Double.doubleToLongBits(value));
        }
      }
      case Storage.I32(int[] values) -> {
        for (int value : values) {
          bytes.putInt(value);
        }
      }
      case Storage.I64(long[] values) -> {
        for (long value : values) {
          bytes.putLong(value);
        }
      }
      case Storage.U8(byte[] values) -> bytes.put(values);
      case Storage.Bool(boolean[] values) -> {
        for (boolean value : values) {
          bytes.put((byte) (value ? 1 : 0));
        }
      }
      case Storage.Device device -> throw new AssertionError(device);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
