// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The connected pieces of a picture's ink; pixels touch across sides and corners.
 *
 * @param ink the picture, in which pieces may be wiped out
 * @param pieces the pixels of each piece
 */
record Blots(float[] ink, List<int[]> pieces) {

  /** All pieces of values above 0 in rows of that width. */
  static Blots of(float[] ink, int width) {
    List<int[]> pieces = new ArrayList<>();
    BitSet seen = new BitSet(ink.length);
    int[] queue = new int[ink.length];
    for (int start = 0; start < ink.length; start++) {
      if (ink[start] > 0 && !seen.get(start)) {
        seen.set(start);
        queue[0] = start;
        int size = spread(ink, width, seen, queue);
        pieces.add(Arrays.copyOf(queue, size));
      }
    }
    return new Blots(ink, pieces);
  }

  /** Follows the ink from the pixel that the queue starts with; returns how many were reached. */
  private static int spread(float[] ink, int width, BitSet seen, int[] queue) {
    int size = 1;
    for (int next = 0; next < size; next++) {
      int x = queue[next] % width;
      int y = queue[next] / width;
      for (int row = Math.max(0, y - 1); row <= Math.min(ink.length / width - 1, y + 1); row++) {
        for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          int neighbor = row * width + column;
          if (ink[neighbor] > 0 && !seen.get(neighbor)) {
            seen.set(neighbor);
            queue[size++] = neighbor;
          }
        }
      }
    }
    return size;
  }

  /** Wipes out pieces of fewer pixels than the largest has, divided by the divisor. */
  void wipeSmallerThan(int divisor) {
    int largest = pieces.stream().mapToInt(piece -> piece.length).max().orElse(0);
    for (int[] piece : pieces) {
      if ((long) piece.length * divisor < largest) {
        for (int pixel : piece) {
          ink[pixel] = 0;
        }
      }
    }
  }
}
