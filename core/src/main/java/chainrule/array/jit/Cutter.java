// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Cuts a program where a piece is full; the results of the whole leave with the last piece. */
final class Cutter {

  private final Program program;
  private final ToIntFunction<Program.Instruction> cost;
  private final int most;
  private final int[] pieceOf;
  private final int[] lastUse;
  private final Map<Integer, Piece.Slot.Scratch> places = new HashMap<>();
  private final List<Integer> holders = new ArrayList<>();

  Cutter(Program program, ToIntFunction<Program.Instruction> cost, int most) {
    this.program = program;
    this.cost = cost;
    this.most = most;
    pieceOf = new int[program.instructions().size()];
    lastUse = new int[pieceOf.length];
  }

  List<Piece> pieces() {
    int count = assign() + 1;
    findUses(count - 1);
    List<Piece> pieces = new ArrayList<>(count);
    for (int piece = 0; piece < count; piece++) {
      pieces.add(piece(piece, piece == count - 1));
    }
    return pieces;
  }

  /** The number of strips that pass between pieces. */
  int strips() {
    return holders.size();
  }

  /** Gives each computation its piece; returns the last. */
  private int assign() {
    int piece = 0;
    int used = 0;
    Set<Integer> known = new HashSet<>();
    for (int position = 0; position < pieceOf.length; position++) {
      if (program.instructions().get(position) instanceof Program.Compute compute) {
        int more = cost(position, compute, known);
        if (used > 0 && used + more > most) {
          piece++;
          known.clear();
          used = 0;
          more = cost(position, compute, known);
        }
        used += more;
        pieceOf[position] = piece;
        known.addAll(operands(compute));
        known.add(position);
      }
    }
    return piece;
  }

  /** What a computation adds to a piece: itself and those of its operands that are new there. */
  private int cost(int position, Program.Compute compute, Set<Integer> known) {
    int sum = cost.applyAsInt(program.instructions().get(position));
    for (int operand : operands(compute)) {
      if (!known.contains(operand)) {
        boolean literal = program.instructions().get(operand) instanceof Program.Literal;
        sum +=
            cost.applyAsInt(
                literal ? program.instructions().get(operand) : new Program.Load(0, false));
      }
    }
    return sum;
  }

  private static Set<Integer> operands(Program.Compute compute) {
    Set<Integer> operands = new HashSet<>(List.of(compute.x(), compute.y(), compute.z()));
    operands.remove(-1);
    return operands;
  }

  private void findUses(int last) {
    for (int position = 0; position < pieceOf.length; position++) {
      if (program.instructions().get(position) instanceof Program.Compute compute) {
        for (int operand : operands(compute)) {
          lastUse[operand] = Math.max(lastUse[operand], pieceOf[position]);
        }
      }
    }
    for (int output : program.outputs()) {
      lastUse[output] = last;
    }
  }

  private Piece piece(int number, boolean last) {
    PieceBuilder builder = new PieceBuilder(program, pieceOf, number, places);
    if (last) {
      for (int result = 0; result < program.outputs().size(); result++) {
        builder.result(program.outputs().get(result), new Piece.Slot.Result(result));
      }
      return builder.build();
    }
    List<Integer> leaving = new ArrayList<>();
    for (int position = 0; position < pieceOf.length; position++) {
      boolean made = program.instructions().get(position) instanceof Program.Compute;
      if (made && pieceOf[position] == number && lastUse[position] > number) {
        leaving.add(position);
      }
    }
    for (int position : leaving) {
      Piece.Slot.Scratch strip = free(position, number);
      places.put(position, strip);
      builder.result(position, strip);
    }
    return builder.build();
  }

  /** A strip whose value is not read in this piece or later, or a new one. */
  private Piece.Slot.Scratch free(int position, int piece) {
    for (int strip = 0; strip < holders.size(); strip++) {
      if (lastUse[holders.get(strip)] < piece) {
        holders.set(strip, position);
        return new Piece.Slot.Scratch(strip);
      }
    }
    holders.add(position);
    return new Piece.Slot.Scratch(holders.size() - 1);
  }
}
