// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.List;

/** What a reduction is computed with: blocks of the {@link SumTree}, and loops over scratch. */
public interface BlockKernel {

  /** The kernel of plain loops. */
  static BlockKernel plain() {
    return PlainBlock.KERNEL;
  }

  /** At most 4096 neighbouring values, joined in F64. */
  double block(Monoid monoid, float[] values, int start, int count);

  /** At most 4096 neighbouring values, joined. */
  double block(Monoid monoid, double[] values, int start, int count);

  /**
   * Fills lanes from rows: lane l of a column joins rows l, l+16, ... from the start value.
   *
   * @param array {@code float[]} or another
   * @param start the first element of the first row
   * @param step from row to row
   * @param rows at most 4096
   * @param lanes by lane, then by column; as many lanes as meet a row
   * @return false if nothing was done, so that plain loops must
   */
  boolean columns(Monoid monoid, Object array, int start, int step, int rows, double[][] lanes);

  /**
   * The loop of a program that is done first or last.
   *
   * @param elements how many it will be run on
   */
  Loop loop(Program program, List<Loop.Access> accesses, long elements);
}
