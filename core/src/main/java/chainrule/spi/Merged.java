// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The axes of elementwise work with neighbours merged wherever every operand lies evenly over both.
 *
 * @param sizes at least one
 * @param strides by operand, then by merged axis
 */
record Merged(int[] sizes, int[][] strides) {

  static Merged of(Shape shape, List<Operand> operands) {
    int[] sizes = new int[shape.rank() + 1];
    int[][] strides = new int[operands.size()][shape.rank() + 1];
    int used = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      int size = (int) shape.size(axis);
      if (size == 1) {
        continue;
      }
      if (used > 0 && even(operands, strides, used - 1, axis, size)) {
        sizes[used - 1] *= size;
      } else {
        sizes[used++] = size;
      }
      for (int operand = 0; operand < strides.length; operand++) {
        strides[operand][used - 1] = (int) operands.get(operand).view().stride(axis);
      }
    }
    if (used == 0) {
      sizes[used++] = 1;
      for (int[] steps : strides) {
        steps[0] = 1;
      }
    }
    int axes = used;
    return new Merged(
        Arrays.copyOf(sizes, axes),
        Arrays.stream(strides).map(steps -> Arrays.copyOf(steps, axes)).toArray(int[][]::new));
  }

  /** Whether all operands cross from one merged axis to the next axis without a jump. */
  private static boolean even(
      List<Operand> operands, int[][] strides, int merged, int axis, int size) {
    for (int operand = 0; operand < strides.length; operand++) {
      if (strides[operand][merged] != operands.get(operand).view().stride(axis) * size) {
        return false;
      }
    }
    return true;
  }
}
