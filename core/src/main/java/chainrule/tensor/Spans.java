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

  /** One window over the one element of an axis that is not there. */
  static final Spans SINGLE = new Spans(new int[1], new int[] {1}, 1);

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

  /** From one window to the next if all are alike, none cut by an edge or with gaps; else 0. */
  int stride() {
    int stride = windows() > 1 ? first[1] : count[0];
    boolean regular = step == 1;
    for (int window = 0; window < windows(); window++) {
      regular &= first[window] == window * stride && count[window] == count[0];
    }
    return regular ? stride : 0;
  }

  /** The number of windows. */
  int windows() {
    return first.length;
  }
}
