// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * A {@link Program} made ready to run along lines of elements in Java arrays.
 *
 * <p>Arrays are {@code float[]}, {@code double[]} or, for conditions, {@code boolean[]}: those of
 * the sources, then those of the results. The elements of a line of results lie one after another;
 * a source advances by its step, which must be of the {@link Access} that the loop was made for.
 * Between lines everything advances by jumps.
 */
@FunctionalInterface
public interface Loop {

  /** How a source moves along a line. */
  enum Access {
    /** Step 0: one element for the whole line. */
    FIXED,
    /** Step 1: neighbours. */
    DENSE,
    /** Any other step. */
    STRIDED;

    /** The access that a step means. */
    public static Access of(long step) {
      return step == 0 ? FIXED : step == 1 ? DENSE : STRIDED;
    }
  }

  /**
   * Computes {@code count} elements in each of {@code lines} lines.
   *
   * @param arrays the arrays read, one a source, then those written, one an output
   * @param starts the position of the first element in each
   * @param steps from an element of a line to the next in each; 1 for results
   * @param jumps from the first element of a line to that of the next in each
   */
  void run(Object[] arrays, int[] starts, int[] steps, int[] jumps, int lines, int count);
}
