// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * The elements of one axis that each window covers.
 *
 * @param first where each window begins
 * @param count how many elements each has, none of them padding
 * @param step from one element to the next
 */
record Spans(int[] first, int[] count, int step) {

  /**
   * PyTorch's adaptive windows: from floor(i * size / windows) to ceil((i + 1) * size / windows).
   */
  static Spans adaptive(long size, long windows) {
    int[] first = Memory.ints(windows);
    int[] count = Memory.ints(windows);
    for (int place = 0; place < windows; place++) {
      long start = place * size / windows;
      first[place] = (int) start;
      count[place] = (int) (Math.ceilDiv((place + 1) * size, windows) - start);
    }
    return new Spans(first, count, 1);
  }

  /** The number of windows. */
  int windows() {
    return first.length;
  }
}
