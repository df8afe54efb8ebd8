// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/**
 * Work made ready to be run again and again: whatever follows from shapes and types alone is
 * decided, and a run allocates nothing. Bound to memory; confined to one caller at a time.
 */
public interface Task {

  /** Does the work on what the memory holds now. */
  void run(Workers workers);

  /** Takes another array of the same type and layout wherever the task holds one. */
  void rebind(Object from, Object to);

  /** Puts another array in the place of one. */
  @SuppressWarnings("ReferenceEquality")
  static void replace(Object[] arrays, Object from, Object to) {
    for (int index = 0; index < arrays.length; index++) {
      if (arrays[index] == from) {
        arrays[index] = to;
      }
    }
  }
}
