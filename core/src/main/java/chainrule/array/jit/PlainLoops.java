// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.DType;
import chainrule.array.InterpretedLoop;
import chainrule.array.Letters;
import chainrule.array.Loop;
import chainrule.array.Program;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/**
 * Programs as plain scalar loops in bytecode, which HotSpot vectorizes where it can.
 *
 * <p>A method over 8,000 bytes is never compiled by HotSpot, so longer programs are cut.
 */
public final class PlainLoops {

  private static final LoopCache<Loop> SHORT = new LoopCache<>(PlainLoops::compile);
  private static final LoopCache<Loop> LONG = new LoopCache<>(PlainLoops::compile);

  /** Runs of fewer elements are short. */
  private static final int SHORTEST_LONG = 64;

  /** About 4,000 bytes of bytecode. */
  static final int MOST = 3_600;

  private PlainLoops() {}

  /** The loop, for long runs, of a program whose sources move as given, one access a source. */
  public static Loop of(Program program, List<Loop.Access> accesses) {
    return LONG.get(program, accesses);
  }

  /**
   * The loop of a program whose sources move as given, one access a source.
   *
   * @param length how many elements it will be run on at a time, more or less: HotSpot does not
   *     vectorize a loop that it saw run shortly, so short and long runs have a loop each
   */
  public static Loop of(Program program, List<Loop.Access> accesses, long length) {
    return (length < SHORTEST_LONG ? SHORT : LONG).get(program, accesses);
  }

  /** Whether classes can be defined here; else programs are interpreted, far slower. */
  public static boolean areCompiled() {
    return !(of(Program.of(DType.F32, Letters.a), List.of(Loop.Access.DENSE))
        instanceof InterpretedLoop);
  }

  private static Loop compile(Program program, List<Loop.Access> accesses) {
    return CutLoop.of(program, accesses, PlainLoops::bytes, MOST, PlainLoops::define)
        .orElseGet(() -> new InterpretedLoop(program));
  }

  private static Optional<Loop> define(Program program, List<Loop.Access> accesses) {
    return new LoopClass(program, accesses, new PlainArithmetic(program.dtype()), Form.WHOLE)
        .define(MethodHandles.lookup());
  }

  /** The bytecode of an instruction, generously. */
  static int bytes(Program.Instruction instruction) {
    return switch (instruction) {
      case Program.Load _ -> 48;
      case Program.Literal _ -> 8;
      case Program.Compute compute ->
          switch (compute.code().kind()) {
            case ROUNDING, BITS, COMPARISON, STRICT -> 32;
            default -> 24;
          };
    };
  }
}
