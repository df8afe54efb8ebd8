// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A way to compute the blocks of a reduction, split in chunks set by the shape. */
sealed interface Blocks permits RowBlocks, ColumnBlocks {

  /** Elements that a chunk should handle at least. */
  int CHUNK = 16_384;

  /**
   * A reduction taken apart.
   *
   * @param outer the axes kept
   * @param inner the axes reduced
   * @param outputs the number of results
   * @param reduced the number of elements in each
   * @param map what is done first to elements in scratch
   */
  record Parts(
      Work.Reduce work,
      Merged outer,
      Merged inner,
      int outputs,
      long reduced,
      Optional<Supplier<Loop>> map) {

    static Parts of(Work.Reduce work, BlockKernel kernel) {
      List<View> views = List.of(work.input().view());
      Shape shape = work.input().shape();
      int kept = work.output().shape().rank();
      return new Parts(
          work,
          Merged.of(shape, views, 0, kept),
          Merged.of(shape, views, kept, shape.rank()),
          (int) work.output().shape().count(),
          shape.part(kept, shape.rank()).count(),
          work.map().map(program -> loop(program, kernel, shape.count())));
    }

    private static Supplier<Loop> loop(Program program, BlockKernel kernel, long elements) {
      return kernel.loop(program, List.of(Loop.Access.DENSE), elements, elements);
    }

    /** The position of the first element. */
    int start() {
      return (int) work.input().view().offset();
    }

    /** The number of blocks that make one result. */
    int blocks() {
      return (int) SumTree.blocks(reduced);
    }

    /** The number of elements in a block. */
    int blockSize(int block) {
      return (int) Math.min(SumTree.BLOCK, reduced - (long) block * SumTree.BLOCK);
    }

    /** Whether kernels can read the elements where they lie if those of a block are even. */
    boolean isDirect() {
      return map.isEmpty() && inner.sizes().length == 1 && work.input().dtype().isFloating();
    }

    /** Does to elements in scratch what is done first. */
    void map(Scratch scratch, int count) {
      if (map.isPresent()) {
        scratch.map().set(0, scratch.values(), 0, 1, 0);
        scratch.map().set(1, scratch.values(), 0, 1, 0);
        scratch.map().run(map.get().get(), 1, count);
      }
    }
  }

  /** The number of chunks. */
  int chunks();

  /** The most results of a chunk at a time, and the numbers that kernels need for them. */
  Scratch scratch();

  /** Computes a chunk of the blocks. */
  void run(int chunk, Object array, BlockKernel kernel, Scratch scratch, Results results);
}
