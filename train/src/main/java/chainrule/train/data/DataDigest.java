// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.formats.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * SHA-256 over all samples of a dataset: the number of samples, then for inputs and for targets the
 * type by name and the sizes of one, then the samples in order in blocks of 256, inputs before
 * targets, all little-endian. Equal digests mean equal bits; names do not count.
 */
public final class DataDigest {

  private static final int ROWS = 256;

  private final Dataset data;
  private final MessageDigest sha256 = Sha256.begin();

  private DataDigest(Dataset data) {
    this.data = data;
  }

  /** The digest, as 64 hexadecimal digits; reads all samples. */
  public static String of(Dataset data) {
    return new DataDigest(data).text();
  }

  private String text() {
    ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    sha256.update(count.putLong(data.count()).array());
    add(data.inputRow());
    add(data.targetRow());
    Storage inputs = Storage.allocate(data.inputRow().dtype(), data.inputRow().shape(ROWS));
    Storage targets = Storage.allocate(data.targetRow().dtype(), data.targetRow().shape(ROWS));
    for (long from = 0; from < data.count(); from += ROWS) {
      int rows = (int) Math.min(ROWS, data.count() - from);
      for (int row = 0; row < rows; row++) {
        data.read(from + row, inputs, targets, row);
      }
      add(inputs, rows * data.inputRow().length());
      add(targets, rows * data.targetRow().length());
    }
    return Sha256.text(sha256);
  }

  private void add(Dataset.Row row) {
    sha256.update((row.dtype() + " " + row.shape()).getBytes(StandardCharsets.UTF_8));
  }

  private void add(Storage values, int length) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(length, values.dtype().bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    switch (values) {
      case Storage.F32(float[] array) -> bytes.asFloatBuffer().put(array, 0, length);
      case Storage.F64(double[] array) -> bytes.asDoubleBuffer().put(array, 0, length);
      case Storage.I32(int[] array) -> bytes.asIntBuffer().put(array, 0, length);
      case Storage.I64(long[] array) -> bytes.asLongBuffer().put(array, 0, length);
      case Storage.U8(byte[] array) -> bytes.put(array, 0, length);
      case Storage.Bool(boolean[] array) -> {
        for (int i = 0; i < length; i++) {
          bytes.put((byte) (array[i] ? 1 : 0));
        }
      }
      case Storage.Device device -> throw new AssertionError(device);
    }
    sha256.update(bytes.rewind());
  }
}
