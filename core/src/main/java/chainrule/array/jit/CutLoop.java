// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.DType;
import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/**
 * A program too long for one compiled method: its pieces run one after the other over strips short
 * enough that what passes between them stays in the nearest cache.
 */
public final class CutLoop implements Loop {

  private static final int STRIP = 512;

  private final Loop[] loops;
  private final int[][] arraysOf;
  private final DType dtype;
  private final int strips;
  private final int whole;
  private final Pool<Frames> pool = new Pool<>(this::frames);

  /** What one run needs: strips, and a frame for each piece. */
  private record Frames(Object[] strips, Frame[] pieces) {}

  private CutLoop(Program program, List<Piece> pieces, List<Loop> loops, int strips) {
    int sources = program.sources().size();
    whole = sources + program.outputs().size();
    this.loops = loops.toArray(Loop[]::new);
    this.strips = strips;
    dtype = program.dtype();
    arraysOf = pieces.stream().map(piece -> piece.arrays(sources, whole)).toArray(int[][]::new);
  }

  /**
   * A program compiled in as many pieces as it needs, one if it can be; nothing if one cannot be.
   *
   * @param cost what an instruction adds to a piece
   * @param most the cost that a piece should not exceed
   * @param compiler compiles a piece
   */
  public static Optional<Loop> of(
      Program program,
      List<Access> accesses,
      ToIntFunction<Program.Instruction> cost,
      int most,
      BiFunction<Program, List<Access>, Optional<Loop>> compiler) {
    if (program.instructions().stream().mapToInt(cost).sum() <= most) {
      return compiler.apply(program, accesses);
    }
    Cutter cutter = new Cutter(program, cost, most);
    List<Piece> pieces = cutter.pieces();
    List<Loop> loops =
        pieces.stream()
            .map(piece -> compiler.apply(piece.program(), piece.accesses(accesses)))
            .flatMap(Optional::stream)
            .toList();
    return loops.size() < pieces.size()
        ? Optional.empty()
        : Optional.of(new CutLoop(program, pieces, loops, cutter.strips()));
  }

  @Override
  public void run(Object[] arrays, int[] starts, int[] steps, int[] jumps, int lines, int count) {
    if (count <= 0) {
      return;
    }
    Frames frames = pool.take();
    for (int piece = 0; piece < loops.length; piece++) {
      open(frames.pieces[piece], arraysOf[piece], frames.strips, arrays, steps, jumps);
    }
    int wide = Math.min(STRIP, count);
    int high = STRIP / wide;
    for (int line = 0; line < lines; line += high) {
      for (int from = 0; from < count; from += wide) {
        int some = Math.min(wide, count - from);
        for (int piece = 0; piece < loops.length; piece++) {
          Frame frame = frames.pieces[piece];
          move(frame, arraysOf[piece], starts, line, from, some);
          frame.run(loops[piece], Math.min(high, lines - line), some);
        }
      }
    }
    for (Frame frame : frames.pieces) {
      frame.clear();
    }
    pool.give(frames);
  }

  private void open(
      Frame frame, int[] numbers, Object[] strips, Object[] arrays, int[] steps, int[] jumps) {
    for (int slot = 0; slot < numbers.length; slot++) {
      int number = numbers[slot];
      if (number < whole) {
        frame.set(slot, arrays[number], 0, steps[number], jumps[number]);
      } else {
        frame.set(slot, strips[number - whole], 0, 1, 0);
      }
    }
  }

  private void move(Frame frame, int[] numbers, int[] starts, int line, int from, int count) {
    for (int slot = 0; slot < numbers.length; slot++) {
      int number = numbers[slot];
      if (number < whole) {
        frame.starts()[slot] =
            starts[number] + line * frame.jumps()[slot] + from * frame.steps()[slot];
      } else {
        frame.jumps()[slot] = count;
      }
    }
  }

  private Frames frames() {
    Object[] own = new Object[strips];
    Arrays.setAll(own, _ -> Frame.strip(dtype, STRIP));
    Frame[] pieces = new Frame[loops.length];
    for (int piece = 0; piece < pieces.length; piece++) {
      pieces[piece] = Frame.of(arraysOf[piece].length);
    }
    return new Frames(own, pieces);
  }
}
