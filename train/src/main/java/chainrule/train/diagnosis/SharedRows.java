// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.array.Storage;
import chainrule.train.data.Dataset;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/**
 * How many samples have the same numbers, target and all: those of a test set that are in the
 * training set too, and those of the training set that are there twice. Rows are told apart by 128
 * bits of their SHA-256.
 *
 * @param train samples to learn from
 * @param twins of them, those that another one equals
 * @param test samples to test with
 * @param shared of them, those that are among the others
 */
public record SharedRows(long train, long twins, long test, long shared) {

  /** Half of a SHA-256. */
  private record Row(long high, long low) {}

  /** Reads all of both. */
  public static SharedRows of(Dataset train, Dataset test) {
    Set<Row> known = new HashSet<>();
    Set<Row> twice = new HashSet<>();
    long twins = 0;
    Reader learned = new Reader(train);
    for (long place = 0; place < train.count(); place++) {
      Row row = learned.row(place);
      if (!known.add(row)) {
        twins += twice.add(row) ? 2 : 1;
      }
    }
    long shared = 0;
    boolean comparable =
        train.inputRow().equals(test.inputRow()) && train.targetRow().equals(test.targetRow());
    Reader tested = new Reader(test);
    for (long place = 0; comparable && place < test.count(); place++) {
      shared += known.contains(tested.row(place)) ? 1 : 0;
    }
    return new SharedRows(train.count(), twins, test.count(), shared);
  }

  /** The share of the test samples that the training data hold too. */
  public double share() {
    return test == 0 ? 0 : (double) shared / test;
  }

  /** Digests samples one by one. */
  private static final class Reader {
    private final Dataset data;
    private final Storage inputs;
    private final Storage targets;
    private final ByteBuffer bytes;
    private final MessageDigest sha256;

    Reader(Dataset data) {
      this.data = data;
      inputs = Storage.allocate(data.inputRow().dtype(), data.inputRow().shape(1));
      targets = Storage.allocate(data.targetRow().dtype(), data.targetRow().shape(1));
      bytes =
          ByteBuffer.allocate(Math.toIntExact((inputs.length() + targets.length()) * Double.BYTES));
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException missing) {
        throw new AssertionError("every JDK has SHA-256", missing);
      }
    }

    Row row(long place) {
      data.read(place, inputs, targets, 0);
      bytes.clear();
      for (int i = 0; i < inputs.length(); i++) {
        bytes.putDouble(inputs.get(i));
      }
      for (int i = 0; i < targets.length(); i++) {
        bytes.putDouble(targets.get(i));
      }
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest(bytes.array()));
      return new Row(digest.getLong(), digest.getLong());
    }
  }
}
