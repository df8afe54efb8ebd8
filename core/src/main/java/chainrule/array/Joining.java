// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two programs of one type as one: the second reads results of the first where they are, instead of
 * from memory. Each instruction computes what it did, so no bit changes.
 */
public final class Joining {

  private final List<Expr> sources;
  private final List<Program.Instruction> instructions = new ArrayList<>();
  private final Map<Program.Instruction, Integer> positions = new HashMap<>();

  private Joining(int sources) {
    this.sources = new ArrayList<>(Collections.nCopies(sources, new Expr.Input(0)));
  }

  /**
   * The joined program.
   *
   * @param sources how many sources it has
   * @param firstSources the new number of each source of the first
   * @param kept the outputs of the first that are outputs still; those of the second follow
   * @param secondSources the new number of each source of the second, or {@code -1 - n} for output
   *     n of the first
   */
  public static Program of(
      int sources,
      Program first,
      int[] firstSources,
      List<Integer> kept,
      Program second,
      int[] secondSources) {
    Joining joining = new Joining(sources);
    int[] ofFirst = joining.add(first, firstSources, new int[0]);
    int[] made = first.outputs().stream().mapToInt(output -> ofFirst[output]).toArray();
    int[] ofSecond = joining.add(second, secondSources, made);
    List<Integer> outputs = new ArrayList<>();
    kept.forEach(output -> outputs.add(made[output]));
    second.outputs().forEach(output -> outputs.add(ofSecond[output]));
    return new Program(first.dtype(), joining.sources, joining.instructions, outputs);
  }

  /** Appends instructions; gives the new position of each. */
  private int[] add(Program program, int[] numbers, int[] made) {
    int[] places = new int[program.instructions().size()];
    for (int at = 0; at < places.length; at++) {
      places[at] =
          switch (program.instructions().get(at)) {
            case Program.Load(int source, boolean condition) -> {
              int number = numbers[source];
              if (number < 0) {
                yield made[-1 - number];
              }
              sources.set(number, condition ? new Expr.Flag(number) : new Expr.Input(number));
              yield add(new Program.Load(number, condition));
            }
            case Program.Literal literal -> add(literal);
            case Program.Compute(Code code, int x, int y, int z) ->
                add(
                    new Program.Compute(
                        code, place(places, x), place(places, y), place(places, z)));
          };
    }
    return places;
  }

  private static int place(int[] places, int operand) {
    return operand < 0 ? operand : places[operand];
  }

  private int add(Program.Instruction instruction) {
    Integer known = positions.putIfAbsent(instruction, instructions.size());
    if (known != null) {
      return known;
    }
    instructions.add(instruction);
    return instructions.size() - 1;
  }
}
