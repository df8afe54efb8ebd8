// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.DType;
import chainrule.array.Loop;
import chainrule.array.Program;
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

  private final List<Piece> pieces;
  private final List<Loop> loops;
  private final List<DType> scratch;

  private CutLoop(List<Piece> pieces, List<Loop> loops, List<DType> scratch) {
    this.pieces = pieces;
    this.loops = loops;
    this.scratch = scratch;
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
        : Optional.of(new CutLoop(pieces, loops, cutter.scratch()));
  }

  @Override
  public void run(
      Object[] sources,
      int[] starts,
      int[] strides,
      Object[] results,
      int[] resultStarts,
      int count) {
    Piece.Frame frame = new Piece.Frame(sources, starts, strides, results, resultStarts, strips());
    for (int from = 0; from < count; from += STRIP) {
      for (int piece = 0; piece < loops.size(); piece++) {
        pieces.get(piece).run(loops.get(piece), frame, from, Math.min(STRIP, count - from));
      }
    }
  }

  private Object[] strips() {
    return scratch.stream()
        .map(dtype ->
            switch (dtype) {
              case F32 -> new float[STRIP];
              case F64 -> new double[STRIP];
              case BOOL -> new boolean[STRIP];
              case I32, I64, U8 -> throw new AssertionError(dtype);
            })
        .toArray();
  }
}
