// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.util.List;

/**
 * One or more {@link Expr}s as straight-line code over one element type: what every evaluator runs.
 *
 * <p>Elementary functions are already rewritten in arithmetic, constants rounded, and equal
 * instructions stand once. Two equal programs compute the same bits.
 */
public final class Program {

  private final DType dtype;
  private final List<Expr> sources;
  private final List<Instruction> instructions;
  private final List<Integer> outputs;
  private final int hash;

  Program(DType dtype, List<Expr> sources, List<Instruction> instructions, List<Integer> outputs) {
    this.dtype = dtype;
    this.sources = List.copyOf(sources);
    this.instructions = List.copyOf(instructions);
    this.outputs = List.copyOf(outputs);
    this.hash = 31 * (31 * dtype.hashCode() + this.instructions.hashCode()) + outputs.hashCode();
  }

  /** One instruction; its result is known by its position. */
  public sealed interface Instruction {}

  /** Reads the current element of a source, a number or a condition. */
  public record Load(int source, boolean condition) implements Instruction {}

  /** A number, already rounded to the element type. */
  public record Literal(double value) implements Instruction {}

  /** Applies a code to earlier results; operands that the code does not take are -1. */
  public record Compute(Code code, int x, int y, int z) implements Instruction {}

  /** The program that computes the given expressions in F32 or F64. */
  public static Program of(DType dtype, Expr... results) {
    return of(dtype, List.of(), List.of(results));
  }

  /**
   * The program that computes the given expressions in F32 or F64 and whose sources begin with the
   * given leaves, read or not.
   */
  public static Program of(DType dtype, List<Expr> sources, List<Expr> results) {
    return new Assembler(dtype, sources).assemble(results);
  }

  /** The type of all numbers in it: F32 or F64. */
  public DType dtype() {
    return dtype;
  }

  /**
   * The leaves it reads, each once: {@link Expr.Input}, {@link Expr.Flag}, {@link Expr.Upstream} or
   * {@link Expr.Output}, in the order in which operands are passed.
   */
  public List<Expr> sources() {
    return sources;
  }

  /** The code; an operand names an earlier instruction by position. */
  public List<Instruction> instructions() {
    return instructions;
  }

  /** The positions of the results. */
  public List<Integer> outputs() {
    return outputs;
  }

  /** Whether the result of an instruction is a condition. */
  public boolean isCondition(int position) {
    return switch (instructions.get(position)) {
      case Load load -> load.condition();
      case Literal _ -> false;
      case Compute compute -> compute.code().isCondition();
    };
  }

  /** The element type of a result: {@link #dtype()}, or BOOL for a condition. */
  public DType outputType(int output) {
    return isCondition(outputs.get(output)) ? DType.BOOL : dtype;
  }

  /** The element type of a source: {@link #dtype()}, or BOOL for a condition. */
  public DType sourceType(int source) {
    return sources.get(source).isCondition() ? DType.BOOL : dtype;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Program program
            && hash == program.hash
            && dtype == program.dtype
            && instructions.equals(program.instructions)
            && outputs.equals(program.outputs)
            && sources.equals(program.sources));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return dtype + " " + sources + " " + instructions + " -> " + outputs;
  }
}
