// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * A {@link Program} made ready to run along lines of elements in Java arrays.
 *
 * <p>Arrays are {@code float[]}, {@code double[]} or, for conditions, {@code boolean[]}. Results
 * lie one after another; a source advances by its stride, which must be of the {@link Access} that
 * the loop was made for.
 */
@FunctionalInterface
public interface Loop {

  /** How a source moves along a line. */
  enum Access {
    /** Stride 0: one element for the whole line. */
    FIXED,
    /** Stride 1: neighbours. */
    DENSE,
    /** Any other stride. */
    STRIDED;

    /** The access that a stride means. */
    public static Access of(long stride) {
      return stride == 0 ? FIXED : stride == 1 ? DENSE : STRIDED;
    }
  }

  /**
   * Computes {@code count} elements.
   *
   * @param sources the arrays read, one a source
   * @param starts the position of the first element in each
   * @param strides the step of each
   * @param results the arrays written, one an output
   * @param resultStarts the position of the first element in each
   */
  void run(
      Object[] sources,
      int[] starts,
      int[] strides,
      Object[] results,
      int[] resultStarts,
      int count);
}
