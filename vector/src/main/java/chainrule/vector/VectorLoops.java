// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Code;
import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.CutLoop;
import chainrule.array.jit.LoopCache;
import chainrule.array.jit.LoopClass;
import chainrule.array.jit.PlainLoops;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/** Programs as loops of vectors in bytecode. */
final class VectorLoops {

  /** Vector operations in a class: 100 are hot after half a second, 400 after two. */
  private static final int MOST = 100;

  private static final LoopCache<Optional<VectorLoop>> CACHE =
      new LoopCache<>(VectorLoops::compile);

  private VectorLoops() {}

  /** The loop of a program whose sources move as given, or nothing where vectors cannot. */
  static Optional<VectorLoop> of(Program program, List<Loop.Access> accesses) {
    return CACHE.get(program, accesses);
  }

  private static Optional<VectorLoop> compile(Program program, List<Loop.Access> accesses) {
    if (accesses.contains(Loop.Access.STRIDED) || has(program, Code.Kind.STRICT)) {
      return Optional.empty();
    }
    Program lowered = Lowering.of(program);
    VectorArithmetic arithmetic = new VectorArithmetic(program.dtype());
    return CutLoop.of(
            lowered,
            accesses,
            VectorLoops::operations,
            MOST,
            (piece, moves) ->
                new LoopClass(piece, moves, arithmetic).define(MethodHandles.lookup()))
        .map(vectors ->
            new SplitLoop(vectors, PlainLoops.of(program, accesses, 1), arithmetic.lanes()))
        .map(loop -> VectorLoop.of(lowered, accesses, loop));
  }

  private static boolean has(Program program, Code.Kind kind) {
    return program.instructions().stream()
        .anyMatch(instruction ->
            instruction instanceof Program.Compute compute && compute.code().kind() == kind);
  }

  /** The vector operations of an instruction. */
  static int operations(Program.Instruction instruction) {
    return switch (instruction) {
      case Program.Load _ -> 1;
      case Program.Literal _ -> 0;
      case Program.Compute compute ->
          switch (compute.code()) {
            case POWER_OF_TWO, EXPONENT, SIGNIFICAND -> 3;
            case COPY_SIGN -> 5;
            default -> 1;
          };
    };
  }
}
