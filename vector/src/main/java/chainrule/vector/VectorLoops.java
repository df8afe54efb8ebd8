// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Code;
import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.CutLoop;
import chainrule.array.jit.LoopClass;
import chainrule.array.jit.PlainLoops;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/** Programs as loops of vectors in bytecode. */
final class VectorLoops {

  /** Vector operations in a class: 100 are hot after half a second, 400 after two. */
  private static final int MOST = 100;

  private VectorLoops() {}

  /** The loop of a program whose sources move as given, or nothing where vectors cannot. */
  static Optional<Loop> compile(Program program, List<Loop.Access> accesses) {
    if (accesses.contains(Loop.Access.STRIDED) || isStrict(program)) {
      return Optional.empty();
    }
    Program lowered = Lowering.of(program);
    VectorArithmetic arithmetic = new VectorArithmetic(program.dtype());
    Loop plain = PlainLoops.of(program, accesses);
    Loop vectors =
        CutLoop.of(
            lowered,
            accesses,
            VectorLoops::operations,
            MOST,
            (piece, moves) ->
                new LoopClass(piece, moves, arithmetic)
                    .define(MethodHandles.lookup())
                    .orElseThrow());
    return Optional.of(new SplitLoop(vectors, plain, arithmetic.lanes()));
  }

  private static boolean isStrict(Program program) {
    return program.instructions().stream()
        .anyMatch(instruction ->
            instruction instanceof Program.Compute compute
                && compute.code().kind() == Code.Kind.STRICT);
  }

  /** The vector operations of an instruction. */
  private static int operations(Program.Instruction instruction) {
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
