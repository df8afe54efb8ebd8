// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.jit.Frame;
import chainrule.array.jit.Pool;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A loop for sources that are not read along the line: tile by tile their elements are copied in
 * order, transposed in blocks where the lines lie side by side, and a loop of neighbours does the
 * rest.
 */
final class GatherLoop implements Loop {

  /** Elements copied at a time: with those that are read beside them they fit the nearest cache. */
  private static final int TILE = 2048;

  /** The width of a tile, unless there are too few lines for it. */
  private static final int WIDTH = 64;

  private static final Packing F32 = packing(DType.F32);
  private static final Packing F64 = packing(DType.F64);

  private final Loop dense;
  private final Packing packing;
  private final DType[] types;
  private final int[] numbers;
  private final int whole;
  private final Pool<Frame> pool;

  /** A loop around one whose sources move by 0 or 1. */
  GatherLoop(Program program, List<Access> accesses, Loop dense) {
    this.dense = dense;
    packing = program.dtype() == DType.F32 ? F32 : F64;
    numbers =
        IntStream.range(0, accesses.size())
            .filter(source -> accesses.get(source) == Access.STRIDED)
            .toArray();
    types = IntStream.of(numbers).mapToObj(program::sourceType).toArray(DType[]::new);
    whole = accesses.size() + program.outputs().size();
    pool = new Pool<>(this::frame);
  }

  private static Packing packing(DType dtype) {
    return new Packing(dtype, Species.SHAPE.vectorBitSize(), Settings.read().warming());
  }

  /** Arrays for the inner loop, then the tiles. */
  private Frame frame() {
    Frame frame = Frame.of(whole + numbers.length);
    for (int slot = 0; slot < numbers.length; slot++) {
      frame.arrays()[whole + slot] = Frame.strip(types[slot], TILE);
    }
    return frame;
  }

  /** The accesses that the inner loop must be made for. */
  static List<Access> dense(List<Access> accesses) {
    return accesses.stream()
        .map(access -> access == Access.STRIDED ? Access.DENSE : access)
        .toList();
  }

  @Override
  public void run(Object[] arrays, int[] starts, int[] steps, int[] jumps, int lines, int count) {
    if (count <= 0) {
      return;
    }
    Frame frame = pool.take();
    for (int number = 0; number < whole; number++) {
      frame.set(number, arrays[number], 0, steps[number], jumps[number]);
    }
    for (int slot = 0; slot < numbers.length; slot++) {
      frame.set(numbers[slot], frame.arrays()[whole + slot], 0, 1, 0);
    }
    int wide = Math.min(count, Math.clamp(TILE / lines, WIDTH, TILE));
    int high = TILE / wide;
    for (int line = 0; line < lines; line += high) {
      for (int from = 0; from < count; from += wide) {
        int some = Math.min(high, lines - line);
        int width = Math.min(wide, count - from);
        for (int number = 0; number < whole; number++) {
          frame.starts()[number] = starts[number] + line * jumps[number] + from * steps[number];
        }
        for (int number : numbers) {
          gather(arrays[number], frame, number, steps[number], jumps[number], some, width);
        }
        dense.run(frame.arrays(), frame.starts(), frame.steps(), frame.jumps(), some, width);
      }
    }
    clear(frame);
    pool.give(frame);
  }

  private void gather(
      Object array, Frame frame, int number, int step, int jump, int lines, int width) {
    Object tile = frame.arrays()[number];
    int start = frame.starts()[number];
    frame.starts()[number] = 0;
    frame.jumps()[number] = width;
    if (array instanceof boolean[] flags) {
      for (int line = 0; line < lines; line++) {
        for (int i = 0; i < width; i++) {
          ((boolean[]) tile)[line * width + i] = flags[start + line * jump + i * step];
        }
      }
    } else {
      packing.strip(array, start, jump, step, tile, 0, lines, width);
    }
  }

  /** Lets go of all arrays but the tiles. */
  private void clear(Frame frame) {
    for (int number = 0; number < whole; number++) {
      frame.arrays()[number] = frame.arrays()[whole];
    }
  }
}
