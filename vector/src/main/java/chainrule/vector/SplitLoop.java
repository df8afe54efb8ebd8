// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Loop;

/**
 * Whole vectors by one loop and the elements left over by another.
 *
 * @param lanes the elements of a vector
 */
record SplitLoop(Loop vectors, Loop plain, int lanes) implements Loop {

  @Override
  public void run(
      Object[] sources,
      int[] starts,
      int[] strides,
      Object[] results,
      int[] resultStarts,
      int count) {
    int left = count % lanes;
    int whole = count - left;
    vectors.run(sources, starts, strides, results, resultStarts, whole);
    if (left > 0) {
      int[] sourcesLeft = starts.clone();
      for (int source = 0; source < sourcesLeft.length; source++) {
        sourcesLeft[source] += whole * strides[source];
      }
      int[] resultsLeft = resultStarts.clone();
      for (int result = 0; result < resultsLeft.length; result++) {
        resultsLeft[result] += whole;
      }
      plain.run(sources, sourcesLeft, strides, results, resultsLeft, left);
    }
  }
}
