// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

/** Counts different texts up to a limit, by 64 bits of each, in little memory. */
final class DistinctTexts {

  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int FIRST_SLOTS = 16;

  private final int most;
  private long[] slots = new long[FIRST_SLOTS];
  private int count;

  DistinctTexts(int most) {
    this.most = most;
  }

  /** Takes a text into account; a new one beyond the limit is not counted. */
  void add(String text) {
    if (isFull()) {
      return;
    }
    long hash = Math.max(1, hash(text) & Long.MAX_VALUE);
    int at = slot(hash);
    if (slots[at] == 0) {
      slots[at] = hash;
      count++;
      if (2 * count > slots.length) {
        grow();
      }
    }
  }

  private int slot(long hash) {
    int at = (int) (hash & slots.length - 1);
    while (slots[at] != 0 && slots[at] != hash) {
      at = at + 1 & slots.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long hash : old) {
      if (hash != 0) {
        slots[slot(hash)] = hash;
      }
    }
  }

  /** FNV-1a, its low bits stirred by its high ones. */
  private static long hash(String text) {
    long hash = OFFSET_BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash ^ hash >>> 32;
  }

  /** How many were different. */
  int count() {
    return count;
  }

  /** Whether there may be more than were counted. */
  boolean isFull() {
    return count >= most;
  }
}
