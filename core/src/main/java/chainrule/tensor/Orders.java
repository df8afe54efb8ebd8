// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.spi.Operand;
import chainrule.tensor.Scans.Line;

/**
 * Plain sorting and searching along an axis. Elements are compared by whole numbers in the same
 * order: -0 and 0 are one, NaN is above infinity.
 */
final class Orders {

  private static final long NAN = key(Double.NaN);

  private Orders() {}

  /** Which place is chosen of a line. */
  interface Choice {
    int of(long[] keys, boolean floating);
  }

  /** The elements of a line as numbers that compare as they do. */
  static long[] keys(Operand input, Line line) {
    Storage storage = input.storage();
    long[] keys = Memory.longs(line.size());
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(storage, line.at(i));
    }
    return keys;
  }

  private static long key(Storage storage, long position) {
    return storage.dtype().isFloating() ? key(storage.get(position)) : storage.getLong(position);
  }

  /** Bits in the order of the numbers: those below 0 are turned around. */
  static long key(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }

  /** The places of keys in ascending order, equals in theirs: merging from the bottom up. */
  static int[] order(long[] keys) {
    return order(keys, Memory.ints(keys.length), Memory.ints(keys.length));
  }

  /** The same in one of two arrays of the length of the keys, which it gives. */
  static int[] order(long[] keys, int[] one, int[] other) {
    int[] from = one;
    int[] to = other;
    for (int i = 0; i < from.length; i++) {
      from[i] = i;
    }
    for (long width = 1; width < keys.length; width *= 2) {
      for (long start = 0; start < keys.length; start += 2 * width) {
        int middle = (int) Math.min(start + width, keys.length);
        int end = (int) Math.min(start + 2 * width, keys.length);
        merge(keys, from, to, (int) start, middle, end);
      }
      int[] done = to;
      to = from;
      from = done;
    }
    return from;
  }

  private static void merge(long[] keys, int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean first = right == end || (left < middle && keys[from[left]] <= keys[from[right]]);
      to[i] = first ? from[left++] : from[right++];
    }
  }

  static Operand sorted(Operand input, int axis, boolean descending, Spec output) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    for (long index = 0; index < Line.count(input.shape(), axis); index++) {
      long[] keys = keys(input, Line.of(input.view(), axis, index));
      for (int i = 0; descending && i < keys.length; i++) {
        keys[i] = ~keys[i];
      }
      Line to = Line.of(result.view(), axis, index);
      int[] order = order(keys);
      for (int i = 0; i < order.length; i++) {
        result.storage().setLong(to.at(i), order[i]);
      }
    }
    return result;
  }

  /** One place for each line. */
  static Operand chosen(Operand input, int axis, Spec output, Choice choice) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    for (long index = 0; index < output.shape().count(); index++) {
      long[] keys = keys(input, Line.of(input.view(), axis, index));
      result.storage().setLong(index, choice.of(keys, input.dtype().isFloating()));
    }
    return result;
  }

  /** The lower median, or the first NaN. */
  static int median(long[] keys, boolean floating) {
    for (int i = 0; floating && i < keys.length; i++) {
      if (keys[i] == NAN) {
        return i;
      }
    }
    return order(keys)[(keys.length - 1) / 2];
  }

  /** The last of the most frequent, of the smallest such. */
  static int mode(long[] keys, boolean floating) {
    int[] order = order(keys);
    int best = 0;
    int most = 0;
    int run = 0;
    for (int i = 0; i < order.length; i++) {
      run = i > 0 && keys[order[i]] == keys[order[i - 1]] ? run + 1 : 1;
      if (run > most) {
        most = run;
        best = order[i];
      }
    }
    return best;
  }

  static Operand found(Operand sequence, Operand values, boolean behind, Spec output) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    int rank = sequence.shape().rank();
    long rows = rank == 1 ? 1 : Line.count(values.shape(), rank - 1);
    long each = output.shape().count() / Math.max(1, rows);
    for (long row = 0; row < rows && each > 0; row++) {
      long[] keys = keys(sequence, Line.of(sequence.view(), rank - 1, row));
      checkAscending(keys, row);
      for (long i = row * each; i < (row + 1) * each; i++) {
        long key = key(values.storage(), values.view().position(i));
        result.storage().setLong(i, place(keys, key, behind));
      }
    }
    return result;
  }

  private static void checkAscending(long[] keys, long row) {
    for (int i = 1; i < keys.length; i++) {
      if (keys[i - 1] > keys[i]) {
        throw new ArgumentException(
            "searchSorted: a descends at place " + i + " of row " + row + "; needs ascending rows",
            "sort it first with .sort(-1)");
      }
    }
  }

  /** How many keys are below, or not above. */
  private static int place(long[] keys, long key, boolean behind) {
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean below = behind ? keys[middle] <= key : keys[middle] < key;
      low = below ? middle + 1 : low;
      high = below ? high : middle;
    }
    return low;
  }
}
