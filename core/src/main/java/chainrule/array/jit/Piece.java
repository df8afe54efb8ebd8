// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.List;

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

  /** The arrays of a run. */
  record Frame(
      Object[] sources,
      int[] starts,
      int[] strides,
      Object[] results,
      int[] resultStarts,
      Object[] scratch) {}

  /** How the sources move when those of the whole program move as given. */
  List<Loop.Access> accesses(List<Loop.Access> whole) {
    return inputs.stream()
        .map(
            slot -> slot instanceof Slot.Source(int number) ? whole.get(number) : Loop.Access.DENSE)
        .toList();
  }

  /** Computes the elements from {@code from} on. */
  void run(Loop loop, Frame frame, int from, int count) {
    Object[] sources = new Object[inputs.size()];
    int[] starts = new int[sources.length];
    int[] strides = new int[sources.length];
    for (int input = 0; input < sources.length; input++) {
      switch (inputs.get(input)) {
        case Slot.Source(int number) -> {
          sources[input] = frame.sources[number];
          strides[input] = frame.strides[number];
          starts[input] = frame.starts[number] + from * strides[input];
        }
        case Slot.Scratch(int number) -> {
          sources[input] = frame.scratch[number];
          strides[input] = 1;
        }
        case Slot.Result result -> throw new AssertionError(result);
      }
    }
    Object[] results = new Object[outputs.size()];
    int[] resultStarts = new int[results.length];
    for (int output = 0; output < results.length; output++) {
      switch (outputs.get(output)) {
        case Slot.Result(int number) -> {
          results[output] = frame.results[number];
          resultStarts[output] = frame.resultStarts[number] + from;
        }
        case Slot.Scratch(int number) -> results[output] = frame.scratch[number];
        case Slot.Source source -> throw new AssertionError(source);
      }
    }
    loop.run(sources, starts, strides, results, resultStarts, count);
  }
}
