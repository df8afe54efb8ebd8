// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.List;
import java.util.function.Supplier;

/** What a reduction is computed with: blocks of the {@link SumTree}, and loops over scratch. */
public interface BlockKernel {

  /** Numbers that a kernel needs for itself to join columns, for each column; for a row as many. */
  int LANES = SumTree.LANES;

  /** The kernel of plain loops. */
  static BlockKernel plain() {
    return PlainBlock.KERNEL;
  }

  /**
   * Joins rows of at most 4096 neighbouring values, each in F64.
   *
   * @param array {@code float[]} or {@code double[]}
   * @param start the first element of the first row
   * @param jump from row to row
   * @param lanes scratch
   * @param results what the rows give, from {@code at} on
   */
  void rows(
      Monoid monoid,
      Object array,
      int start,
      int jump,
      int rows,
      int count,
      double[] lanes,
      double[] results,
      int at);

  /**
   * Joins columns of at most 4096 values, which lie in rows of neighbours, each in F64.
   *
   * @param array {@code float[]} or {@code double[]}
   * @param start the first element of the first row
   * @param jump from row to row
   * @param width how many columns
   * @param lanes scratch
   * @param results what the columns give, from {@code at} on
   */
  void columns(
      Monoid monoid,
      Object array,
      int start,
      int jump,
      int rows,
      int width,
      double[] lanes,
      double[] results,
      int at);

  /**
   * The loop of a program that is done first or last, to be asked for once a run.
   *
   * @param length the elements of a line
   * @param elements how many it will be run on in all
   */
  Supplier<Loop> loop(Program program, List<Loop.Access> accesses, long length, long elements);
}
