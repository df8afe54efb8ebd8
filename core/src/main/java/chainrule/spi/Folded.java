// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Shape;
import chainrule.array.View;
import java.util.List;
import java.util.Optional;

/**
 * A reduction taken apart.
 *
 * @param outer the axes kept
 * @param inner the axes reduced
 * @param outputs the number of results
 * @param reduced the number of elements in each
 * @param map what is done first to elements in scratch
 */
record Folded(
    Work.Reduce work,
    BlockKernel kernel,
    Merged outer,
    Merged inner,
    int outputs,
    long reduced,
    Optional<Loop> map) {

  static Folded of(Work.Reduce work, BlockKernel kernel) {
    List<View> views = List.of(work.input().view());
    Shape shape = work.input().shape();
    int kept = work.output().shape().rank();
    return new Folded(
        work,
        kernel,
        Merged.of(shape, views, 0, kept),
        Merged.of(shape, views, kept, shape.rank()),
        (int) work.output().shape().count(),
        shape.part(kept, shape.rank()).count(),
        work.map().map(program -> kernel.loop(program, List.of(Loop.Access.DENSE), shape.count())));
  }

  /** The number of blocks that make one result. */
  int blocks() {
    return (int) SumTree.blocks(reduced);
  }

  /** The number of elements in a block. */
  int blockSize(int block) {
    return (int) Math.min(SumTree.BLOCK, reduced - (long) block * SumTree.BLOCK);
  }

  /** Does to elements in scratch what is done first. */
  void map(double[] scratch, int count) {
    if (map.isPresent()) {
      Object[] arrays = {scratch};
      map.get().run(arrays, new int[1], new int[] {1}, arrays, new int[1], count);
    }
  }
}
