// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.CutLoop;
import chainrule.array.jit.Form;
import chainrule.array.jit.LoopCache;
import chainrule.array.jit.LoopClass;
import chainrule.array.jit.PlainLoops;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Programs as loops of vectors in bytecode. */
final class VectorLoops {

  /**
   * Vector operations in a class, without what is stored: 100 are hot after half a second, 400
   * after two; from about 110 on HotSpot boxes some.
   */
  private static final int MOST = 88;

  /** Vector operations that are written twice. */
  private static final int TWICE = 50;

  private static final LoopCache<Optional<VectorLoop>> LONG =
      new LoopCache<>((program, accesses) -> compile(program, accesses, Form.RAGGED));
  private static final LoopCache<Optional<VectorLoop>> SHORT =
      new LoopCache<>((program, accesses) -> compile(program, accesses, Form.SHORT));
  private static final LoopCache<Optional<VectorLoop>> LONG_GATHERED =
      new LoopCache<>((program, accesses) -> gather(program, accesses, LONG));
  private static final LoopCache<Optional<VectorLoop>> SHORT_GATHERED =
      new LoopCache<>((program, accesses) -> gather(program, accesses, SHORT));

  private VectorLoops() {}

  /**
   * The loop of a program whose sources move as given, or nothing where vectors cannot.
   *
   * @param length the elements of a line: one of no more than a vector has another loop
   */
  static Optional<VectorLoop> of(Program program, List<Loop.Access> accesses, long length) {
    boolean brief = length <= lanes(program);
    return accesses.contains(Loop.Access.STRIDED)
        ? (brief ? SHORT_GATHERED : LONG_GATHERED).get(program, accesses)
        : (brief ? SHORT : LONG).get(program, accesses);
  }

  private static int lanes(Program program) {
    return (program.dtype() == DType.F32 ? Species.F32 : Species.F64).length();
  }

  private static Optional<VectorLoop> gather(
      Program program, List<Loop.Access> accesses, LoopCache<Optional<VectorLoop>> inner) {
    return inner
        .get(program, GatherLoop.dense(accesses))
        .map(loop -> loop.with(() -> new GatherLoop(program, accesses, loop.loop())));
  }

  private static Optional<VectorLoop> compile(
      Program program, List<Loop.Access> accesses, Form form) {
    if (has(program, Code.Kind.STRICT)) {
      return Optional.empty();
    }
    Program lowered = Lowering.of(program);
    boolean flags = hasFlags(lowered);
    if (flags && form == Form.SHORT) {
      return Optional.empty();
    }
    Supplier<Loop> maker =
        () ->
            (flags ? split(program, lowered, accesses) : masked(lowered, accesses, form))
                .orElseGet(() -> PlainLoops.of(program, accesses));
    int sum = operations(lowered);
    Trial trial = new Trial(lowered, accesses, form, lanes(program));
    return Optional.of(VectorLoop.of(maker, sum, trial));
  }

  private static int operations(Program program) {
    return program.instructions().stream().mapToInt(VectorLoops::operations).sum();
  }

  /** Lines of any length. */
  private static Optional<Loop> masked(Program lowered, List<Loop.Access> accesses, Form form) {
    return CutLoop.of(
        lowered,
        accesses,
        VectorLoops::operations,
        MOST,
        (piece, moves) -> define(piece, moves, once(piece, form)));
  }

  /** A long program is not written twice. */
  private static Form once(Program piece, Form form) {
    return form == Form.RAGGED && operations(piece) > TWICE ? Form.MASKED : form;
  }

  /** Conditions in memory can only be read and written a vector at a time. */
  private static Optional<Loop> split(
      Program program, Program lowered, List<Loop.Access> accesses) {
    return CutLoop.of(
            lowered,
            accesses,
            VectorLoops::operations,
            MOST,
            (piece, moves) -> define(piece, moves, Form.WHOLE))
        .map(vectors ->
            new SplitLoop(
                vectors,
                PlainLoops.of(program, accesses, 1),
                lanes(program),
                accesses.size() + program.outputs().size()));
  }

  private static Optional<Loop> define(Program piece, List<Loop.Access> moves, Form form) {
    return new LoopClass(piece, moves, new VectorArithmetic(piece.dtype()), form)
        .define(MethodHandles.lookup());
  }

  private static boolean hasFlags(Program piece) {
    return IntStream.range(0, piece.sources().size())
            .anyMatch(source -> piece.sourceType(source) == DType.BOOL)
        || IntStream.range(0, piece.outputs().size())
            .anyMatch(output -> piece.outputType(output) == DType.BOOL);
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
            case SCALE -> 4;
            case POWER_OF_TWO, EXPONENT, SIGNIFICAND -> 3;
            case COPY_SIGN -> 5;
            default -> 1;
          };
    };
  }
}
