// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Expr;
import chainrule.array.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes the instructions of one piece as a program of its own. */
final class PieceBuilder {

  private final Program whole;
  private final int[] pieceOf;
  private final int piece;
  private final Map<Integer, Piece.Slot.Scratch> places;
  private final Map<Integer, Expr> known = new HashMap<>();
  private final List<Piece.Slot> inputs = new ArrayList<>();
  private final List<Expr> leaves = new ArrayList<>();
  private final List<Piece.Slot> outputs = new ArrayList<>();
  private final List<Expr> results = new ArrayList<>();

  /**
   * A builder of one piece.
   *
   * @param pieceOf the piece of each instruction
   * @param places where what earlier pieces computed lies
   */
  PieceBuilder(Program whole, int[] pieceOf, int piece, Map<Integer, Piece.Slot.Scratch> places) {
    this.whole = whole;
    this.pieceOf = pieceOf;
    this.piece = piece;
    this.places = places;
  }

  /** Adds a result of the piece; a condition that later pieces read passes as 1 or 0. */
  void result(int position, Piece.Slot slot) {
    Expr result = expr(position);
    boolean passes = slot instanceof Piece.Slot.Scratch && whole.isCondition(position);
    results.add(passes ? Expr.choose(result, Expr.of(1), Expr.of(0)) : result);
    outputs.add(slot);
  }

  Piece build() {
    return new Piece(Program.of(whole.dtype(), leaves, results), inputs, outputs);
  }

  private Expr expr(int position) {
    Expr expr = known.get(position);
    if (expr == null) {
      expr =
          switch (whole.instructions().get(position)) {
            case Program.Literal literal -> Expr.of(literal.value());
            case Program.Load load -> leaf(new Piece.Slot.Source(load.source()), load.condition());
            case Program.Compute compute -> compute(position, compute);
          };
      known.put(position, expr);
    }
    return expr;
  }

  private Expr compute(int position, Program.Compute compute) {
    if (pieceOf[position] != piece) {
      Expr passed = leaf(Objects.requireNonNull(places.get(position)), false);
      return whole.isCondition(position) ? Expr.of(0).less(passed) : passed;
    }
    List<Expr> operands = new ArrayList<>();
    for (int operand : new int[] {compute.x(), compute.y(), compute.z()}) {
      if (operand >= 0) {
        operands.add(expr(operand));
      }
    }
    return new Expr.Apply(compute.code(), operands);
  }

  private Expr leaf(Piece.Slot slot, boolean condition) {
    Expr leaf = condition ? new Expr.Flag(inputs.size()) : new Expr.Input(inputs.size());
    inputs.add(slot);
    leaves.add(leaf);
    return leaf;
  }
}
