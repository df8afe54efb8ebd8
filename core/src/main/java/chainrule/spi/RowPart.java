// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.array.jit.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A part of a band, to be run on some of the rows. */
sealed interface RowPart {

  /** What a run needs for itself. */
  record Own(Frame frame, Scratch scratch) {}

  /** Whatever a run needs for itself, for so many rows at a time. */
  Own own(int rows);

  /** Decides by which loop the next rows are run. */
  void open();

  /**
   * Does its work for rows.
   *
   * @param arrays all arrays of the band
   */
  void run(Object[] arrays, Own own, BlockKernel kernel, int first, int rows);

  /**
   * Where an operand lies.
   *
   * @param array its number
   * @param start the position of its first element
   * @param jump from row to row
   * @param passes whether its array holds the rows at hand alone
   */
  record Lane(int array, int start, int jump, boolean passes) {
    int at(int row) {
      return start + (passes ? 0 : row * jump);
    }
  }

  /** An elementwise part. */
  final class Looped implements RowPart {

    private final List<Lane> lanes;
    private final int[] steps;
    private final int length;
    private final Supplier<Loop> loops;
    private Loop loop;

    private Looped(List<Lane> lanes, int[] steps, int length, Supplier<Loop> loops) {
      this.lanes = lanes;
      this.steps = steps;
      this.length = length;
      this.loops = loops;
      loop = loops.get();
    }

    /** The part, or nothing if a row of it is no line. */
    static Optional<RowPart> of(
        Work.Elementwise work, List<Lane> lanes, BlockKernel kernel, int rows) {
      Shape shape = work.outputs().getFirst().shape();
      List<View> views = work.operands().map(Operand::view).toList();
      Merged merged = Merged.of(shape, views, 1, shape.rank());
      if (merged.sizes().length > 1) {
        return Optional.empty();
      }
      int length = (int) merged.length();
      int[] steps = new int[lanes.size()];
      List<Loop.Access> accesses = new ArrayList<>();
      for (int lane = 0; lane < steps.length; lane++) {
        steps[lane] = length == 1 ? lanes.get(lane).jump : merged.step(lane);
        if (lane < work.inputs().size()) {
          accesses.add(Loop.Access.of(steps[lane]));
        }
      }
      long line = length == 1 ? rows : length;
      Supplier<Loop> loops = kernel.loop(work.program(), accesses, line, shape.count());
      return Optional.of(new Looped(lanes, steps, length, loops));
    }

    @Override
    public Own own(int rows) {
      Frame frame = Frame.of(steps.length);
      for (int lane = 0; lane < steps.length; lane++) {
        frame.steps()[lane] = steps[lane];
        frame.jumps()[lane] = length == 1 ? 0 : lanes.get(lane).jump;
      }
      return new Own(frame, Scratch.of(0, 0, 0));
    }

    @Override
    public void open() {
      loop = loops.get();
    }

    @Override
    public void run(Object[] arrays, Own own, BlockKernel kernel, int first, int rows) {
      Frame frame = own.frame;
      for (int number = 0; number < steps.length; number++) {
        Lane lane = lanes.get(number);
        frame.arrays()[number] = arrays[lane.array];
        frame.starts()[number] = lane.at(first);
      }
      frame.run(loop, length == 1 ? 1 : rows, length == 1 ? rows : length);
    }
  }

  /** A reduction of each row. */
  final class Folding implements RowPart {

    private final RowBlocks blocks;
    private final Results results;
    private final Lane input;
    private final Lane output;

    private Folding(Blocks.Parts parts, BlockKernel kernel, Lane input, Lane output) {
      blocks = new RowBlocks(parts);
      results = new Results(parts, kernel);
      this.input = input;
      this.output = output;
    }

    /** The part, or nothing if a row has no result or several, or one of several blocks. */
    static Optional<RowPart> of(Work.Reduce work, List<Lane> lanes, BlockKernel kernel) {
      Blocks.Parts parts = Blocks.Parts.of(work, kernel);
      boolean suits =
          parts.blocks() == 1
              && work.output().dtype().isFloating()
              && parts.outputs() == work.output().shape().size(0);
      return suits
          ? Optional.of(new Folding(parts, kernel, lanes.get(0), lanes.get(1)))
          : Optional.empty();
    }

    @Override
    public Own own(int rows) {
      return new Own(Frame.of(0), blocks.scratch(rows));
    }

    @Override
    public void open() {}

    @Override
    public void run(Object[] arrays, Own own, BlockKernel kernel, int first, int rows) {
      int start = input.start - (input.passes ? first * input.jump : 0);
      Object array = arrays[input.array];
      blocks.results(first, first + rows, start, array, kernel, own.scratch);
      results.finish(rows, own.scratch);
      Results.write(arrays[output.array], output.at(first), rows, own.scratch);
    }
  }
}
