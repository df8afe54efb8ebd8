// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a program that is cut, run over a strip of elements at a time.
 *
 * @param program what it computes
 * @param inputs where its sources are found
 * @param outputs where its results go
 */
record Piece(Program program, List<Slot> inputs, List<Slot> outputs) {

  /** Where a value lies while a cut program runs. */
  sealed interface Slot {

    /** A source of the whole program. */
    record Source(int number) implements Slot {}

    /** A result of the whole program. */
    record Result(int number) implements Slot {}

    /** A strip that is written by one piece and read by later ones. */
    record Scratch(int number) implements Slot {}
  }

  /** How the sources move when those of the whole program move as given. */
  List<Loop.Access> accesses(List<Loop.Access> whole) {
    return inputs.stream()
        .map(
            slot -> slot instanceof Slot.Source(int number) ? whole.get(number) : Loop.Access.DENSE)
        .toList();
  }

  /**
   * The arrays that it reads and writes, by number: those of the whole program, then the strips.
   *
   * @param sources how many sources the whole program has
   * @param arrays how many arrays
   */
  int[] arrays(int sources, int arrays) {
    return Stream.concat(inputs.stream(), outputs.stream())
        .mapToInt(slot ->
            switch (slot) {
              case Slot.Source(int number) -> number;
              case Slot.Result(int number) -> sources + number;
              case Slot.Scratch(int number) -> arrays + number;
            })
        .toArray();
  }
}
